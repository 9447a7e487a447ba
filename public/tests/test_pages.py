"""Pages from memory: what they may be given for, and for how long."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from cms.publishing.catalog import Catalog
from cms.publishing.log import Action, LogEntry
from cms.publishing.snapshot import Snapshot
from public.page_cache import Page, PageCache
from public.pages import PublicPagesMiddleware, content_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were rendered, and not answered from memory."""
    rendered: list[str] = []
    fresh = PublicPagesMiddleware._fresh

    def count(self: PublicPagesMiddleware, request: Any, visit: Any) -> Any:
        rendered.append(request.get_full_path())
        return fresh(self, request, visit)

    monkeypatch.setattr(PublicPagesMiddleware, "_fresh", count)
    return rendered


def entry(catalog: Catalog, action: Action, body: dict[str, Any]) -> Snapshot:
    """The catalog's snapshot with one more entry of the log."""
    history = catalog.snapshot.history
    added = LogEntry(history.head + 1, action, NOON, body)
    return replace(catalog.snapshot, history=history.after(added))


@pytest.mark.usefixtures("seeded")
def test_a_page_is_rendered_once(client: Client, renders: list[str]) -> None:
    first, second = client.get("/en/guides/"), client.get("/en/guides/")
    assert first.content == second.content
    assert first.headers == second.headers
    assert renders == ["/en/guides/"]


@pytest.mark.usefixtures("seeded")
def test_languages_and_countries_are_never_mixed(client: Client) -> None:
    addresses = ["/en/", "/vi/", "/en/?country=GB", "/en/?country=US", "/ar/?country=LB"]
    alone = {address: client.get(address).content for address in addresses}
    again = {address: client.get(address).content for address in reversed(addresses)}
    assert alone == again
    assert len(set(alone.values())) == len(addresses)


@pytest.mark.usefixtures("seeded")
def test_other_words_in_the_address_share_one_page(client: Client, renders: list[str]) -> None:
    client.get("/en/?country=gb")
    client.get("/en/?utm_source=anywhere&country=GB")
    assert len(renders) == 1


@pytest.mark.usefixtures("seeded")
def test_two_hosts_do_not_share_a_page(client: Client) -> None:
    here = client.get("/en/", headers={"Host": "localhost"})
    there = client.get("/en/", headers={"Host": "127.0.0.1"})
    assert b"http://localhost/en/" in here.content
    assert b"http://localhost/en/" not in there.content


@pytest.mark.usefixtures("seeded")
def test_a_strange_host_gets_nothing_from_memory(client: Client) -> None:
    client.get("/en/")
    assert client.get("/en/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.usefixtures("seeded")
def test_a_reader_who_has_the_page_gets_304(client: Client) -> None:
    tag = client.get("/en/guides/").headers["ETag"]
    answer = client.get("/en/guides/", headers={"If-None-Match": f'"other", {tag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert client.get("/en/guides/", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.usefixtures("seeded")
def test_a_page_travels_compressed_where_it_can_be_read(client: Client) -> None:
    plain = client.get("/en/guides/")
    packed = client.get("/en/guides/", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.usefixtures("seeded")
def test_asking_for_the_headers_alone_gives_the_same_headers(client: Client) -> None:
    whole, headers = client.get("/en/guides/"), client.head("/en/guides/")
    assert headers.content == b""
    assert headers.headers == whole.headers


@pytest.mark.usefixtures("seeded")
def test_a_page_may_be_asked_for_its_headers_first(client: Client) -> None:
    tag = client.head("/en/guides/").headers["ETag"]
    assert client.get("/en/guides/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.usefixtures("seeded")
def test_every_page_asks_to_be_checked_before_it_is_used_again(client: Client) -> None:
    assert client.get("/en/guides/").headers["Cache-Control"] == "no-cache"


def test_a_change_is_on_the_page_at_once(client: Client, seeded: Catalog) -> None:
    assert b"Shout" in client.get("/en/help/GB/").content
    seeded.shown.show(entry(seeded, Action.BLOCK, {"target": "helpline:gb-shout"}))
    assert b"Shout" not in client.get("/en/help/GB/").content


def test_publishing_terms_leaves_the_pages_as_they_are(
    client: Client, seeded: Catalog, renders: list[str]
) -> None:
    client.get("/en/")
    key = next(key for key in seeded.current().view.items if key.startswith("termlist:"))
    item = {"key": key, "edition": None}
    before = content_of(seeded.current())
    seeded.shown.show(entry(seeded, Action.RELEASE, {"items": [item]}))
    client.get("/en/")
    assert len(renders) == 1
    assert content_of(seeded.current()) == before


@pytest.mark.usefixtures("seeded")
def test_a_page_is_right_to_the_minute_in_which_a_line_opens(client: Client) -> None:
    # Vietnam's line answers from 13:00 to 20:30 on Wednesdays, in Vietnam.
    wednesday = datetime(2026, 11, 25, 5, 59, 59, tzinfo=UTC)
    with time_machine.travel(wednesday, tick=False) as clock:
        before = client.get("/en/help/VN/").content.decode()
        clock.shift(timedelta(seconds=1))
        after = client.get("/en/help/VN/").content.decode()
    assert "Closed, opens at 13:00" in before
    assert "opens at 13:00" not in after
    assert "Open until 20:30" in after


@pytest.mark.usefixtures("seeded")
def test_a_told_country_is_used_only_where_the_site_trusts_the_header(
    client: Client, settings: Any
) -> None:
    told = {"X-Country": "gb"}
    assert "Shout" not in client.get("/en/help/", headers=told).content.decode()
    settings.COUNTRY_HEADER = "X-Country"
    answer = client.get("/en/help/", headers=told)
    assert "Shout" in answer.content.decode()
    assert "X-Country" in answer.headers["Vary"]
    assert "Shout" not in client.get("/en/help/").content.decode()
    assert "988" in client.get("/en/help/?country=US", headers=told).content.decode()


@pytest.mark.usefixtures("seeded")
def test_an_error_is_not_kept(client: Client, renders: list[str]) -> None:
    for _time in range(2):
        assert client.get("/en/nowhere/").headers["Cache-Control"] == "no-store"
    assert len(renders) == 2


def page(size: int, until: datetime | None = None) -> Page:
    return Page(b"x" * size, b"", 'W/"x"', {}, None, until)


def test_the_oldest_pages_go_when_the_room_runs_out() -> None:
    memory = PageCache(content=0, limit=10)
    for name in "abc":
        memory.put(name, page(4))
    assert [bool(memory.get(name, NOON)) for name in "abc"] == [False, True, True]
    assert memory.size == 8


def test_a_page_put_again_is_counted_once() -> None:
    memory = PageCache(content=0)
    memory.put("a", page(4))
    memory.put("a", page(6))
    assert memory.size == 6


def test_a_page_larger_than_the_room_is_not_kept() -> None:
    memory = PageCache(content=0, limit=10)
    memory.put("a", page(11))
    assert memory.get("a", NOON) is None
    assert memory.size == 0


def test_a_page_is_gone_from_its_instant_on() -> None:
    memory = PageCache(content=0)
    memory.put("a", page(4, until=NOON))
    assert memory.get("a", NOON - timedelta(microseconds=1))
    assert memory.get("a", NOON) is None
