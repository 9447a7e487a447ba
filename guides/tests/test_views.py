"""The guides' pages."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from cms.library.models import Topic
from cms.publishing.catalog import Catalog
from guides.models import Guide
from guides.tests.conftest import make_guide
from tests.cast import Publish

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("seeded")
def test_the_list_names_every_guide_in_the_language_of_the_page(client: Client) -> None:
    text = client.get("/vi/guides/").content.decode()
    assert "Giúp một người" in text
    assert "/vi/guides/sharing-your-experience/" in text


@pytest.mark.usefixtures("seeded")
def test_a_guide_has_contents_sections_partners_and_help(client: Client) -> None:
    text = client.get("/en/guides/helping-someone/?country=GB").content.decode()
    assert '<a href="#if-there-is-danger-now">' in text
    assert '<h2 id="if-there-is-danger-now">' in text
    assert "/en/partners/samaritans/?country=GB" in text
    assert "116 123" in text


@pytest.mark.usefixtures("seeded")
def test_help_beside_a_guide_is_about_its_topic(client: Client) -> None:
    text = client.get("/en/guides/eating-disorders-teens/?country=US").content.decode()
    card = text[text.index('<section class="help"') :]
    assert "Eating Disorder" in card


def test_what_is_not_translated_is_marked_for_eyes_and_ears(
    client: Client, publish: Publish
) -> None:
    publish(make_guide(), languages=("en", "id"))
    text = client.get("/vi/guides/helping/").content.decode()
    assert '<span lang="en" dir="ltr">Helping someone</span>' in text
    assert "bằng Tiếng Anh" in text
    assert '<div lang="en" dir="ltr"><p>They pull away.</p></div>' in text
    assert 'class="language-note"' not in client.get("/id/guides/helping/").content.decode()


def test_a_guide_says_since_when_it_says_what_it_says(client: Client, publish: Publish) -> None:
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False):
        publish(make_guide(), languages=("en", "vi"))
    text = client.get("/en/guides/helping/").content.decode()
    assert "Last changed on March 4, 2026" in text
    assert '"dateModified": "2026-03-04T12:00:00+00:00"' in text


def test_a_text_nobody_read_in_a_language_is_not_shown_in_it(
    client: Client, publish: Publish
) -> None:
    publish(make_guide(), languages=("en",))
    text = client.get("/id/guides/helping/").content.decode()
    assert "Menolong seseorang" not in text
    assert "Helping someone" in text


def test_a_former_address_leads_to_the_new_one(client: Client, publish: Publish) -> None:
    guide = make_guide()
    publish(guide)
    guide.slug = "helping-a-friend"
    guide.save()
    publish(guide)
    answer = client.get("/vi/guides/helping/?country=VN")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/vi/guides/helping-a-friend/?country=VN"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_saving_shows_nothing(client: Client, publish: Publish, catalog: Catalog) -> None:
    guide = make_guide()
    publish(guide)
    Guide.objects.filter(pk=guide.pk).update(title_en="Something else")
    catalog.refresh()
    assert "Something else" not in client.get("/en/guides/helping/").content.decode()


def test_a_guide_that_is_taken_down_is_gone(client: Client, publish: Publish) -> None:
    guide = make_guide()
    publish(guide)
    publish(guide, is_removal=True)
    assert client.get("/en/guides/helping/").status_code == 404


def test_a_long_list_comes_in_pages(client: Client, publish: Publish) -> None:
    Topic.objects.create(key="suicide")
    publish(*(make_guide(f"guide-{number:02}") for number in range(25)))
    first = client.get("/en/guides/").content.decode()
    second = client.get("/en/guides/?country=GB&page=2").content.decode()
    assert first.count('class="card"') == 24
    assert second.count('class="card"') == 1
    assert "/en/guides/?page=2" in first
    assert "/en/guides/?country=GB&amp;page=1" in second
    assert client.get("/en/guides/?page=3").status_code == 404


def test_what_staff_wrote_is_shown_as_text(client: Client, publish: Publish) -> None:
    publish(make_guide(title_en="<script>alert(1)</script>", summary_en='"><img src=x>'))
    text = client.get("/en/guides/helping/").content.decode()
    assert "<script>alert" not in text
    assert "<img src=x>" not in text


@pytest.mark.usefixtures("seeded")
def test_a_guide_is_described_for_machines(client: Client) -> None:
    text = client.get("/en/guides/helping-someone/").content.decode()
    assert '<meta property="og:title" content="Helping someone who is struggling">' in text
    assert '"@type": "Article"' in text
    assert '<link rel="alternate" hreflang="ar" href="http://testserver/ar/guides/' in text
    assert '<link rel="canonical" href="http://testserver/en/guides/helping-someone/">' in text


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_guide_can_only_be_read(client: Client, method: str) -> None:
    answer: Any = getattr(client, method)("/en/guides/helping-someone/")
    assert answer.status_code == 405
