"""How the log is read: `resolve(log, now)`, a pure function without Django or a database.

For each object the latest release entry that is not undone and whose window contains `now` is
live; where there is none, nothing is. So a window of October over a standing edition gives the
standing one back in November, and a fix published today outranks an edition scheduled earlier:

    entry 7   standing   |=====================================================>
    entry 9   October            |===========|
    entry 12  a fix                                  |=========================>
    live               7 7 7 7 7 9 9 9 9 9 9 9 7 7 7 12 12 12 12 12 12 12 12 12
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import InitVar, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from cms.errors import Damaged
from cms.publishing.bodies import (
    BlockBody,
    Body,
    CheckBody,
    ConfirmBody,
    EraseBody,
    Item,
    LiftBody,
    ReleaseBody,
    SwitchBody,
    UndoBody,
)


class Action(StrEnum):
    """What an entry of the log can do."""

    RELEASE = "release"
    URGENT = "urgent"
    CONFIRM = "confirm"
    UNDO = "undo"
    BLOCK = "block"
    LIFT = "lift"
    CHECK = "check"
    SWITCH = "switch"
    ERASE = "erase"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(action.value, action.value) for action in cls]


_BODIES: Mapping[Action, type[Body]] = {
    Action.RELEASE: ReleaseBody,
    Action.URGENT: ReleaseBody,
    Action.CONFIRM: ConfirmBody,
    Action.UNDO: UndoBody,
    Action.BLOCK: BlockBody,
    Action.LIFT: LiftBody,
    Action.CHECK: CheckBody,
    Action.SWITCH: SwitchBody,
    Action.ERASE: EraseBody,
}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of the log as `resolve` needs it: no names, no hashes, no database."""

    number: int
    action: Action
    at: datetime
    raw: InitVar[object]
    """The body, in JSON as it is stored."""
    body: Body = field(init=False)

    def __post_init__(self, raw: object) -> None:
        object.__setattr__(self, "body", _BODIES[self.action].model_validate(raw))

    def keys(self) -> frozenset[str]:
        """The objects that the entry touches."""
        return frozenset(item.key for item in self.items()).union(self.body.keys)

    def parts(self) -> frozenset[str]:
        """The objects that what it publishes, or brings back, can't do without."""
        return frozenset(self.body.parts).union(*(item.parts for item in self.items()))

    def items(self) -> tuple[Item, ...]:
        """What it puts live or takes down."""
        return self.body.items if isinstance(self.body, ReleaseBody) else ()


def entry_of(number: int, action: str, at: datetime, raw: object) -> LogEntry:
    """An entry as it is stored; Damaged where this version of the program can't read it."""
    try:
        return LogEntry(number, Action(action), at, raw)
    except ValueError as error:
        raise Damaged(f"Entry {number} of the log can't be read by this version.") from error


class Check(NamedTuple):
    """When somebody last tried whether it works, and when it is to be tried again."""

    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class LiveView:
    """What is live, from `since` until `until` (None: without end)."""

    items: Mapping[str, Item]
    blocked: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    checks: Mapping[str, Check] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    head: int = 0

    def contains(self, now: datetime) -> bool:
        return (self.since is None or self.since <= now) and (
            self.until is None or now < self.until
        )


