"""Hostile text in every field of the API, in every path, query and header: calm answers only."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, quote_from_bytes

import pytest
from django.test import Client

from cms.library.documents import ImageDocument
from cms.publishing.catalog import Catalog
from tests.naughty import NAUGHTY

API = "/api/v1"
MEGABYTE = "x" * 1_000_000

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


class Visitor:
    """Asks, and notes each answer that is an error of ours or sets a cookie."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.troubles: list[str] = []

    def ask(self, method: str, address: str, body: bytes = b"", **options: Any) -> int:
        answer = self.client.generic(method, address, body, **options)
        if answer.status_code >= 500 or answer.cookies:
            what = f"{method} {address[:80]!a} {body[:80]!a} {options!a}"[:300]
            self.troubles.append(f"{answer.status_code}: {what}")
        answer.close()
        return answer.status_code


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def spelled(text: str) -> str:
    """As a browser would write it into an address, halves of characters included."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def test_every_field_of_a_match_takes_any_text(visitor: Visitor) -> None:
    for text in (*NAUGHTY, MEGABYTE):
        for body in (
            {"query": text, "locale": "en", "country": "GB"},
            {"query": "suicide", "locale": text, "country": "VN"},
            {"query": "suicide", "locale": "vi", "country": text},
            {"query": text, "locale": text, "country": text, text: text},
            {"query": {text: text}},
            text,
        ):
            for escaped in (True, False):
                data = json.dumps(body, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
                visitor.ask("POST", f"{API}/match", data, content_type="application/json")
    assert visitor.troubles == []


def test_every_parameter_and_slug_of_the_api_takes_any_text(visitor: Visitor) -> None:
    lists = [
        ("help", ("lang", "country", "topic")),
        ("guides", ("lang", "topic")),
        ("campaigns", ("lang", "country")),
        ("partners", ("lang", "country", "topic")),
    ]
    for text in map(spelled, NAUGHTY):
        for name, parameters in lists:
            for parameter in (*parameters, text):
                visitor.ask("GET", f"{API}/{name}?{parameter}={text}")
        for name in ("guides", "campaigns", "series"):
            visitor.ask("GET", f"{API}/{name}/{text}?lang={text}")
        visitor.ask("GET", f"{API}/{text}")
        visitor.ask("GET", f"{API}/terms", HTTP_AUTHORIZATION=f"Bearer {text}")
    assert visitor.troubles == []


PATHS = (
    "/{}/",
    "/en/guides/{}/",
    "/en/series/october-voices/{}/",
    "/ar/help/{}/",
    "/en/help/{}/card/",
    "/media/{}",
    "/style/{}.css",
    "/static/{}",
    "/vi/?country={}&page={}",
    "/en/guides/?page={}",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_address_takes_any_text(visitor: Visitor, path: str) -> None:
    for text in (*NAUGHTY, MEGABYTE):
        visitor.ask("GET", path.replace("{}", spelled(text)))
    for raw in (b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"%", b"\xf4\x90\x80\x80"):
        visitor.ask("GET", path.replace("{}", quote_from_bytes(raw, safe="")))
    assert visitor.troubles == []


WRITTEN = "application/x-www-form-urlencoded"


def fields(text: str) -> bytes:
    """A form in which every field of every form of ours holds the text."""
    names = ("q", "helpline", "reason", spelled(text))
    return "&".join(f"{name}={spelled(text)}" for name in names).encode()


def broken_forms(text: str) -> Iterator[tuple[bytes, str]]:
    """Bodies as no browser sends them."""
    raw = text.encode("utf-8", "surrogatepass")
    part = b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n' + raw + b"\r\n--x--"
    yield b"q=" + raw, WRITTEN
    yield part, "multipart/form-data; boundary=x"
    yield raw, "multipart/form-data; boundary="
    yield raw, f"{WRITTEN}; charset=nowhere"


@pytest.mark.parametrize("address", ["/en/search/", "/vi/search/?country=VN", "/en/help/feedback/"])
def test_every_form_takes_any_text(visitor: Visitor, address: str) -> None:
    for text in (*NAUGHTY, MEGABYTE):
        visitor.ask("POST", address, fields(text), content_type=WRITTEN)
    visitor.ask("POST", address, b"q=1&" * 20_000, content_type=WRITTEN)
    assert visitor.troubles == []


def test_a_form_that_is_none_is_answered(visitor: Visitor) -> None:
    for text in (*NAUGHTY[::4], MEGABYTE):
        for body, content_type in broken_forms(text):
            visitor.ask("POST", "/en/search/", body, content_type=content_type)
    assert visitor.troubles == []


HEADERS = (
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_RANGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_HOST",
    "HTTP_COOKIE",
    "HTTP_X_FORWARDED_HOST",
    "CONTENT_TYPE",
    "CONTENT_LENGTH",
)


@pytest.mark.parametrize("header", HEADERS)
def test_every_header_takes_any_text(visitor: Visitor, seeded: Catalog, header: str) -> None:
    picture = next(iter(sorted(seeded.current().all(ImageDocument))))[1]
    media = f"/media/{next(picture.files())}"
    for text in NAUGHTY:
        # A server hands headers over as Latin-1.
        sent: dict[str, Any] = {header: text.encode("utf-8", "surrogatepass").decode("latin-1")}
        for address in ("/", "/en/guides/helping-someone/", media):
            visitor.ask("GET", address, **sent)
        visitor.ask("POST", f"{API}/match", b"{}", **sent)
    assert visitor.troubles == []


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "WILD"])
def test_every_method_is_answered(visitor: Visitor, method: str) -> None:
    for address in ("/", "/en/", "/en/search/", "/en/help/VN/", f"{API}/match", f"{API}/guides"):
        assert visitor.ask(method, address, b"x") < 500
    assert visitor.troubles == []


def test_an_address_that_was_quoted_twice_is_unknown(visitor: Visitor) -> None:
    assert visitor.ask("GET", f"/en/guides/{quote(quote('../helping-someone'))}/") == 404
