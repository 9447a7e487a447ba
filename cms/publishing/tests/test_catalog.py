"""A worker answers from memory: through outages, restarts, damage and boundaries in time."""

from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone

from cms.errors import Damaged
from cms.publishing.append import append
from cms.publishing.catalog import Catalog
from cms.publishing.log import Action
from cms.publishing.models import Edition, Entry, Heartbeat, LogHead
from cms.publishing.snapshot import LiveContent
from cms.publishing.tests.conftest import Leaflet, PutLive

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "copy")


def text(worker: Catalog, key: str = "leaflet:a", now: datetime | None = None) -> str | None:
    document = worker.current(now).get(key)
    return document.label() if document else None


def outage(*_args: Any) -> None:
    raise DatabaseError("gone")


def test_a_worker_shows_what_was_published_after_its_next_poll(
    worker: Catalog, put_live: PutLive
) -> None:
    put_live("leaflet:a", "one")
    assert text(worker) is None
    assert worker.refresh()
    assert text(worker) == "one"
    assert not worker.refresh()


def test_a_poll_of_an_unchanged_log_is_one_query(
    worker: Catalog, put_live: PutLive, django_assert_num_queries: Any
) -> None:
    put_live("leaflet:a", "one")
    worker.refresh()
    with django_assert_num_queries(1):
        worker.refresh()
    with django_assert_num_queries(0):
        assert text(worker) == "one"


