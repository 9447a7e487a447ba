"""The Atom feed and what search engines read of a video: when, and under which name."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Campaign
from cms.publishing.catalog import Catalog

ATOM = "{http://www.w3.org/2005/Atom}"


def ids(client: Client, host: str) -> list[str]:
    feed = ElementTree.fromstring(client.get("/en/feed.xml", headers={"host": host}).content)  # noqa: S314
    return [found.text or "" for found in feed.iter(f"{ATOM}id")]


def test_ids_are_the_same_whatever_host_serves_the_feed(
    client: Client, seeded: Catalog, db: None, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    found = ids(client, "a.example")
    assert found == ids(client, "b.example")
    assert len(set(found)) == len(found) > 1
    assert all(name.startswith("urn:uuid:") for name in found)


@pytest.mark.django_db(transaction=True)
def test_a_correction_moves_the_date_of_its_campaign(
    client: Client, cast: Any, catalog: Catalog, publish: Any
) -> None:
    campaign = Campaign.objects.create(key="x", slug="x", title_en="X", summary_en="Y")
    publish(campaign)
    first = updated(client)
    assert timezone.now() - first < timedelta(minutes=10)
    Campaign.objects.filter(pk=campaign.pk).update(summary_en="Corrected")
    publish(campaign)
    assert updated(client) > first


def updated(client: Client) -> Any:
    found = re.findall("<updated>(.*?)</updated>", client.get("/en/feed.xml").content.decode())
    assert found[0] == found[-1]
    return datetime.fromisoformat(found[0])


def test_a_video_says_when_it_came(client: Client, seeded: Catalog, db: None) -> None:
    video = client.get("/api/v1/series/october-voices").json()["videos"][0]["key"]
    page = client.get(f"/en/series/october-voices/{video}/")
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.content.decode()
    )
    about = json.loads(block)
    assert about["@type"] == "VideoObject"
    assert datetime.fromisoformat(about["uploadDate"]).tzinfo
