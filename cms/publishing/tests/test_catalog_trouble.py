"""A worker in trouble: a full disk, a restored database, a clock set back, rot, an old version."""

import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from django.utils import timezone

from cms.publishing import diskcopy
from cms.publishing.append import append
from cms.publishing.canonical import canonical, digest_of
from cms.publishing.catalog import Catalog
from cms.publishing.keys import ObjectKey
from cms.publishing.log import Action
from cms.publishing.models import Edition, Heartbeat
from cms.publishing.snapshot import Snapshot
from cms.publishing.tests.conftest import Leaflet, PutLive

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "copy")


def text(worker: Catalog, key: str = "leaflet:a", after: timedelta = timedelta()) -> str | None:
    document = worker.current(timezone.now() + after).get(key)
    return document.label() if document else None


def from_disk(worker: Catalog) -> Catalog:
    """Another worker of the same machine, started while the database is away."""
    started = Catalog(worker.copy.folder)
    started.load_disk_copy()
    return started


def block(target: str, writer: Any) -> None:
    key = ObjectKey(target).object
    append(Action.BLOCK, {"target": target, "keys": [key], "reason": "Wrong."}, by=writer)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    def refuse(_path: Path, _content: bytes, **_how: bool) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(diskcopy, "_write_whole", refuse)
        yield patch


def test_a_full_disk_delays_no_publication_and_is_told(
    worker: Catalog, put_live: PutLive, full_disk: pytest.MonkeyPatch
) -> None:
    put_live("leaflet:a", "one")
    worker.load()
    put_live("leaflet:a", "two")
    worker.tick()
    assert text(worker) == "two"
    sentence = "The disk copy can't be written (No space left on device)."
    assert (worker.health.trouble, Heartbeat.objects.get().trouble) == (sentence, sentence)


def test_the_disk_copy_is_made_up_for_when_there_is_room(
    worker: Catalog, put_live: PutLive, full_disk: pytest.MonkeyPatch
) -> None:
    put_live("leaflet:a", "one")
    worker.tick()
    full_disk.undo()
    worker._beats.next = 0.0
    worker.tick()
    worker.tick()
    assert worker.health.trouble == ""
    assert text(from_disk(worker)) == "one"


