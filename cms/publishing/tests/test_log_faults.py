"""The log is deleted, tampered with, cut, emptied or exchanged under two workers of a machine.

One goes on running, one is restarted: both show what was live before, and what is blocked since
is gone from both. The desk counts by the hash which of them shows the log.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cms.publishing import heartbeats
from cms.publishing.append import append
from cms.publishing.catalog import Catalog
from cms.publishing.chain import entry_hash
from cms.publishing.health import Health
from cms.publishing.log import Action
from cms.publishing.models import Entry, LogHead
from cms.publishing.tests.conftest import PutLive
from cms.publishing.verify import troubles
from cms.publishing.workers import workers

pytestmark = pytest.mark.django_db

Fault = Callable[[], object]
LIVE = {"a": "newer", "b": "two", "c": "three"}


@pytest.fixture
def worker(tmp_path: Path, put_live: PutLive) -> Catalog:
    """It runs, and shows four entries."""
    for key, english in (("a", "one"), ("b", "two"), ("a", "newer"), ("c", "three")):
        put_live(f"leaflet:{key}", english)
    worker = Catalog(tmp_path / "copy")
    worker.load()
    return worker


def shown(worker: Catalog) -> dict[str, str]:
    live = ((key, worker.current().get(f"leaflet:{key}")) for key in "abcd")
    return {key: document.label() for key, document in live if document}


def started(folder: Path) -> Catalog:
    worker = Catalog(folder)
    worker.load()
    return worker


def on_disk(worker: Catalog) -> dict[str, str]:
    copy = Catalog(worker.copy.folder)
    copy.load_disk_copy()
    return shown(copy)


def cut(number: int) -> None:
    Entry.objects.filter(number__gt=number).delete()
    last = Entry.objects.filter(number=number).values_list("hash", flat=True).first()
    LogHead.objects.update(number=number, hash=last or LogHead().hash)


def set_back(number: int) -> None:
    of_then = Entry.objects.values_list("hash", flat=True).get(number=number)
    LogHead.objects.update(number=number, hash=of_then)


def rehashed(number: int, **fields: Any) -> None:
    """Changed by somebody, or another version, that knows how the chain is made."""
    Entry.objects.filter(number=number).update(**fields)
    changed = Entry.objects.get(number=number)
    Entry.objects.filter(number=number).update(hash=entry_hash(changed))
    LogHead.objects.filter(number=number).update(hash=entry_hash(changed))


def spoil(number: int) -> None:
    """A body that is no JSON, as a bad disk may leave it; PostgreSQL has JSON's `null` at most."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        broken = "" if connection.vendor == "sqlite" else "null"
        cursor.execute("UPDATE publishing_entry SET body = %s WHERE number = %s", [broken, number])
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


FAULTS: dict[str, Fault] = {
    "an old row is deleted": lambda: Entry.objects.filter(number=2).delete(),
    "the newest row is deleted": lambda: Entry.objects.filter(number=4).delete(),
    "an old body is changed": lambda: (
        Entry.objects.filter(number=1).update(body={"items": []}) and None
    ),
    "the newest body is changed": lambda: (
        Entry.objects.filter(number=4).update(body={"items": []}) and None
    ),
    "an old body is changed with its hash": lambda: rehashed(1, body={"items": []}),
    "the newest body is changed with its hash": lambda: rehashed(4, body={"items": []}),
    "an old body is no JSON": lambda: spoil(1),
    "the newest body is no JSON": lambda: spoil(4),
    "an action is unknown": lambda: rehashed(4, action="pin"),
    "the head alone is set back": lambda: set_back(2),
    "the head alone is forgotten": LogHead.objects.all().delete,
    "an older database": lambda: cut(2),
    "an empty database": lambda: cut(0),
}


WHOLE = (
    "the newest body is changed with its hash",
    "an older database",
    "an empty database",
)
"""What holds by itself: only who has seen the log before knows that it was another one."""


@pytest.mark.parametrize("fault", FAULTS)
def test_both_workers_keep_what_was_live_and_heed_a_new_block(
    worker: Catalog, writer: Any, fault: str
) -> None:
    FAULTS[fault]()
    assert list(troubles()) or fault in WHOLE
    worker.tick()
    restarted = started(worker.copy.folder)
    assert (shown(worker), shown(restarted), on_disk(worker)) == (LIVE, LIVE, LIVE)
    assert restarted.health.trouble

    append(Action.BLOCK, {"target": "leaflet:b", "keys": ["leaflet:b"]}, by=writer)
    worker.tick()
    restarted.tick()
    left = {"a": "newer", "c": "three"}
    assert (shown(worker), shown(restarted)) == (left, left)
    assert shown(started(worker.copy.folder)) == left


