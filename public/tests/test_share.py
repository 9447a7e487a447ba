"""Sharing a page tells nobody anything but the address that stands there to be read."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

PAGES = [
    "ar/guides/helping-someone/",
    "en/topics/suicide/",
    "en/campaigns/october-mental-health/",
    "en/series/october-voices/",
    "en/grounding/",
    "en/help/VN/",
]


def _shared(text: str) -> str:
    found = re.search(r'<details class="more share .*?</details>', text, re.DOTALL)
    return found.group() if found else ""


@pytest.mark.parametrize("page", PAGES)
def test_the_address_is_shown_and_sent_without_what_the_visitor_chose(
    client: Client, page: str
) -> None:
    shared = _shared(client.get(f"/{page}?country=VN").content.decode())
    address = f"http://testserver/{page}"
    sent = address.replace(":", "%3A").replace("/", "%2F")
    assert re.findall(r'href="([^"]*)"', shared) == [
        f"mailto:?body={sent}",
        f"sms:?&amp;body={sent}",
    ]
    assert f'<bdi class="copy">{address}</bdi>' in shared
    assert f'data-share="{address}"' in shared
    assert "country=" not in shared


def test_what_somebody_typed_is_nowhere_to_be_shared(client: Client) -> None:
    assert _shared(client.post("/en/search/", {"q": "helping"}).content.decode()) == ""
    assert _shared(client.get("/en/safety-plan/").content.decode()) == ""
