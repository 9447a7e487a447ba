"""This worker's snapshot: polled from the database in the background, answered from memory.

A request never waits for the database. Where the database is away, the worker goes on with what
it has; where it starts without one, it begins with the disk copy.
"""

import atexit
import logging
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from cms.errors import Damaged
from cms.publishing import background_build, diskcopy, heartbeats
from cms.publishing.freeze import opened, unpack
from cms.publishing.history import KnownLog, continued
from cms.publishing.log import Action, History, LogEntry
from cms.publishing.models import Edition, Heartbeat, LogHead
from cms.publishing.snapshot import LiveContent, Loaded, Snapshot

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 5.0
LOOK_SECONDS = 60.0
"""How often all of the disk copy is read, to find what was damaged there."""
AHEAD = timedelta(minutes=2)
"""How long before a window opens its view is built."""
MANY = 50
"""From so many new editions on, the disk is waited for once and not for each."""
CLOCK_JUMP = timedelta(seconds=60)
CLOCK_MARGIN = timedelta(days=1)
"""What was live within it is kept in memory: the clock may be set back that far."""

Warmer = Callable[[LiveContent], object]
"""Builds what a site's answers need, such as an automaton, before the first request does."""


Building = Callable[[bool], AbstractContextManager[object]]
"""Goes around what is built to be kept; told whether what was replaced before is still there."""
Chore = Callable[[], object]
"""Something small to save now and then, away from any request."""


