"""The headers of every kind of public answer, scored after Mozilla's HTTP Observatory (MDN, 2026).

start                                                       100
Content-Security-Policy: default-src 'none', nothing unsafe +10
frame-ancestors in that policy                               +5
Referrer-Policy: no-referrer or same-origin                  +5
Cross-Origin-Resource-Policy: same-origin                   +10
Strict-Transport-Security: two years, subdomains, preload    +5  theirs: once in the browsers' list
every script has its digest                                  +5  theirs: not without any
no cookie, or none but __Host-, Secure and SameSite          +5  theirs: for the safest cookies only
X-Content-Type-Options: nosniff                               0  -5 without it
Access-Control-Allow-Origin: none                             0  -50 where anybody may read
"""

import json
import re
from runpy import run_path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from cms.publishing.catalog import Catalog

pytestmark = pytest.mark.django_db

AT_LEAST = 145
STAFF_AT_LEAST = 130
MEDIA_AT_LEAST = AT_LEAST - 60
"""Any site may show a picture and read captions, on purpose: that costs the two points above."""
ADDRESSES = (
    "/",
    "/en/",
    "/vi/help/VN/",
    "/ar/series/october-voices/linh-one-message/",
    "/en/nowhere/",
    "/en/?country=XX",
    "/en/help/?page=99",
    "/admin",
    "/sitemap.xml",
    "/en/feed.xml",
    "/robots.txt",
    "/health/live",
    "/api/v1/help?country=VN",
    "/api/v1/nowhere",
    "/api/v1/terms",
    "/media/nowhere.webp",
    "/static/nowhere.css",
)


@pytest.fixture
def over_https(settings: Any, seeded: Catalog, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A visitor of an installation as deployed."""
    assert seeded.current().view.items
    monkeypatch.setenv("HTTPS", "1")
    for name, value in run_path(f"{settings.BASE_DIR}/cms/settings.py").items():
        if name.startswith(("SECURE_HSTS", "SESSION_COOKIE", "CSRF_COOKIE")):
            setattr(settings, name, value)
    return Client(raise_request_exception=False)


def test_the_scoring_tells_good_from_bad() -> None:
    assert score(HttpResponse("<script src=x></script>")) == 100


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_public_answer_reaches_the_score(over_https: Client, address: str) -> None:
    assert score(over_https.get(address, secure=True)) >= AT_LEAST


@pytest.mark.parametrize("address", ["/accounts/login/", "/admin/", "/admin/guides/guide/"])
def test_pages_of_staff_set_the_safest_cookies_and_reach_what_they_can(
    over_https: Client, address: str
) -> None:
    """A frame of the desk's own for previews is allowed, and scripts with a nonce."""
    User.objects.create_superuser("linh", password="linh")
    typed = {"login": "linh", "password": "linh"}
    over_https.post("/accounts/login/", typed, secure=True)
    answer = over_https.get(address, secure=True, follow=True)
    assert answer.status_code == 200
    assert {"__Host-session", "__Host-csrf"} == over_https.cookies.keys()
    for cookie in over_https.cookies.values():
        told = (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"])
        assert told == (True, True, "Lax", "/")
        assert not cookie["domain"]
    assert answer.headers["Cache-Control"].endswith("private")
    assert score(answer) >= STAFF_AT_LEAST


def test_so_does_what_is_posted(over_https: Client) -> None:
    searched = over_https.post("/en/search/", {"q": "suicide"}, secure=True)
    body = json.dumps({"query": "suicide"})
    matched = over_https.post("/api/v1/match", body, "application/json", secure=True)
    assert (searched.status_code, matched.status_code) == (200, 200)
    assert min(score(searched), score(matched)) >= AT_LEAST


def test_so_do_a_picture_a_style_sheet_and_a_page_from_memory(over_https: Client) -> None:
    text = over_https.get("/en/guides/", secure=True).content.decode()
    media, style = re.search(r"/media/[^ \"]+", text), re.search(r"/style/[^\"]+", text)
    assert media is not None
    assert style is not None
    for address, least in (
        (media[0], MEDIA_AT_LEAST),
        (style[0], AT_LEAST),
        ("/en/guides/", AT_LEAST),
    ):
        answer = over_https.get(address, secure=True)
        assert answer.status_code == 200
        assert score(answer) >= least


def test_so_does_an_error_of_ours(over_https: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("guides.views.guides_by_title", fail)
    answer = over_https.get("/en/guides/", secure=True)
    assert answer.status_code == 500
    assert score(answer) >= AT_LEAST


def is_safest(cookie: Any) -> bool:
    return bool(cookie.key.startswith("__Host-") and cookie["secure"] and cookie["samesite"])


def score(answer: Any) -> int:
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    lasting = headers.get("Strict-Transport-Security", "")
    scripts = []
    if not answer.streaming and headers["Content-Type"].startswith("text/html"):
        scripts = re.findall(r"<script [^>]*src=[^>]*>", answer.content.decode())
    return sum(
        (
            100,
            10 * ("default-src 'none'" in policy and "unsafe" not in policy),
            5 * ("frame-ancestors 'none'" in policy),
            5 * (headers.get("Referrer-Policy") in ("no-referrer", "same-origin")),
            10 * (headers.get("Cross-Origin-Resource-Policy") == "same-origin"),
            5 * (lasting == "max-age=63072000; includeSubDomains; preload"),
            5 * all("integrity=" in script for script in scripts),
            5 * all(is_safest(cookie) for cookie in answer.cookies.values()),
            -5 * (headers.get("X-Content-Type-Options") != "nosniff"),
            -50 * ("Access-Control-Allow-Origin" in headers),
        )
    )
