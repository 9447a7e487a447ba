"""Compares the rows of a file with what is stored. What was not touched costs one hash a row."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.desk.imports.kinds import Check
from cms.desk.imports.rows import Checked, Difference, Status, Values, row_hash
from cms.desk.imports.stores import BATCH, Store, token_of
from cms.tables.columns import Cells
from cms.tables.reports import Findings, shorten
from cms.tables.retyped import is_fragile, is_retyped

Sink = Callable[[Status, str, Difference], None]
_BITS = 80
"""Of a row's hash."""


class Known(NamedTuple):
    """A place as it was when the comparison came to it."""

    token: str
    by_hash: dict[str, int]
    fragile: dict[str, Values]
    """By its hash, each row whose name a spreadsheet may take for a number or a day."""


class Comparison:
    """Sorts rows into added, changed, removed, unchanged and conflicts.

    Identical rows are the same by hash alone. Everything else is checked, then looked up by what
    it is known by, some hundred at a time.
    """

    def __init__(
        self,
        store: Store,
        check: Check,
        names: Values,
        defaults: Values,
        findings: Findings,
        sink: Sink,
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._names = names
        self._places: dict[str, Known] = {}
        self._store, self._check, self._defaults = store, check, defaults
        self._findings, self._sink = findings, sink
        self._waiting: list[Checked] = []
        self._lines: dict[int, int] = {}
        """Of each row that the file has had, its line and what it says, in one number: little
        room for a large file. It is known by its id or, as it is not stored, below zero."""

    @property
    def tokens(self) -> dict[str, str]:
        return {place: known.token for place, known in self._places.items()}

    def take(self, cells: Cells) -> None:
        self.counts["rows"] += 1
        if not self._is_untouched(cells) and (checked := self._check(cells)) is not None:
            self._waiting.append(checked)
            if len(self._waiting) == BATCH:
                self._settle()

    def finish(self, *, is_replacing: bool) -> None:
        """`is_replacing`: what the file lacks of the places it names is removed."""
        self._settle()
        for place in self._places if is_replacing else ():
            for pk, values in self._store.rows(place):
                if pk not in self._lines:
                    self._put(Status.REMOVED, place, Difference(0, pk, (), values, None))

    def _is_untouched(self, cells: Cells) -> bool:
        values = cells.values(self._defaults)
        place = self._store.place_of(values)
        if place is None:
            return False
        hashed = row_hash(values)
        pk = self._known(place).by_hash.get(hashed)
        if pk is None:
            return False
        if self._is_first(pk, cells.line, hashed, values[0]):
            self.counts["unchanged"] += 1
        return True

    def _known(self, place: str) -> Known:
        if place not in self._places:
            known = Known("", {}, {})
            token = token_of(_noted(self._store.rows(place), known))
            self._places[place] = known._replace(token=token)
        return self._places[place]

    def _settle(self) -> None:
        """Looks up the rows that wait, all at once."""
        waiting, self._waiting = self._waiting, []
        named = [(row.place, row.identity) for row in waiting if self._known(row.place).by_hash]
        stored = self._store.find(named) if named else {}
        for row in waiting:
            pk, before = stored.get((row.place, row.identity), (None, None))
            self._compare(row, pk, before)

    def _compare(self, row: Checked, pk: int | None, before: Values | None) -> None:
        after = row.over(before, self._defaults)
        name = -_number(row_hash((row.place, *row.identity))) if pk is None else pk
        if not self._is_first(name, row.line, row_hash(after), after[0]):
            return
        if after == before:
            self.counts["unchanged"] += 1
            return
        if self._is_retyped(row.line, before or self._exported(row.base), after):
            return
        status = self._status_of_new(row, after) if before is None else _status_of(row, before)
        self._put(status, row.place, Difference(row.line, pk, row.identity, before, after))

    def _exported(self, base: str) -> Values | None:
        """What a row was that went out under a name which did not come back as it was."""
        found = (known.fragile.get(base) for known in self._places.values())
        return next(filter(None, found), None)

    def _is_retyped(self, line: int, before: Values | None, after: Values) -> bool:
        """Whether a cell no longer says what it said, though nobody meant to change it."""
        found = False
        for name, was, will_be in zip(self._names, before or (), after, strict=False):
            if is_retyped(was, will_be):
                message = _(
                    "It was “%(before)s”: a spreadsheet has taken it for a number or a date. Make "
                    "the column text there, or export and edit it as XLSX."
                )
                said = message % {"before": shorten(was)}
                self._findings.block(line, name, will_be, said)
                found = True
        return found

    def _status_of_new(self, row: Checked, after: Values) -> Status:
        """New; or removed since it was exported, unless the whole place is empty or new."""
        if not row.base:
            return Status.ADDED
        if any(row.base in known.by_hash for known in self._places.values()):
            message = _("This was spelt differently when it was exported. The old one stays.")
            self._findings.note(row.line, "", after[0], message)
            return Status.ADDED
        return Status.CONFLICT if self._known(row.place).by_hash else Status.ADDED

    def _is_first(self, name: int, line: int, hashed: str, value: str) -> bool:
        """Whether no other row of the file is the same one; says so if one is."""
        says = _number(hashed)
        known = self._lines.setdefault(name, line << _BITS | says)
        if known >> _BITS == line:
            return True
        first, last = sorted((line, known >> _BITS))
        if known & ((1 << _BITS) - 1) == says:
            message = _("Line %(line)d says the same; it is counted once.")
            self._findings.note(last, "", value, message % {"line": first})
        else:
            message = _("Line %(line)d is the same one and says something else. Keep one of them.")
            self._findings.block(last, "", value, message % {"line": first})
        return False

    def _put(self, status: Status, place: str, difference: Difference) -> None:
        self.counts[status] += 1
        self._sink(status, place, difference)


def _noted(rows: Iterable[tuple[int, Values]], known: Known) -> Iterator[tuple[int, str]]:
    for pk, values in rows:
        hashed = row_hash(values)
        known.by_hash[hashed] = pk
        if is_fragile(values[0]):
            known.fragile[hashed] = values
        yield pk, hashed


def _status_of(row: Checked, before: Values) -> Status:
    """Edited since it was exported, or just changed."""
    is_edited_since = bool(row.base) and row.base != row_hash(before)
    return Status.CONFLICT if is_edited_since else Status.CHANGED


def _number(hashed: str) -> int:
    """A row's hash as a number."""
    return int(hashed[1:], 16)
