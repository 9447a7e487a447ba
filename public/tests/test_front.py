"""What is answered before Django: the very answer that Django gave, and no longer than it holds."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from wsgiref.util import FileWrapper

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.http.request import HttpHeaders
from django.test import override_settings
from django.urls import reverse

from cms.publishing.catalog import Catalog
from cms.publishing.log import Action
from interventions.api import LARGEST_BODY
from public import front
from public.front import MATCH
from public.handler import Handler
from public.tests.test_pages import entry

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC)
PAGES = [
    "/en/",
    "/vi/help/",
    "/ar/topics/suicide/",
    "/en/guides/",
    "/id/about/privacy/",
    "/sitemap.xml",
]
QUERY = {"query": "i want to die", "locale": "en", "country": "GB"}


class Answer(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes


class Asked(NamedTuple):
    """A handler as a server calls it, and the addresses that it left to Django."""

    handler: Handler
    by_django: list[str]

    def get(self, path: str, **more: Any) -> Answer:
        path, _, query = path.partition("?")
        return self._ask(**{"PATH_INFO": path, "QUERY_STRING": query, **more})

    def post(self, body: bytes, **more: Any) -> Answer:
        length = {} if "HTTP_TRANSFER_ENCODING" in more else {"CONTENT_LENGTH": str(len(body))}
        given = {"PATH_INFO": MATCH, "wsgi.input": BytesIO(body), **length, **more}
        return self._ask(REQUEST_METHOD="POST", CONTENT_TYPE="application/json", **given)

    def match(self, **more: Any) -> Answer:
        return self.post(json.dumps(QUERY).encode(), **more)

    def _ask(self, **more: Any) -> Answer:
        environ = {
            "REQUEST_METHOD": "GET",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": StringIO(),
            **more,
        }
        said: list[Any] = []
        answer = self.handler(environ, lambda *started: said.extend(started))
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        return Answer(said[0], dict(said[1]), body)


@pytest.fixture
def asked(seeded: Catalog, monkeypatch: pytest.MonkeyPatch) -> Asked:
    by_django: list[str] = []
    django: Callable[..., Any] = WSGIHandler.__call__

    def count(self: WSGIHandler, environ: Any, start_response: Any) -> Any:
        by_django.append(environ["PATH_INFO"])
        return django(self, environ, start_response)

    monkeypatch.setattr(WSGIHandler, "__call__", count)
    return Asked(Handler(), by_django)


def test_the_address_is_that_of_the_api() -> None:
    assert reverse("api:match") == MATCH


@pytest.mark.parametrize("encoding", ["", "gzip", "gzip;q=0", "br, gzip"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_given_again_as_it_was(asked: Asked, path: str, encoding: str) -> None:
    first = asked.get(path, HTTP_ACCEPT_ENCODING=encoding)
    assert first.status == "200 OK"
    assert asked.get(path, HTTP_ACCEPT_ENCODING=encoding) == first
    assert asked.by_django == [path]


def test_a_file_that_the_server_sends_itself_is_sent(settings: Any) -> None:
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    path = settings.STATIC_URL + "site/site.js"
    answer = Asked(Handler(), []).get(path, **{"wsgi.file_wrapper": FileWrapper})
    assert answer.status == "200 OK"
    assert answer.body == (settings.BASE_DIR / "static" / "site" / "site.js").read_bytes()


def test_chosen_countries_are_known_and_never_mixed(asked: Asked) -> None:
    paths = ["/en/help/", "/en/help/?country=GB", "/en/help/?country=US"]
    first = [asked.get(path) for path in paths]
    assert [asked.get(path) for path in paths] == first
    assert len({answer.body for answer in first}) == len(paths) == len(asked.by_django)


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"QUERY_STRING": "q=kanarienvogel"},
        {"CONTENT_LENGTH": "99999999"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_IF_NONE_MATCH": "*"},
    ],
)
def test_another_way_to_ask_is_left_to_django(asked: Asked, more: dict[str, str]) -> None:
    asked.get("/en/guides/")
    asked.get("/en/guides/", **more)
    assert len(asked.by_django) == 2
    assert "kanarienvogel" not in repr(vars(asked.handler.front))


def test_another_host_another_encoding_and_https_have_answers_of_their_own(asked: Asked) -> None:
    ways: list[dict[str, str]] = [
        {},
        {"HTTP_HOST": "127.0.0.1"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
    ]
    for _time in range(2):
        assert len({asked.get("/en/", **way).body for way in ways}) == len(ways)
    assert len(asked.by_django) == len(ways)


def test_the_country_a_proxy_tells_is_part_of_the_way(seeded: Catalog) -> None:
    with override_settings(COUNTRY_HEADER="X-Country"):
        asked = Asked(Handler(), [])
        told = {code: asked.get("/en/help/", HTTP_X_COUNTRY=code).body for code in ("GB", "US")}
        again = {code: asked.get("/en/help/", HTTP_X_COUNTRY=code).body for code in ("US", "GB")}
    assert told == again
    assert len(set(told.values())) == 2


def test_what_is_published_or_blocked_is_seen_at_once(asked: Asked, seeded: Catalog) -> None:
    shout = b"85258"
    assert shout in asked.get("/en/help/?country=GB").body
    assert shout in asked.match().body
    seeded.shown.show(entry(seeded, Action.BLOCK, {"target": "helpline:gb-shout"}))
    assert shout not in asked.get("/en/help/?country=GB").body
    assert shout not in asked.match().body


def test_a_page_past_its_time_is_made_again(asked: Asked) -> None:
    with time_machine.travel(NIGHT, tick=False) as clock:
        asked.get("/en/help/?country=GB")
        clock.shift(timedelta(minutes=1))
        asked.get("/en/help/?country=GB")
        assert len(asked.by_django) == 1
        clock.shift(timedelta(days=1))
        asked.get("/en/help/?country=GB")
        assert len(asked.by_django) == 2


def test_a_worker_that_lost_everything_says_so(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.get("/en/")
    asked.match()
    monkeypatch.setattr("cms.publishing.catalog.is_bare", lambda: True)
    assert asked.get("/en/").status.startswith("503")
    assert asked.match().status.startswith("503")


@pytest.mark.parametrize("encoding", ["", "gzip", "gzip;q=0"])
@pytest.mark.parametrize("query", ["tự tử", "banana bread", "half a \ud83d pair"])
def test_a_search_gets_what_django_answers(asked: Asked, query: str, encoding: str) -> None:
    body = json.dumps({"query": query, "locale": "vi", "country": "VN"}).encode()
    asked.match(HTTP_ACCEPT_ENCODING=encoding)
    known = asked.post(body, HTTP_ACCEPT_ENCODING=encoding)
    assert asked.by_django == [MATCH]
    by_django = Asked(Handler(), []).post(body, HTTP_ACCEPT_ENCODING=encoding)
    assert known == by_django
    assert known.status == "200 OK"


def test_a_search_that_comes_in_chunks_is_answered(asked: Asked) -> None:
    first = asked.match()
    assert asked.match(HTTP_TRANSFER_ENCODING="chunked") == first
    assert asked.by_django == [MATCH]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", "400"),
        (b"{", "400"),
        (b'{"query": "\xff"}', "400"),
        (b"[" * 5000, "400"),
        (b'{"query": 7}', "422"),
        (b'{"query": "' + b"x" * LARGEST_BODY + b'"}', "413"),
    ],
)
def test_what_is_wrong_with_a_search_is_said_by_django(
    asked: Asked, body: bytes, status: str
) -> None:
    asked.match()
    answer = asked.post(body)
    assert answer.status.startswith(status)
    assert answer == Asked(Handler(), []).post(body)


def test_a_fault_in_matching_is_djangos_to_tell(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.match()
    monkeypatch.setattr("interventions.api.ruleset", lambda _live: None)
    assert asked.match().status.startswith("500")


def test_a_strange_host_or_plain_http_is_not_answered(seeded: Catalog) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        asked = Asked(Handler(), [])
        assert asked.match(**{"wsgi.url_scheme": "https"}).status == "200 OK"
        assert asked.match().status.startswith("301")
        assert asked.match(HTTP_HOST="evil.example").status.startswith("400")


def test_another_origin_is_told_for_itself(seeded: Catalog) -> None:
    with override_settings(API_ORIGINS=["https://search.example"]):
        asked = Asked(Handler(), [])
        for _time in range(2):
            theirs = asked.match(HTTP_ORIGIN="https://search.example")
            assert theirs.headers["Access-Control-Allow-Origin"] == "https://search.example"
            other = asked.match(HTTP_ORIGIN="https://evil.example")
            assert "Access-Control-Allow-Origin" not in other.headers


def test_nothing_of_a_search_is_kept(asked: Asked) -> None:
    for _time in range(2):
        asked.post(json.dumps({"query": "suicide kanarienvogel"}).encode())
        asked.post(json.dumps({"query": "x"}).encode(), QUERY_STRING="q=kanarienvogel")
    assert "kanarienvogel" not in repr(vars(asked.handler.front))


def test_both_memories_have_an_end(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "MOST", 3)
    for number in range(10):
        asked.get("/en/", HTTP_ACCEPT_ENCODING=f"gzip, x{number}")
        asked.match(HTTP_ORIGIN=f"https://{number}.example")
    asked.get("/vi/", HTTP_ACCEPT_ENCODING="x" * 1000)
    known = asked.handler.front
    assert 0 < len(known._pages) <= 3
    assert 0 < len(known._matches) <= 3
    assert "xxx" not in repr(known._pages)


NEUTRAL = {
    # What makes it a page or a search at all.
    *("REQUEST_METHOD", "CONTENT_LENGTH", "HTTP_IF_NONE_MATCH", "HTTP_TRANSFER_ENCODING"),
    # Read, and no part of the answer: see Utf8Request; where the body is.
    *("CONTENT_TYPE", "wsgi.input"),
    # A visit has a language before it is known that the API asks for none of it; and Django would
    # refuse browsers by name, if any were named in the settings.
    *("HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT"),
    # Without a script name Django looks for what a server rewrote; gunicorn gives none of these.
    *("SCRIPT_URL", "REDIRECT_URL"),
}


@pytest.mark.parametrize("is_search", [False, True])
def test_nothing_else_decides_about_an_answer(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, is_search: bool
) -> None:
    """Fails as soon as any layer of ours or of Django's reads one more header."""
    read: set[str] = set()

    class Watched(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            read.add(name)
            return super().__getitem__(name)

        def get(self, name: str, default: Any = None) -> Any:
            read.add(name)
            return super().get(name, default)

        def __contains__(self, name: object) -> bool:
            read.add(str(name))
            return super().__contains__(name)

    def by_header(self: HttpHeaders, name: str) -> Any:
        read.add("HTTP_" + name.upper().replace("-", "_"))
        return super(HttpHeaders, self).__getitem__(name.replace("_", "-"))

    monkeypatch.setattr(HttpHeaders, "__getitem__", by_header)
    ask = Asked._ask

    def watched(self: Asked, **more: Any) -> Answer:
        handler = self.handler
        through = Asked(lambda environ, start: handler(Watched(environ), start), [])  # type: ignore[arg-type]
        return ask(through, **more)

    monkeypatch.setattr(Asked, "_ask", watched)
    with override_settings(COUNTRY_HEADER="X-Country", API_ORIGINS=["https://search.example"]):
        told = Asked(Handler(), [])
        answer = told.match() if is_search else told.get("/en/help/")
    assert answer.status == "200 OK"
    assert len(read) > len(NEUTRAL)
    assert read - NEUTRAL <= {*told.handler.front._deciding, "HTTP_X_COUNTRY"}
