"""What a visitor sees of an object, now and later: by the log and the editions, as pages do.

Pure. A sight holds between two instants; where the next one differs, that is a turn:

    entry 7     standing  |================================================>
    entry 9     December              |==========|
    sight                 7 7 7 7 7 7 9 9 9 9 9 9 7 7 7 7 7 7 7 7 7 7 7 7 7
    turns                             ^          ^
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from cms.publishing.bodies import Item
from cms.publishing.documents import Document
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import kind_of
from cms.publishing.snapshot import Snapshot

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a visitor sees of an object."""

    edition: str
    languages: frozenset[str]
    """Those in which it has words."""
    markets: frozenset[str] | None = None
    """Those in which it is shown; None: everywhere but in those where it is off."""
    off: frozenset[str] = frozenset()
    """The markets in which its kind is switched off, and it would be shown."""


class Turn(NamedTuple):
    """An instant at which what a visitor sees becomes another; None: nothing."""

    at: datetime
    before: Sight | None
    after: Sight | None

    @property
    def came(self) -> frozenset[str]:
        """The markets in which it is shown from then on."""
        return _markets(self.after) - _markets(self.before)

    @property
    def gone(self) -> frozenset[str]:
        """The markets in which it is shown until then."""
        return _markets(self.before) - _markets(self.after)

    @property
    def is_start(self) -> bool:
        """Whether something is shown that was not, here or there, and nothing goes for it."""
        return self.before is None or bool(self.came and not self.gone and not self.is_another)

    @property
    def is_end(self) -> bool:
        """Whether something is shown no more, here or there, and nothing comes for it."""
        return self.after is None or bool(self.gone and not self.came and not self.is_another)

    @property
    def is_another(self) -> bool:
        """Whether another edition takes its place."""
        return bool(self.before and self.after and self.before.edition != self.after.edition)


def _markets(sight: Sight | None) -> frozenset[str]:
    return (sight and sight.markets) or frozenset()


class Outlook:
    """Answers for one object after the other, by a log and the editions in memory.

    An edition that is live, or coming, and is not there is shown to nobody, nor what needs it. Of
    the past nothing is told without its editions.
    """

    def __init__(self, snapshot: Snapshot, now: datetime) -> None:
        self._history, self._editions, self._now = snapshot.history, snapshot.editions, now

    def sight(self, key: str) -> Sight | None:
        """What a visitor sees of the object now."""
        return self._sight(key, self._now)

    def turns(self, key: str) -> Iterator[Turn]:
        """What comes next, and then, unless the log goes on."""
        coming = [instant for instant in self._instants(key) if instant > self._now]
        before = self.sight(key) if coming else None
        for instant in coming:
            if (after := self._sight(key, instant)) != before:
                yield Turn(instant, before, after)
                before = after

    def ended(self, key: str) -> datetime | None:
        """Since when it is seen no more; None where it never was, by the log as it is."""
        passed = [instant for instant in self._instants(key) if instant <= self._now]
        for instant in reversed(passed):
            if self._sight(key, instant - INSTANT):
                return instant
        return None

    def lacks(self, key: str) -> tuple[str, ...]:
        """What of all that it needs is not shown now; of some of which one would do, all."""
        item = self._history.live_item(key, self._now)
        gone = (p for p in (item.parts if item else ()) if not self._is_whole(p, self._now))
        loaded = self._editions.get(item.edition or "") if item else None
        some = (loaded.document.one_of() if loaded else None) or ()
        return tuple(gone) or (() if self._is_any_shown(some, self._now) else some)

    def is_lost(self, item: Item) -> bool:
        """Whether the item is of an edition that can't be read."""
        return item.edition is not None and item.edition not in self._editions

    def unblocked(self) -> "Outlook":
        """As it would be if nothing were blocked, or switched off."""
        history = replace(self._history, blocked=frozenset(), off=frozenset())
        return Outlook(Snapshot(history, self._editions), self._now)

    def _sight(self, key: str, at: datetime) -> Sight | None:
        item = self._history.live_item(key, at)
        document = self._document(key, at)
        if item is None or item.edition is None or document is None:
            return None
        languages = self._editions[item.edition].words(item.languages, self._inside(key))
        off = self._history.off.intersection(kind_of(key).switches)
        runs = list(document.runs())
        if not runs:
            return Sight(item.edition, languages, off=off)
        markets = frozenset(run.market for run in runs if run.contains(at))
        shown = markets - off
        return Sight(item.edition, languages, shown, off & markets) if shown else None

    def _document(self, key: str, at: datetime) -> Document | None:
        """What is shown of the object, if all that it needs is."""
        item = self._history.live_item(key, at)
        loaded = self._editions.get(item.edition or "") if item else None
        if item is None or loaded is None or not self._is_whole(key, at):
            return None
        document = loaded.shown(item.languages, self._inside(key))
        some = document.one_of() if document else None
        return document if some is None or self._is_any_shown(some, at) else None

    def _inside(self, key: str) -> frozenset[str]:
        """What of the object is blocked by itself."""
        blocked = map(ObjectKey, self._history.blocked)
        return frozenset(target for target in blocked if target.part and target.object == key)

    def _is_any_shown(self, keys: Collection[str], at: datetime) -> bool:
        return any(self._document(key, at) for key in keys)

    def _is_whole(self, key: str, at: datetime) -> bool:
        """Whether it is live, and its parts, and theirs."""
        found: set[str] = set()
        asked = [key]
        while asked:
            found.add(part := asked.pop())
            item = self._history.live_item(part, at)
            if item is None or (at >= self._now and self.is_lost(item)):
                return False
            asked += set(item.parts) - found
        return True

    def _instants(self, key: str) -> list[datetime]:
        """Every instant at which it may turn."""
        reached = self._reached(key)
        edges = {
            edge
            for document in self._documents(key)
            for run in document.runs()
            for edge in (run.starts, run.ends)
            if edge
        }
        return sorted(edges.union(self._history.instants(reached)))

    def _reached(self, key: str) -> set[str]:
        """The object and all that it needs, or of which it needs one, whenever."""
        reached: set[str] = set()
        asked = {key}
        while asked:
            reached.add(one := asked.pop())
            for item in self._history.items.get(one, ()):
                asked |= set(item.parts) - reached
            for document in self._documents(one):
                asked |= set(document.one_of() or ()) - reached
        return reached

    def _documents(self, key: str) -> Iterator[Document]:
        for item in self._history.items.get(key, ()):
            if loaded := self._editions.get(item.edition or ""):
                yield loaded.document