class Catalog:
    """One worker's memory of the log. `current()` is what requests call."""

    def __init__(self, folder: Path, warmers: Sequence[Warmer] = ()) -> None:
        self.folder = folder
        self.warmers = warmers
        self.chores: Sequence[Chore] = ()
        self.building: Building = nullcontext
        self.trouble = ""
        self.snapshot = Snapshot()
        self._reading = KnownLog()
        self._lines: list[bytes] = []
        """The log as the disk copy has it."""
        self._sites: tuple[LiveContent, ...] = ()
        self._replaced: Callable[[], LiveContent | None] = lambda: None
        self._flaw = ""
        """What is wrong although the log was read, such as a disk that is full."""
        self.is_bare = False
        """Whether it started without a database and without a disk copy that shows anything."""
        self._swap = threading.Lock()
        self._next_beat = self._next_look = 0.0
        self._told = ""
        self._latest = timezone.now()

    def current(self, now: datetime | None = None) -> LiveContent:
        """The site at this instant, or at the given one."""
        now = now or timezone.now()
        for live in self._sites:
            if live.view.contains(now):
                return live
        return self._build(now)

    def show(self, snapshot: Snapshot) -> None:
        """Answers from the snapshot from now on; what it derives is built before."""
        before = self._latest_site()
        live = self._warmed(snapshot.at(timezone.now(), before))
        with self._swap:
            self.snapshot, self._sites = snapshot, (live,)
        if before:
            self._replaced = weakref.ref(before)

    def refresh(self) -> bool:
        """Reads what is new in the log; True if anything was.

        Raises DatabaseError or Damaged and then leaves the last good snapshot in place.
        """
        head, mine = LogHead.objects.first() or LogHead(), self._reading
        if mine.ends_at(head):
            return False
        if head.number < mine.history.head:
            raise Damaged(
                f"The database's log ends at entry {head.number}, before entry "
                f"{mine.history.head} that this worker shows. After a restore, restart the workers."
            )
        with self.building(self._replaced() is not None):
            self._adopt(*continued(mine, head))
        return True

    def load_disk_copy(self) -> None:
        """Starts from the disk copy, until the database can be read."""
        copy = diskcopy.read(self.folder, timezone.now() - CLOCK_MARGIN)
        self.show(Snapshot(copy.history, copy.editions))
        self._lines, self._reading = copy.lines, KnownLog(copy.history, hash="")
        self.is_bare = not copy.editions

    def load(self) -> None:
        """Reads the log, or starts from the disk copy where the database is away or damaged."""
        self._note(_trouble_of(self.refresh) or self._flaw)
        if self.trouble and not self._is_of_database():
            self.load_disk_copy()
            # Once more: beside a damaged edition, blocks hold from the first answer on.
            self._note(_trouble_of(self.refresh) or self._flaw)

    def tick(self) -> None:
        """One round of the background thread: refresh, say that it lives, build ahead."""
        self._note(_trouble_of(self.refresh) or self._flaw or self._clock_trouble())
        for chore in (self._beat, *self.chores):
            _trouble_of(chore)
        self._build_ahead()

    def _is_of_database(self) -> bool:
        """Whether this worker shows a log that it has read from the database."""
        return bool(self._reading.history.head and self._reading.hash)

    def _adopt(self, reading: KnownLog, new: list[LogEntry]) -> None:
        """Shows the log as read; `new` are those of its entries that were not known before."""
        history = reading.history
        wanted = history.editions(timezone.now() - CLOCK_MARGIN)
        editions = dict(self.snapshot.editions)
        leaving = [editions.pop(digest) for digest in editions.keys() - wanted]
        new_editions = wanted - editions.keys()
        self._flaw = ""
        try:
            copied = new_editions if diskcopy.is_there(self.folder) else wanted
            editions |= self._load(
                new_editions, self._on_disk(diskcopy.missing, self.folder, copied)
            )
        except Damaged:
            self._withdraw(history)
            raise
        if not self._is_of_database():
            self._on_disk(diskcopy.drop_after, self.folder, history.head)
        self.show(Snapshot(history, editions))
        while leaving:
            # Many thousands of terms: all at once, this would hold requests up.
            leaving.pop()
            time.sleep(0)
        known = self._lines if history.head > len(new) else []
        self._lines, self._reading = [*known, *map(diskcopy.line_of, new)], reading
        self.is_bare = False
        for entry in new:
            if entry.action is Action.ERASE:
                self._on_disk(diskcopy.forget, self.folder, entry.body["edition"])
        self._write_copy()

    def _withdraw(self, history: History) -> None:
        """Takes out what was blocked, although what was published with it can't be shown."""
        mine = self.snapshot.history
        withdrawn = replace(mine, blocked=history.blocked, erased=history.erased, off=history.off)
        if withdrawn != mine:
            self.show(replace(self.snapshot, history=withdrawn))

    def _load(self, new: frozenset[str], unwritten: set[str] | None) -> dict[str, Loaded]:
        """Reads the new editions from the database, and those that the disk copy lacks.

        Where one is damaged the last good snapshot stays; a worker without any leaves it out.
        """
        unwritten = unwritten or set()
        are_many = len(unwritten) > MANY
        loaded, stored = {}, set()
        for edition in Edition.objects.filter(pk__in=new | unwritten).iterator():
            stored.add(edition.digest)
            try:
                whole = unpack(edition)
                if edition.digest in new:
                    loaded[edition.digest] = Loaded(edition.digest, *opened(whole))
            except Damaged as error:
                self._left_out(error, is_new=edition.digest in new)
                continue
            if edition.digest in unwritten:
                copy = diskcopy.write_edition
                self._on_disk(copy, self.folder, edition.digest, whole, is_one_of_many=are_many)
        if are_many:
            diskcopy.settle()
        if lost := new - stored:
            sentence = f"Edition {min(lost)[:12]} is named in the log and is not stored."
            self._left_out(Damaged(sentence), is_new=True)
        return loaded

    def _left_out(self, error: Damaged, *, is_new: bool) -> None:
        if is_new and not self.is_bare:
            raise error
        self._flaw = str(error)

    def _on_disk(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """A disk that is full or read-only is trouble, and no reason to go on with old pages."""
        try:
            return step(*args, **kwargs)
        except OSError as error:
            self._flaw = f"The disk copy can't be written ({error.strerror})."
            return None

    def _write_copy(self) -> None:
        self._on_disk(diskcopy.write, self.folder, self._lines, self._reading.hash)

    def _mend(self) -> None:
        """Writes what the disk copy lacks, now that there may be room; and now and then what was
        damaged in it, so that nobody has to start from that."""
        is_look = time.monotonic() >= self._next_look
        if not (self._flaw or (is_look and self._is_of_database())):
            return
        self._flaw = ""
        lacking = diskcopy.missing
        if is_look:
            lacking, self._next_look = diskcopy.damaged, time.monotonic() + LOOK_SECONDS
        wanted = self.snapshot.history.editions(timezone.now() - CLOCK_MARGIN)
        self._load(frozenset(), self._on_disk(lacking, self.folder, wanted))
        self._write_copy()

    def _build(self, now: datetime) -> LiveContent:
        """A site that nobody built ahead; kept if it is today's."""
        snapshot = self.snapshot
        live = snapshot.at(now, self._latest_site())
        with self._swap:
            if snapshot is self.snapshot and live.view.contains(timezone.now()):
                self._sites = (*self._sites, live)
        return live

    def _build_ahead(self) -> None:
        """Builds the next view shortly before its time, so that no request has to."""
        now = timezone.now()
        sites = tuple(s for s in self._sites if s.view.until is None or s.view.until > now)
        sites = sites or (self._warmed(self.snapshot.at(now, self._latest_site())),)
        until = sites[-1].view.until
        if until and until - now < AHEAD:
            with self.building(self._replaced() is not None):
                sites = (*sites, self._warmed(self.snapshot.at(until, sites[-1])))
        self._sites = sites

    def _latest_site(self) -> LiveContent | None:
        return self._sites[-1] if self._sites else None

    def _warmed(self, live: LiveContent) -> LiveContent:
        for warm in self.warmers:
            warm(live)
        return live

    def _clock_trouble(self) -> str:
        now = timezone.now()
        latest = max(self._latest, self._reading.history.head_at or self._latest)
        self._latest = max(latest, now)
        if latest - now > CLOCK_JUMP:
            behind = (latest - now).total_seconds()
            return f"This machine's clock was set back by {behind:.0f} seconds."
        return ""

    def _beat(self) -> None:
        """Not counted by the wall clock: it has to be heard when that was set back."""
        if time.monotonic() < self._next_beat and self.trouble == self._told:
            return
        self._mend()
        now = timezone.now()
        Heartbeat.objects.update_or_create(
            worker=heartbeats.own_name(),
            defaults={
                "entry": self._reading.history.head,
                "at": now,
                "trouble": self.trouble[:300],
            },
        )
        Heartbeat.objects.filter(at__lt=now - timedelta(days=1)).delete()
        self._next_beat, self._told = time.monotonic() + HEARTBEAT_SECONDS, self.trouble

    def _note(self, trouble: str) -> None:
        if trouble and trouble != self.trouble:
            log.error("%s The public site keeps its last good snapshot.", trouble)
        self.trouble = trouble


def _trouble_of(step: Callable[[], object]) -> str:
    """One sentence where the database or what it holds does not serve; '' where it does."""
    try:
        step()
    except Damaged as error:
        return str(error)
    except (DatabaseError, InterfaceError) as error:
        return f"The database can't be read ({type(error).__name__})."
    return ""


@cache
def catalog() -> Catalog:
    """The catalog of this process."""
    return Catalog(Path(settings.SNAPSHOT_DIR))


_previewed: ContextVar[LiveContent | None] = ContextVar("previewed", default=None)


def current() -> LiveContent:
    """The site as it is now, from memory; inside `showing`, the one given there."""
    return _previewed.get() or catalog().current()


def is_bare() -> bool:
    """Whether this worker knows nothing, since neither a database nor a disk copy could be read."""
    return catalog().is_bare


def has_nothing() -> bool:
    """Whether there is nothing to answer from: it knows nothing, or nothing was ever published."""
    return catalog().is_bare or not current().view.head


def is_preview() -> bool:
    """Whether `current` answers with a preview: nothing made from it may be kept."""
    return _previewed.get() is not None


@contextmanager
def showing(live: LiveContent) -> Iterator[None]:
    """Lets the public views of this request, and of no other, answer from another site."""
    token = _previewed.set(live)
    try:
        yield
    finally:
        _previewed.reset(token)


def start(*warmers: Warmer, chores: Sequence[Chore] = ()) -> None:
    """Loads the snapshot and follows the log in a background thread. Called by `cms.wsgi` only."""
    background_build.prepare()
    mine = catalog()
    mine.warmers = warmers
    mine.chores = chores
    mine.building = background_build.uncollected
    mine.load()
    mine.building = partial(background_build.in_turn, mine.folder)
    _trouble_of(heartbeats.forget_the_dead)
    connection.close()
    atexit.register(heartbeats.say_farewell)
    threading.Thread(target=_follow, args=(mine,), name="catalog", daemon=True).start()


def _follow(mine: Catalog) -> None:
    background_build.give_way()
    while True:
        time.sleep(POLL_SECONDS)
        try:
            _round(mine)
        except Exception:
            log.exception("The snapshot could not be refreshed.")


def _round(mine: Catalog) -> None:
    try:
        mine.tick()
    finally:
        # A SQLite file kept open would hide that another was put in its place.
        if mine.trouble or connection.vendor == "sqlite":
            connection.close()