LEFT: dict[str, dict[str, str]] = {
    "an old row is deleted": {"a": "newer", "c": "three"},
    "the newest body is changed": {"a": "newer", "b": "two"},
    "the newest body is no JSON": {"a": "newer", "b": "two"},
    "an action is unknown": {"a": "newer", "b": "two"},
}


@pytest.mark.parametrize("fault", LEFT)
def test_a_new_machine_leaves_out_only_what_does_not_hold(
    worker: Catalog, writer: Any, tmp_path: Path, fault: str
) -> None:
    FAULTS[fault]()
    new = started(tmp_path / "new")
    assert shown(new) == LEFT[fault]
    assert new.health.trouble
    assert not new.health.is_bare
    append(Action.BLOCK, {"target": "leaflet:a", "keys": ["leaflet:a"]}, by=writer)
    new.tick()
    assert shown(new) == {key: text for key, text in LEFT[fault].items() if key != "a"}


def test_a_version_that_cannot_read_its_own_disk_copy_leaves_that_entry_out(
    worker: Catalog, put_live: PutLive
) -> None:
    """After a step back to an older version, which the disk copy and the log are too new for."""
    worker.copy.lines[3] = worker.copy.lines[3].replace(b'"release"', b'"pin"')
    worker.copy.write_log("f" * 64)
    rehashed(4, action="pin")
    assert shown(started(worker.copy.folder)) == {"a": "newer", "b": "two"}


def test_what_comes_after_a_fault_is_not_shown_until_the_log_holds_again(
    worker: Catalog, put_live: PutLive
) -> None:
    was = Entry.objects.get(number=4)
    Entry.objects.filter(number=4).delete()
    restarted = started(worker.copy.folder)
    put_live("leaflet:d", "four")
    restarted.tick()
    assert shown(restarted) == LIVE
    was.save(force_insert=True)
    restarted.tick()
    assert (shown(restarted), restarted.health.trouble) == ({**LIVE, "d": "four"}, "")


def test_a_lift_in_a_log_that_does_not_hold_gives_back_only_what_was_blocked_in_it(
    worker: Catalog, writer: Any
) -> None:
    append(Action.BLOCK, {"target": "leaflet:a", "keys": ["leaflet:a"]}, by=writer)
    worker.tick()
    Entry.objects.filter(number=5).delete()
    for action, key in ((Action.BLOCK, "b"), (Action.LIFT, "a"), (Action.LIFT, "b")):
        append(action, {"target": f"leaflet:{key}", "keys": [f"leaflet:{key}"]}, by=writer)
    restarted = started(worker.copy.folder)
    assert shown(restarted) == {"b": "two", "c": "three"}


def test_the_desk_counts_by_the_hash_who_shows_the_log(
    worker: Catalog, put_live: PutLive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beat(name: str, of: Catalog) -> None:
        monkeypatch.setattr(heartbeats, "own_name", lambda: name)
        of._beats.next = 0.0
        of.tick()

    other = started(worker.copy.folder)
    beat("one", worker)
    beat("two", other)
    known = workers(4)
    assert (known.reached, known.alive, known.troubles) == (2, 2, ())

    cut(3)
    put_live("leaflet:c", "exchanged")
    beat("one", worker)
    new = started(worker.copy.folder / "elsewhere")
    beat("two", new)
    known = workers(4)
    assert (known.reached, known.alive) == (1, 2)
    [trouble] = known.troubles
    assert trouble.startswith("one: The log should end at entry 4, and does not")


def test_a_thread_that_hangs_is_told_and_then_ends_the_worker(
    caplog: pytest.LogCaptureFixture,
) -> None:
    mine = Health()
    assert mine.last_read() == "log not read yet"
    told = []
    for idle in (1.0, 31.0, 301.0):
        mine.round_at = mine.read_at = time.monotonic() - idle
        told.append((mine.is_stuck(), mine.last_read()))
    assert told == [
        (False, "log read 1 s ago"),
        (False, "log read 31 s ago"),
        (True, "log read 301 s ago"),
    ]
    assert len(caplog.messages) == 2