@dataclass(frozen=True, slots=True)
class History:
    """The log read once, entry by entry, and ready to be asked about any instant.

    `settled` holds what is chosen at every instant: the latest item, where it has no window.
    Most objects are settled, and asking about all of them is quick.
    """

    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    settled: Mapping[str, Item] = field(default_factory=dict)
    undone: frozenset[int] = frozenset()
    blocked: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    checks: Mapping[str, Check] = field(default_factory=dict)
    undoings: Mapping[str, int] = field(default_factory=dict)
    head: int = 0
    head_at: datetime | None = None
    """When the latest entry was written; None while there is none."""

    def after(self, entry: LogEntry) -> "History":
        """The history with one more entry. This one is left as it was."""
        return read([entry], self)

    def opened(self, now: datetime, *, but: Set[str] = frozenset()) -> "History":
        """Without what opens later: only the objects named in `but` keep what is scheduled."""
        items = {
            key: all_of_it
            if key in but
            else tuple(item for item in all_of_it if item.starts is None or item.starts <= now)
            for key, all_of_it in self.items.items()
        }
        return replace(self, items=items)

    def chosen(self, key: str, now: datetime) -> Item | None:
        """The latest item of the object that is not undone and whose window contains now."""
        for item in reversed(self.items.get(key, ())):
            if item.entry not in self.undone and item.contains(now):
                return item
        return None

    def moved_at(self, key: str) -> int:
        """The latest entry that published, took down or undid something of the object; 0: none."""
        items = self.items.get(key, ())
        return max(items[-1].entry if items else 0, self.undoings.get(key, 0))

    def live_item(self, key: str, now: datetime) -> Item | None:
        """What is chosen, unless it is a removal, blocked, erased or expired."""
        item = self.chosen(key, now)
        return item if item and self._stands(item, now) else None

    def instants(self, keys: Iterable[str]) -> list[datetime]:
        """Every instant at which a window of the objects opens or closes or one expires."""
        counting = (
            item
            for key in keys
            for item in self.items.get(key, ())
            if item.entry not in self.undone
        )
        return sorted({instant for item in counting for instant in item.instants()})

    def view(self, now: datetime) -> LiveView:
        """What is live now, and for how long that holds."""
        live = {key: item for key, item in self.settled.items() if self._stands(item, now)}
        for key in self._unsettled():
            if item := self.live_item(key, now):
                live[key] = item
        expiring = (key for key, item in self.settled.items() if item.expires)
        instants = self.instants((*self._unsettled(), *expiring))
        passed = bisect_right(instants, now)
        return LiveView(
            items=_with_parts(live),
            blocked=self.blocked,
            off=self.off,
            checks=self.checks,
            since=instants[passed - 1] if passed else None,
            until=instants[passed] if passed < len(instants) else None,
            head=self.head,
        )

    def editions(self, now: datetime) -> frozenset[str]:
        """The editions that are live at `now`, or will be unless the log goes on."""
        coming = (item for key in self._unsettled() for item in self.coming(key, now))
        wanted = {item.edition for item in (*self.settled.values(), *coming) if item.edition}
        return frozenset(wanted) - self.erased

    def coming(self, key: str, now: datetime) -> Iterator[Item]:
        """What is chosen now, or may be unless the log goes on; the latest first."""
        for item in reversed(self.items.get(key, ())):
            if item.entry in self.undone or (item.ends and item.ends <= now):
                continue
            yield item
            if item.ends is None and (item.starts is None or item.starts <= now):
                return  # It outranks for good everything that came before it.

    def _unsettled(self) -> Set[str]:
        return self.items.keys() - self.settled.keys()

    def _stands(self, item: Item, now: datetime) -> bool:
        return (
            item.edition is not None
            and item.edition not in self.erased
            and item.edition not in self.blocked
            and item.key not in self.blocked
            and (item.expires is None or now < item.expires)
        )


def read(log: Iterable[LogEntry], known: History | None = None) -> History:
    """The log, oldest entry first, as a history; with `known`, what follows that."""
    reader = _Reader(known or History())
    for entry in log:
        reader.read(entry)
    return reader.history()


def resolve(log: Iterable[LogEntry], now: datetime) -> LiveView:
    """What is live at an instant, and until when: nothing but the log and the clock decide."""
    return read(log).view(now)


def _with_parts(live: dict[str, Item]) -> dict[str, Item]:
    """Without the objects that lack a part, and without those that lack these, and so on."""
    with_parts = [item for item in live.values() if item.parts]
    while gone := [item for item in with_parts if not all(part in live for part in item.parts)]:
        for item in gone:
            del live[item.key]
        with_parts = [item for item in with_parts if item.key in live]
    return live


class _Reader:
    """Reads entries into a copy of a history: copied once, however many entries follow."""

    def __init__(self, history: History) -> None:
        self.items = dict(history.items)
        self.settled = dict(history.settled)
        self.undone = set(history.undone)
        self.blocked = set(history.blocked)
        self.erased = set(history.erased)
        self.off = set(history.off)
        self.checks = dict(history.checks)
        self.undoings = dict(history.undoings)
        self.head = history.head
        self.head_at = history.head_at

    def history(self) -> History:
        return History(
            items=self.items,
            settled=self.settled,
            undone=frozenset(self.undone),
            blocked=frozenset(self.blocked),
            erased=frozenset(self.erased),
            off=frozenset(self.off),
            checks=self.checks,
            undoings=self.undoings,
            head=self.head,
            head_at=self.head_at,
        )

    def read(self, entry: LogEntry) -> None:
        match entry.body:
            case ReleaseBody(items=items):
                for item in items:
                    self._publish(replace(item, entry=entry.number, at=entry.at))
            case UndoBody(entry=number):
                self._undo(number)
                self.undoings |= dict.fromkeys(entry.keys(), entry.number)
            case BlockBody(target=target):
                self.blocked.add(target)
            case LiftBody(target=target):
                self.blocked.discard(target)
            case CheckBody(keys=keys, checked_on=checked_on, due_on=due_on):
                self.checks[keys[0]] = Check(checked_on, due_on)
            case SwitchBody(market=market, is_on=True):
                self.off.discard(market)
            case SwitchBody(market=market):
                self.off.add(market)
            case EraseBody(edition=edition):
                self.erased.add(edition)
        self.head, self.head_at = entry.number, entry.at

    def _publish(self, item: Item) -> None:
        self.items[item.key] = (*self.items.get(item.key, ()), item)
        self._settle(item.key)

    def _undo(self, number: int) -> None:
        self.undone.add(number)
        for key, items in self.items.items():
            if any(item.entry == number for item in items):
                self._settle(key)

    def _settle(self, key: str) -> None:
        standing = (item for item in reversed(self.items[key]) if item.entry not in self.undone)
        latest = next(standing, None)
        if latest and latest.is_open:
            self.settled[key] = latest
        else:
            self.settled.pop(key, None)
