"""This worker's catalog: the log, polled from the database in the background, shown from memory.

A request never waits for the database. Where the database is away, the worker goes on with what
it has; where it starts without one, it begins with the disk copy.
"""

import atexit
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from cms.errors import Damaged
from cms.publishing import background_build, heartbeats
from cms.publishing.chain import START, holds, readable, rows_of
from cms.publishing.diskcopy import DiskCopy, line_of
from cms.publishing.freeze import opened, unpack
from cms.publishing.health import Health
from cms.publishing.history import KnownLog, continued
from cms.publishing.log import Action, History, read
from cms.publishing.models import Edition, Entry, LogHead
from cms.publishing.shown import Shown, Warmer
from cms.publishing.snapshot import LiveContent, Loaded, Snapshot

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
SLOW_POLL_SECONDS = 2.0
"""While the log can't be followed: each look may read all of it."""
HEARTBEAT_SECONDS = 5.0
LOOK_SECONDS = 60.0
"""How often all of the disk copy is read, to find what was damaged there."""
MANY = 50
"""From so many new editions on, the disk is waited for once and not for each."""
TAKING_OUT = (Action.BLOCK, Action.LIFT, Action.ERASE, Action.SWITCH)
CLOCK_MARGIN = timedelta(days=1)
"""What was live within it is kept in memory: the clock may be set back that far."""


Chore = Callable[[], object]
"""Something small to save now and then, away from any request."""


class Every:
    """So many seconds, again and again; not by the wall clock, which may be set back."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.next = 0.0

    def is_time(self) -> bool:
        """Whether they have passed since this was last so."""
        now = time.monotonic()
        if now < self.next:
            return False
        self.next = now + self.seconds
        return True


class Catalog:
    """Follows the log for one worker: into what it shows, onto the disk, with word of its health.

    All but `current` is called by one thread.
    """

    def __init__(self, folder: Path, warmers: Sequence[Warmer] = ()) -> None:
        self.shown = Shown(warmers)
        self.health = Health()
        self.copy = DiskCopy(folder, self.health)
        self.chores: Sequence[Chore] = ()
        self._known = KnownLog()
        self._beats, self._looks = Every(HEARTBEAT_SECONDS), Every(LOOK_SECONDS)
        self._told = ""

    @property
    def snapshot(self) -> Snapshot:
        return self.shown.snapshot

    def current(self, now: datetime | None = None) -> LiveContent:
        """The site at this instant, or at the given one: what requests call."""
        return self.shown.current(now)

    def refresh(self) -> bool:
        """Reads what is new in the log; True if anything was.

        Raises DatabaseError or Damaged and then leaves the last good snapshot in place, but for
        what was blocked.
        """
        head = LogHead.objects.first() or LogHead()
        if self._known.ends_at(head) and len(self.copy.lines) == head.number:
            return False
        with self.shown.turn():
            try:
                known, lines = self._continued(head)
            except Damaged:
                self._withdraw(self._taken_out())
                raise
            self._adopt(known, lines)
        return True

    def load_disk_copy(self) -> None:
        """Starts from the disk copy, until the database can be read."""
        copy = self.copy.read(timezone.now() - CLOCK_MARGIN)
        self.shown.show(copy)
        self._known = KnownLog(copy.history, self.copy.head_hash)
        self.health.is_bare = not copy.editions

    def load(self) -> None:
        """Reads the log, or starts from the disk copy where the database is away or damaged."""
        self.copy.read_log()
        self._follow()
        if self.health.trouble and not self.is_of_database():
            self.load_disk_copy()
            if self.health.is_bare:
                _trouble_of(self._salvage)
            # Once more: beside a damaged edition, blocks hold from the first answer on.
            self._follow()
            self.health.is_bare = self.health.is_bare and not self.snapshot.editions

    def tick(self) -> None:
        """One round of the background thread: refresh, say that it lives, build ahead."""
        self._follow()
        for chore in (self._beat, *self.chores):
            _trouble_of(chore)
        self.shown.build_ahead()
        self.health.round_at = time.monotonic()

    def _follow(self) -> None:
        trouble, health = _trouble_of(self.refresh), self.health
        if not trouble:
            health.read_at = time.monotonic()
        health.note(trouble, health.flaw, health.of_clock(self._known.history.head_at))

    def is_of_database(self) -> bool:
        """Whether this worker shows a log that it has read from the database, and that holds."""
        return bool(self._known.history.head) and len(self._known.hash) == len(START)

    def _continued(self, head: LogHead) -> tuple[KnownLog, list[bytes]]:
        """The log until the head, with its lines, if it goes on from what this machine has shown.

        The disk copy says what that was. A worker that starts from it reads the whole log.
        """
        before = self.copy.lines
        if head.number < len(before):
            raise Damaged(
                f"The database's log ends at entry {head.number}, before entry {len(before)} that "
                "this machine has shown. If it was meant to, empty SNAPSHOT_DIR and restart."
            )
        is_read = self.is_of_database()
        known, rows = continued(self._known if is_read else KnownLog(), head)
        lines = [*(before if is_read else ()), *map(line_of, rows)]
        if lines[: len(before)] != before:
            raise Damaged(
                "The database's log is not the one that this machine has shown. If it was "
                "exchanged on purpose, empty SNAPSHOT_DIR and restart."
            )
        return known, lines

    def _adopt(self, known: KnownLog, lines: list[bytes]) -> None:
        history = known.history
        self.health.flaw = ""
        try:
            editions = self._editions(history)
        except Damaged:
            self._withdraw(history)
            raise
        self.shown.show(Snapshot(history, editions))
        for digest in history.erased - self._known.history.erased:
            self.copy.forget(digest)
        self._known, self.health.is_bare = known, False
        self.copy.lines = lines
        self.copy.write_log(known.hash)

    def _editions(self, history: History) -> dict[str, Loaded]:
        """All that are live or coming: those in memory, and the others from the database."""
        wanted, held = _wanted(history), self.snapshot.editions
        new = wanted - held.keys()
        kept = {digest: loaded for digest, loaded in held.items() if digest in wanted}
        return kept | self._load(new, self.copy.lacking(new, wanted))

    def _salvage(self) -> None:
        """For want of anything else: what still holds of a log that as a whole does not."""
        rows = [row for row in rows_of(Entry.objects.all()) if holds(row)]
        history = read(readable(rows))
        self.shown.show(Snapshot(history, self._editions(history)))
        self._known = KnownLog(history, hash="")

    def _taken_out(self) -> History:
        """What is blocked by a log that does not hold: taking out asks for less than showing."""
        known, lines = self._known.history, set(self.copy.lines)
        rows = rows_of(Entry.objects.filter(action__in=TAKING_OUT))
        new = read(readable(row for row in rows if holds(row) and line_of(row) not in lines))
        return History(
            blocked=known.blocked | new.blocked,
            erased=known.erased | new.erased,
            off=known.off | new.off,
        )

    def _withdraw(self, history: History) -> None:
        """Takes out what was blocked, although what was published with it can't be shown."""
        mine = self.snapshot.history
        withdrawn = replace(mine, blocked=history.blocked, erased=history.erased, off=history.off)
        if withdrawn != mine:
            self.shown.show(replace(self.snapshot, history=withdrawn))

    def _load(self, new: Set[str], uncopied: Set[str]) -> dict[str, Loaded]:
        """Reads the new editions from the database, and copies those that the disk lacks.

        Where one is damaged the last good snapshot stays; a worker without any leaves it out.
        """
        loaded, lost, are_many = {}, set(new), len(uncopied) > MANY
        for edition in Edition.objects.filter(pk__in=new | uncopied).iterator():
            digest = edition.digest
            lost.discard(digest)
            try:
                whole = unpack(edition)
                if digest in new:
                    loaded[digest] = Loaded(digest, *opened(whole))
            except Damaged as error:
                self._left_out(error, is_new=digest in new)
                continue
            if digest in uncopied:
                self.copy.write_edition(digest, whole, is_one_of_many=are_many)
        if are_many:
            self.copy.settle()
        if lost:
            sentence = f"Edition {min(lost)[:12]} is named in the log and is not stored."
            self._left_out(Damaged(sentence), is_new=True)
        return loaded

    def _left_out(self, error: Damaged, *, is_new: bool) -> None:
        if is_new and not self.health.is_bare:
            raise error
        self.health.flaw = str(error)

    def _beat(self) -> None:
        trouble = self.health.trouble
        if self._beats.is_time() or trouble != self._told:
            self._mend()
            heartbeats.beat(self._known.history.head, self._known.hash, trouble)
            self._told = trouble

    def _mend(self) -> None:
        """Writes what the disk copy lacks, now that there may be room; and now and then what was
        damaged in it, so that nobody has to start from that."""
        is_look = self.is_of_database() and self._looks.is_time()
        if not (is_look or (self.health.flaw and self.is_of_database())):
            return
        self.health.flaw = ""
        wanted = _wanted(self.snapshot.history)
        lacking = self.copy.damaged(wanted) if is_look else self.copy.lacking(wanted, wanted)
        self._load(frozenset(), lacking)
        self.copy.write_log(self._known.hash)


