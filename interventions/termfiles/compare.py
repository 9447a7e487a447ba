"""Compares the rows of a file with what is stored. What was not touched costs one hash a row."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.tables.columns import Cells
from cms.tables.reports import Findings
from interventions.termfiles.differences import (
    Checked,
    Difference,
    Status,
    Token,
    Values,
    row_hash,
)
from interventions.termfiles.seen import Seen, number_of
from interventions.termfiles.stores import BATCH, Store

Check = Callable[[Cells], Checked | None]
Sink = Callable[[Status, str, Difference], None]


@dataclass
class Known:
    """A place as it was when the comparison came to it."""

    token: str
    by_hash: dict[str, int]


class Comparison:
    """Sorts rows into added, changed, removed, unchanged and conflicts.

    Identical rows are the same term by hash alone. Everything else is checked, then looked up
    by what it is known by, some hundred at a time.
    """

    def __init__(
        self, store: Store, check: Check, defaults: Values, findings: Findings, sink: Sink
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.places: dict[str, Known] = {}
        self._store = store
        self._check = check
        self._defaults = defaults
        self._findings = findings
        self._sink = sink
        self._waiting: list[Checked] = []
        self._seen = Seen()

    @property
    def tokens(self) -> dict[str, str]:
        return {place: known.token for place, known in self.places.items()}

    def take(self, cells: Cells) -> None:
        self.counts["rows"] += 1
        values = cells.values(self._defaults)
        place = self._store.place_of(values)
        if place is not None:
            known = self._known(place)
            hashed = row_hash(values)
            pk = known.by_hash.get(hashed)
            if pk is not None:
                if self._is_first(pk, cells.line, hashed, values[0]):
                    self.counts["unchanged"] += 1
                return
        checked = self._check(cells)
        if checked is not None:
            self._waiting.append(checked)
            if len(self._waiting) == BATCH:
                self._settle()

    def finish(self, *, is_replacing: bool) -> None:
        """`is_replacing`: what the file lacks of the places it names is removed."""
        self._settle()
        if is_replacing:
            for place in self.places:
                for removed in self._missing(place):
                    self._put(Status.REMOVED, place, removed)

    def _known(self, place: str) -> Known:
        if place not in self.places:
            token, by_hash = Token(), {}
            for pk, values in self._store.rows(place):
                hashed = row_hash(values)
                by_hash[hashed] = pk
                token.add(pk, hashed)
            self.places[place] = Known(str(token), by_hash)
        return self.places[place]

    def _settle(self) -> None:
        """Looks up the rows that wait, all at once."""
        waiting, self._waiting = self._waiting, []
        named = [(row.place, row.identity) for row in waiting if self._known(row.place).by_hash]
        stored = self._store.find(named) if named else {}
        for row in waiting:
            found = stored.get((row.place, row.identity))
            if found:
                self._stored(row, *found)
            else:
                self._unstored(row)

    def _stored(self, row: Checked, pk: int, before: Values) -> None:
        after = row.over(before, self._defaults)
        if not self._is_first(pk, row.line, row_hash(after), after[0]):
            return
        if after == before:
            self.counts["unchanged"] += 1
            return
        is_edited_since = bool(row.base) and row.base != row_hash(before)
        status = Status.CONFLICT if is_edited_since else Status.CHANGED
        self._put(status, row.place, Difference(row.line, pk, row.identity, before, after))

    def _unstored(self, row: Checked) -> None:
        """New; or removed since it was exported, unless the whole place is empty or new."""
        after = row.over(None, self._defaults)
        name = -number_of(row_hash((row.place, *row.identity)))
        if not self._is_first(name, row.line, row_hash(after), after[0]):
            return
        status = Status.ADDED
        if row.base and any(row.base in known.by_hash for known in self.places.values()):
            self._findings.note(
                row.line,
                "",
                after[0],
                _("This was spelt differently when it was exported. The old one stays."),
            )
        elif row.base and self._known(row.place).by_hash:
            status = Status.CONFLICT
        self._put(status, row.place, Difference(row.line, None, row.identity, None, after))

    def _is_first(self, name: int, line: int, hashed: str, value: str) -> bool:
        """Whether no other row of the file is the same one; says so if one is.

        `name` is the id of what is stored, or a number below zero for what is not.
        """
        other = self._seen.other(name, line, hashed)
        if other is None:
            return True
        first, last = sorted((line, other.line))
        if other.is_equal:
            message = _("Line %(line)d says the same; it is counted once.")
            self._findings.note(last, "", value, message % {"line": first})
        else:
            message = _("Line %(line)d is the same one and says something else. Keep one of them.")
            self._findings.block(last, "", value, message % {"line": first})
        return False

    def _missing(self, place: str) -> Iterator[Difference]:
        for pk, values in self._store.rows(place):
            if pk not in self._seen:
                yield Difference(0, pk, (), values, None)

    def _put(self, status: Status, place: str, difference: Difference) -> None:
        self.counts[status] += 1
        self._sink(status, place, difference)
