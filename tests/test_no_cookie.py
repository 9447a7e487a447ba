"""No public answer sets a cookie, or differs for somebody who sends one: staff included."""

import json
from typing import Any

import pytest
from django.test import Client

from cms.library.documents import ImageDocument
from cms.publishing.catalog import Catalog
from public import home
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere, pytest.mark.usefixtures("seeded")]

ADDRESSES = (
    "/",
    "/en/",
    "/ar/help/LB/",
    "/en/help/GB/card/",
    "/vi/guides/helping-someone/?country=VN",
    "/en/campaigns/in-app-programme/",
    "/en/series/october-voices/",
    "/en/search/",
    "/en/feed.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/preview/1.never/en/",
    "/health/live",
    "/health/ready",
    "/api/v1/help?country=VN",
    "/api/v1/guides",
    "/api/v1/terms",
    "/api/v1/openapi.json",
    "/api/v1/match",
    "/api/v1/nowhere",
    "/en/nowhere/",
    "/en/guides/nowhere/",
    "/en/?country=XX",
    "/xx/",
    "/media/nowhere.webp",
    "/static/nowhere.css",
    "/favicon.ico",
    "/admin",
)
POSTED = (
    ("/en/search/", {"q": "suicide"}),
    ("/en/help/feedback/", {"helpline": "gb-shout", "reason": "no_answer"}),
    ("/api/v1/match", json.dumps({"query": "suicide"})),
    ("/api/v1/match", "{"),
    ("/en/nowhere/", {"q": "x"}),
)


@pytest.fixture
def staff(cast: Cast) -> Client:
    """An editor who reads the public site in the browser in which they work, with old cookies."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor)
    client.get("/admin/")
    client.cookies["csrftoken"] = "0" * 32
    client.cookies["django_language"] = "ar"
    client.cookies["messages"] = "something"
    return client


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def assert_no_cookie(response: Any) -> None:
    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_the_same_with_and_without_cookies(
    client: Client, staff: Client, address: str
) -> None:
    theirs, anybodys = staff.get(address), client.get(address)
    assert_no_cookie(theirs)
    assert_no_cookie(anybodys)
    assert (theirs.status_code, dict(theirs.headers)) == (
        anybodys.status_code,
        dict(anybodys.headers),
    )
    assert body_of(theirs) == body_of(anybodys)


@pytest.mark.parametrize(("address", "data"), POSTED)
def test_nothing_posted_brings_a_cookie(staff: Client, address: str, data: Any) -> None:
    kind: Any = {"content_type": "application/json"} if isinstance(data, str) else {}
    assert_no_cookie(staff.post(address, data, **kind))


def test_a_picture_and_its_error_bring_no_cookie(staff: Client, seeded: Catalog) -> None:
    _key, picture = seeded.current().all(ImageDocument)[0]
    for headers in ({}, {"Range": "bytes=0-9"}, {"Range": "bytes=9999999999-"}):
        assert_no_cookie(staff.get(f"/media/{next(picture.files())}", headers=headers))


def test_an_error_of_ours_brings_no_cookie(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_site: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(home, "hub_topics", fail)
    response = staff.get("/en/")
    assert response.status_code == 500
    assert_no_cookie(response)
    assert b"help" in response.content
