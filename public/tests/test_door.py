"""What is turned away before it is read, and what is read whatever way it comes."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from cms.publishing.catalog import Catalog
from public.compression import accepts_gzip
from public.door import DoorMiddleware
from public.handler import Handler
from public.limits import LARGEST_PUBLIC, LARGEST_STAFF

pytestmark = pytest.mark.django_db

ADDRESSES = ["/en/", "/en/search/", "/en/help/feedback/", "/api/v1/match", "/nowhere", "/admin/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_body_that_is_too_large_is_refused_unread(
    client: Client, seeded: Catalog, address: str
) -> None:
    most = LARGEST_STAFF if address == "/admin/" else LARGEST_PUBLIC
    answer = client.generic("POST", address, b"", CONTENT_LENGTH=str(most + 1))
    assert answer.status_code == 413
    assert ("detail" in answer.json()) if "/api/" in address else (b"emergency" in answer.content)


@pytest.mark.parametrize("address", [*ADDRESSES, "/sitemap.xml", "/static/x.css", "/robots.txt"])
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_a_host_that_is_not_ours_gets_400_everywhere(
    client: Client, seeded: Catalog, address: str, method: str
) -> None:
    client.get(address)
    assert client.generic(method, address, HTTP_HOST="evil.example").status_code == 400


def test_health_answers_to_any_name(client: Client, seeded: Catalog) -> None:
    assert client.get("/health/live", HTTP_HOST="10.1.2.3:8000").status_code == 200


@pytest.fixture
def door(settings: Any) -> DoorMiddleware:
    """For four threads: one may serve staff, and one files."""
    settings.THREADS = 4
    return DoorMiddleware(lambda _request: HttpResponse())


def asked(door: DoorMiddleware, path: str) -> HttpResponseBase:
    """An answer that nobody has read to its end."""
    return door(RequestFactory().get(path))


@pytest.mark.parametrize(
    ("slow", "alike"), [("/admin/", "/preview/x/en/"), ("/media/clip.mp4", "/media/other.webp")]
)
def test_who_takes_long_leaves_threads_to_visitors(
    door: DoorMiddleware, slow: str, alike: str
) -> None:
    held = asked(door, slow)
    refused = asked(door, alike)
    assert (held.status_code, refused.status_code) == (200, 503)
    assert refused.headers["Retry-After"]
    others = {"/en/", "/api/v1/match", "/admin/", "/media/clip.mp4"} - {slow}
    assert {asked(door, path).status_code for path in others} == {200}
    held.close()
    assert asked(door, alike).status_code == 200


def test_what_fails_is_no_longer_under_way(settings: Any) -> None:
    settings.THREADS = 4

    def fails(request: HttpRequest) -> HttpResponse:
        raise KeyboardInterrupt

    door = DoorMiddleware(fails)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            asked(door, "/admin/")


def chunked(body: bytes) -> tuple[str, bytes]:
    """The status and body of a match that is sent without a length, as a server hands it on."""
    request = RequestFactory().post("/api/v1/match", content_type="application/json")
    environ = request.environ | {"wsgi.input": BytesIO(body), "HTTP_TRANSFER_ENCODING": "chunked"}
    environ.pop("CONTENT_LENGTH", None)
    said: list[str] = []
    answer = Handler()(environ, lambda status, _headers: said.append(status))
    return said[0], b"".join(answer)


def test_a_query_that_comes_in_chunks_is_answered(seeded: Catalog, settings: object) -> None:
    status, answer = chunked(json.dumps({"query": "suicide", "locale": "en"}).encode())
    assert status == "200 OK"
    assert json.loads(answer)["matched"]


def test_chunks_without_end_are_read_within_the_limit(seeded: Catalog) -> None:
    status, _answer = chunked(b"x" * (LARGEST_PUBLIC * 4))
    assert status.startswith("413")


@pytest.mark.parametrize(
    ("header", "accepts"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("gzip;q=0.5, identity", True),
        ("gzip;q=0", False),
        ("br, gzip; q=0.000", False),
        ("gzip;q=0,br", False),
        ("gzip;q=1.0", True),
        ("identity", False),
        ("", False),
    ],
)
def test_compression_is_used_by_those_who_take_it(header: str, *, accepts: bool) -> None:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = header
    assert accepts_gzip(request.META) is accepts