def test_a_publish_loads_only_the_edition_it_brings(
    worker: Catalog, put_live: PutLive, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        put_live(f"leaflet:{number}", "old")
    worker.refresh()
    kept = worker.snapshot.editions.values()
    before = {loaded.key: loaded for loaded in kept}
    put_live("leaflet:0", "new")
    with django_assert_num_queries(3):  # The head, the entry, the edition.
        worker.refresh()
    after = {loaded.key: loaded for loaded in worker.snapshot.editions.values()}
    assert after["leaflet:1"] is before["leaflet:1"]
    assert text(worker, "leaflet:0") == "new"


def test_an_outage_leaves_the_last_good_snapshot(
    worker: Catalog, put_live: PutLive, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_live("leaflet:a", "one")
    worker.tick()
    monkeypatch.setattr(worker, "refresh", outage)
    worker.tick()
    assert text(worker) == "one"
    assert worker.health.trouble == "The database can't be read (DatabaseError)."


def test_a_worker_starts_from_the_disk_copy(worker: Catalog, put_live: PutLive) -> None:
    put_live("leaflet:a", "one", strips=("x", "y"))
    worker.refresh()
    restarted = Catalog(worker.copy.folder)
    restarted.load_disk_copy()
    assert restarted.current().get("leaflet:a") == worker.current().get("leaflet:a")
    assert restarted.current().view == worker.current().view


def test_a_worker_that_started_from_disk_catches_up(worker: Catalog, put_live: PutLive) -> None:
    put_live("leaflet:a", "one")
    worker.refresh()
    restarted = Catalog(worker.copy.folder)
    restarted.load_disk_copy()
    put_live("leaflet:a", "two")
    assert restarted.refresh()
    assert text(restarted) == "two"


def test_the_disk_copy_holds_coming_items(worker: Catalog, put_live: PutLive) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    put_live("leaflet:a", "soon", starts=tomorrow.isoformat())
    worker.refresh()
    restarted = Catalog(worker.copy.folder)
    restarted.load_disk_copy()
    assert text(restarted) is None
    assert text(restarted, now=tomorrow) == "soon"


def test_a_window_that_passes_during_an_outage_passes_on_time(
    worker: Catalog, put_live: PutLive
) -> None:
    opens = datetime(2026, 11, 1, tzinfo=UTC)
    put_live("leaflet:a", "standing")
    put_live(
        "leaflet:a",
        "october",
        starts=opens.isoformat(),
        ends=(opens + timedelta(hours=1)).isoformat(),
    )
    with time_machine.travel(opens - timedelta(seconds=1), tick=False) as clock:
        worker.refresh()
        assert text(worker) == "standing"
        clock.move_to(opens)
        assert text(worker) == "october"
        clock.move_to(opens + timedelta(hours=1))
        assert text(worker) == "standing"


def test_the_next_view_is_built_before_its_time(worker: Catalog, put_live: PutLive) -> None:
    warmed: list[LiveContent] = []
    worker.shown.warmers = (warmed.append,)
    opens = timezone.now() + timedelta(seconds=90)
    put_live("leaflet:a", "soon", starts=opens.isoformat())
    worker.tick()
    assert [live.view.since for live in warmed] == [None, opens]
    assert worker.current(opens) is warmed[1]


@pytest.mark.parametrize("content", [b"", b"{", b'{"digest": "0", "body": {}}', b"[]"])
def test_a_damaged_disk_copy_is_passed_over_for_the_one_before(
    worker: Catalog, put_live: PutLive, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    put_live("leaflet:a", "one")
    worker.refresh()
    put_live("leaflet:a", "two")
    worker.refresh()
    newest = max(worker.copy.folder.glob("snapshot-*.jsonl"))
    newest.write_bytes(content)
    restarted = Catalog(worker.copy.folder)
    restarted.load_disk_copy()
    assert text(restarted) == "one"
    assert caplog.messages == [f"The disk copy {newest.name} is damaged and is not used."]


def test_a_damaged_edition_on_disk_is_left_out_and_the_rest_is_shown(
    worker: Catalog, put_live: PutLive, caplog: pytest.LogCaptureFixture
) -> None:
    put_live("leaflet:a", "one")
    put_live("leaflet:b", "other")
    worker.refresh()
    digest = worker.current().digest("leaflet:a")
    path = worker.copy.folder / "editions" / f"{digest}.json"
    path.write_bytes(path.read_bytes().replace(b"one", b"two"))
    restarted = Catalog(worker.copy.folder)
    restarted.load_disk_copy()
    assert (text(restarted), text(restarted, "leaflet:b")) == (None, "other")
    assert f"Edition {digest[:12]} in the disk copy is missing or damaged" in caplog.text


def test_no_disk_copy_gives_an_empty_site(tmp_path: Path) -> None:
    worker = Catalog(tmp_path / "nothing")
    worker.load_disk_copy()
    assert worker.current().view.head == 0


def test_a_damaged_edition_in_the_database_keeps_the_last_good_snapshot(
    worker: Catalog, put_live: PutLive
) -> None:
    put_live("leaflet:a", "one")
    worker.refresh()
    entry = put_live("leaflet:a", "two")
    Edition.objects.filter(pk=entry.body["items"][0]["edition"]).update(payload=b"rot")
    with pytest.raises(Damaged, match="does not match its hash"):
        worker.refresh()
    worker.tick()
    assert text(worker) == "one"
    assert "damaged" in worker.health.trouble


def test_a_log_that_was_cut_is_not_followed(worker: Catalog, put_live: PutLive) -> None:
    put_live("leaflet:a", "one")
    put_live("leaflet:a", "two")
    worker.refresh()
    Entry.objects.filter(number=2).delete()
    LogHead.objects.update(number=1, hash=Entry.objects.get(number=1).hash)
    worker.tick()
    assert text(worker) == "two"
    assert "ends at entry 1, before entry 2" in worker.health.trouble


def test_an_erased_edition_leaves_memory_and_disk(
    worker: Catalog, put_live: PutLive, writer: Any
) -> None:
    digest = put_live("leaflet:a", "one").body["items"][0]["edition"]
    worker.refresh()
    Edition.objects.filter(pk=digest).update(payload=None)
    append(Action.ERASE, {"edition": digest, "keys": ["leaflet:a"]}, by=writer)
    worker.refresh()
    assert text(worker) is None
    assert digest not in worker.snapshot.editions
    assert not list((worker.copy.folder / "editions").glob(f"{digest}*"))


def test_a_blocked_strip_is_torn_off_and_the_last_one_takes_the_leaflet(
    worker: Catalog, put_live: PutLive, writer: Any
) -> None:
    put_live("leaflet:a", "one", strips=("x", "y"))
    for target in ("leaflet:a#x", "leaflet:a#y"):
        append(Action.BLOCK, {"target": target, "keys": ["leaflet:a"]}, by=writer)
        worker.refresh()
        leaflet = worker.current().get("leaflet:a")
        left = leaflet.strips if isinstance(leaflet, Leaflet) else None
        assert left == (("y",) if target.endswith("x") else None)
    assert worker.current().all(Leaflet) == ()


def test_only_approved_languages_are_shown(worker: Catalog, put_live: PutLive) -> None:
    put_live("leaflet:a", "one", languages=["en"])
    worker.refresh()
    leaflet = worker.current().get("leaflet:a")
    assert isinstance(leaflet, Leaflet)
    assert leaflet.text.best("vi") == ("one", "en")


def test_what_is_derived_from_an_edition_survives_another_publish(
    worker: Catalog, put_live: PutLive
) -> None:
    built: list[str] = []

    def build(document: Leaflet) -> str:
        built.append(document.label())
        return document.label().upper()

    put_live("leaflet:a", "one")
    for number in range(3):
        put_live("leaflet:b", str(number))
        worker.refresh()
        assert worker.current().edition_derived("leaflet:a", build) == "ONE"
    assert built == ["one"]


def test_the_heartbeat_says_what_this_worker_shows(worker: Catalog, put_live: PutLive) -> None:
    put_live("leaflet:a", "one")
    worker.tick()
    beat = Heartbeat.objects.get()
    assert (beat.entry, beat.trouble) == (1, "")


def test_a_clock_set_back_raises_an_alarm(worker: Catalog) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        worker.tick()
    worker.tick()
    assert worker.health.trouble.startswith("This machine's clock was set back by")


def test_a_worker_is_told_when_what_it_replaced_is_still_held(
    worker: Catalog, put_live: PutLive
) -> None:
    told: list[bool] = []

    def building(is_held: bool) -> AbstractContextManager[object]:
        told.append(is_held)
        return nullcontext()

    worker.shown.building = building
    for name in ("one", "two", "three"):
        put_live("leaflet:a", name)
        worker.refresh()
        held = worker.current()
    put_live("leaflet:a", "four")
    worker.refresh()
    assert told == [False, False, False, False]
    put_live("leaflet:a", "five")
    worker.refresh()
    assert told[-1]
    del held