def cut(folder: Path) -> None:
    """Leaves half of each file, as a power cut or a bad disk may."""
    for path in folder.rglob("*.json*"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def test_a_damaged_disk_copy_is_written_anew_when_a_worker_starts(
    worker: Catalog, put_live: PutLive
) -> None:
    put_live("leaflet:a", "one")
    worker.load()
    cut(worker.copy.folder)
    assert text(from_disk(worker)) is None
    started = Catalog(worker.copy.folder)
    started.load()
    started.tick()
    assert (text(from_disk(worker)), started.health.trouble) == ("one", "")


def test_a_worker_looks_now_and_then_whether_its_disk_copy_was_damaged(
    worker: Catalog, put_live: PutLive, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Mock(side_effect=worker.copy.damaged)
    monkeypatch.setattr(worker.copy, "damaged", look)
    put_live("leaflet:a", "one")
    for _round in range(3):
        worker._beats.next = 0.0
        worker.tick()
    assert look.call_count == 1
    cut(worker.copy.folder)
    worker._beats.next = worker._looks.next = 0.0
    worker.tick()
    assert text(from_disk(worker)) == "one"


def test_a_worker_that_shows_the_disk_copy_leaves_it_as_it_is(
    worker: Catalog, put_live: PutLive
) -> None:
    put_live("leaflet:a", "one")
    worker.load()
    before = {path: path.stat().st_mtime_ns for path in worker.copy.folder.rglob("*.json*")}
    started = from_disk(worker)
    started._mend()
    assert {p: p.stat().st_mtime_ns for p in worker.copy.folder.rglob("*.json*")} == before


def test_a_folder_that_cannot_be_made_does_not_stop_the_start(
    tmp_path: Path, put_live: PutLive
) -> None:
    (tmp_path / "file").write_text("in the way")
    put_live("leaflet:a", "one")
    worker = Catalog(tmp_path / "file" / "copy")
    worker.load()
    assert text(worker) == "one"
    assert worker.health.trouble.startswith("The disk copy can't be written")


def test_a_slow_worker_does_not_throw_a_newer_copy_away(worker: Catalog, put_live: PutLive) -> None:
    put_live("leaflet:a", "one")
    worker.refresh()
    slow = Catalog(worker.copy.folder)
    slow.copy.lines, slow_hash = worker.copy.lines, worker._known.hash
    for path in worker.copy.folder.glob("snapshot-*"):
        path.unlink()
    put_live("leaflet:a", "two")
    worker.refresh()
    slow.copy.write_log(slow_hash)
    assert text(from_disk(worker)) == "two"


def test_a_clock_set_back_still_finds_what_was_live_then(
    worker: Catalog, put_live: PutLive
) -> None:
    now = timezone.now()
    put_live("leaflet:a", "before")
    put_live("leaflet:a", "after", starts=now.isoformat())
    worker.refresh()
    with time_machine.travel(now - timedelta(minutes=10)):
        assert text(worker) == "before"
    assert text(worker) == "after"


def test_a_clock_set_back_is_told_to_staff_at_once(worker: Catalog) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        worker.tick()
    worker.tick()
    now = Heartbeat.objects.get()
    assert now.trouble.startswith("This machine's clock was set back by 3")
    assert now.at < timezone.now() + timedelta(minutes=1)


def test_a_worker_that_starts_after_the_jump_sees_it_by_the_log(
    worker: Catalog, put_live: PutLive
) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        put_live("leaflet:a", "one")
    worker.load()
    worker.tick()
    assert worker.health.trouble.startswith("This machine's clock was set back by 3")


def test_a_damaged_edition_does_not_delay_a_block(
    worker: Catalog, put_live: PutLive, writer: Any
) -> None:
    put_live("leaflet:a", "one")
    put_live("leaflet:b", "a wrong number")
    worker.tick()
    rotten = put_live("leaflet:a", "two").body["items"][0]["edition"]
    Edition.objects.filter(pk=rotten).update(payload=b"rot")
    block("leaflet:b", writer)
    worker.tick()
    assert (text(worker), text(worker, "leaflet:b")) == ("one", None)
    assert "is damaged" in worker.health.trouble
    put_live("leaflet:a", "three")
    worker.tick()
    assert (text(worker), worker.health.trouble) == ("three", "")


def test_a_worker_without_any_snapshot_leaves_only_the_damaged_out(
    worker: Catalog, put_live: PutLive
) -> None:
    rotten = put_live("leaflet:a", "one").body["items"][0]["edition"]
    put_live("leaflet:b", "two")
    put_live("leaflet:c", "three", needs=("leaflet:a",))
    Edition.objects.filter(pk=rotten).update(payload=b"rot")
    worker.load()
    worker.tick()
    assert [text(worker, f"leaflet:{key}") for key in "abc"] == [None, "two", None]
    assert "is damaged" in worker.health.trouble


def test_a_worker_that_restarts_beside_a_damaged_edition_shows_the_disk_copy(
    worker: Catalog, put_live: PutLive, writer: Any
) -> None:
    put_live("leaflet:a", "one")
    put_live("leaflet:b", "a wrong number")
    worker.refresh()
    rotten = put_live("leaflet:a", "two").body["items"][0]["edition"]
    Edition.objects.filter(pk=rotten).update(payload=b"rot")
    block("leaflet:b", writer)
    restarted = Catalog(worker.copy.folder)
    restarted.load()
    assert (text(restarted), text(restarted, "leaflet:b")) == ("one", None)
    assert "is damaged" in restarted.health.trouble


def test_rot_in_what_is_in_memory_already_stops_nothing(worker: Catalog, put_live: PutLive) -> None:
    rotten = put_live("leaflet:a", "one").body["items"][0]["edition"]
    worker.tick()
    worker.copy.forget(rotten)
    Edition.objects.filter(pk=rotten).update(payload=b"rot")
    put_live("leaflet:b", "two")
    worker.tick()
    assert (text(worker), text(worker, "leaflet:b")) == ("one", "two")


def test_an_older_version_of_the_program_starts_and_says_what_it_cannot_read(
    worker: Catalog, put_live: PutLive, writer: Any
) -> None:
    put_live("leaflet:a", "one")
    document: dict[str, Any] = {"text": {"en": "new"}, "colour": "blue"}
    digest = digest_of({"key": "leaflet:b", "schema": 9, "document": document})
    Edition.objects.create(
        digest=digest, key="leaflet:b", schema=9, payload=zlib.compress(canonical(document))
    )
    append(Action.RELEASE, {"items": [{"key": "leaflet:b", "edition": digest}]}, by=writer)
    worker.load()
    assert (text(worker), text(worker, "leaflet:b")) == ("one", None)
    expected = f"Edition {digest[:12]} of leaflet:b (schema 9) can't be read by this version."
    assert worker.health.trouble == expected


def test_what_lost_a_part_on_disk_is_left_out_with_it(worker: Catalog, put_live: PutLive) -> None:
    lost = put_live("leaflet:a", "one").body["items"][0]["edition"]
    put_live("leaflet:b", "two", needs=("leaflet:a",))
    worker.refresh()
    worker.copy.forget(lost)
    assert from_disk(worker).current().all(Leaflet) == ()


def test_what_is_derived_from_an_edition_knows_its_blocked_parts(
    worker: Catalog, put_live: PutLive, writer: Any
) -> None:
    def strips(leaflet: Leaflet) -> tuple[str, ...]:
        return leaflet.strips

    put_live("leaflet:a", "one", strips=("x", "y"))
    worker.refresh()
    assert worker.current().edition_derived("leaflet:a", strips) == ("x", "y")
    block("leaflet:a#x", writer)
    worker.refresh()
    assert worker.current().edition_derived("leaflet:a", strips) == ("y",)


def test_a_site_built_while_another_was_published_is_not_kept(
    worker: Catalog, put_live: PutLive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request builds the old site; meanwhile the background thread shows the new one."""
    put_live("leaflet:a", "old")
    worker.refresh()
    worker.shown._sites = ()
    real = Snapshot.at

    def slowly(snapshot: Snapshot, now: Any, before: Any) -> Any:
        monkeypatch.setattr(Snapshot, "at", real)
        live = snapshot.at(now, before)
        put_live("leaflet:a", "new")
        tomorrow = timezone.now() + timedelta(days=1)
        put_live("leaflet:a", "today", ends=tomorrow.isoformat())
        worker.refresh()
        return live

    monkeypatch.setattr(Snapshot, "at", slowly)
    worker.current()
    assert (text(worker), text(worker, after=timedelta(days=2))) == ("today", "new")