def _wanted(history: History) -> frozenset[str]:
    return history.editions(timezone.now() - CLOCK_MARGIN)


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
    return _previewed.get() or catalog().shown.current()


def is_bare() -> bool:
    """Whether this worker knows nothing, since neither a database nor a disk copy could be read."""
    return catalog().health.is_bare


def has_nothing() -> bool:
    """Whether there is nothing to answer from: it knows nothing, or nothing was ever published."""
    return is_bare() or not current().view.head


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
    mine.chores = chores
    mine.shown.warmers = warmers
    mine.shown.building = background_build.uncollected
    mine.load()
    mine.shown.building = partial(background_build.in_turn, mine.copy.folder)
    _trouble_of(heartbeats.forget_the_dead)
    connection.close()
    atexit.register(heartbeats.say_farewell)
    mine.health.round_at = time.monotonic()
    for task in (_follow, _watch):
        threading.Thread(target=task, args=(mine,), name=task.__name__, daemon=True).start()


def _watch(mine: Catalog) -> None:
    while True:
        time.sleep(HEARTBEAT_SECONDS)
        if mine.health.is_stuck():
            # The one that takes its place starts from the database or the disk copy.
            os.kill(os.getpid(), signal.SIGTERM)
            return


def _follow(mine: Catalog) -> None:
    background_build.give_way()
    while True:
        time.sleep(POLL_SECONDS if mine.is_of_database() else SLOW_POLL_SECONDS)
        try:
            _round(mine)
        except Exception:
            log.exception("The snapshot could not be refreshed.")


def _round(mine: Catalog) -> None:
    try:
        mine.tick()
    finally:
        # A SQLite file kept open would hide that another was put in its place.
        if mine.health.trouble or connection.vendor == "sqlite":
            connection.close()
