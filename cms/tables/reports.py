"""What is said about a file: each finding names the line, the column, the value and what to do."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.levels import Level

MOST_KEPT = 500
LONGEST_SHOWN = 60


class RowFinding(NamedTuple):
    """`line` is 0 where the whole file is meant, `column` '' where the whole line is."""

    level: str
    line: int
    column: str
    value: str
    message: str

    @property
    def is_blocking(self) -> bool:
        return self.level == Level.BLOCKS

    def sentence(self) -> str:
        """`Line 7, column match, “phrse”: there is no such match. Use: phrase exact …`"""
        place = []
        if self.line:
            place.append(_("Line %(line)d") % {"line": self.line})
        if self.column:
            column = _("column %(column)s") if place else _("Column %(column)s")
            place.append(column % {"column": self.column})
        if self.value:
            place.append(f"“{shorten(self.value)}”")
        return f"{', '.join(place)}: {self.message}" if place else self.message


class Unreadable(Refused):
    """A file that can't be read at all; the message is the one sentence that says why."""

    def __init__(self, message: str, *, line: int = 0, column: str = "", value: str = "") -> None:
        self.finding = RowFinding(Level.BLOCKS.value, line, column, value, message)
        super().__init__(self.finding.sentence())


class TooMany(Exception):
    """So much of the file is wrong that reading on would tell nobody anything."""


class Findings:
    """Collects what is found in one file: all of it is counted, the first few hundred kept."""

    def __init__(self, rows: Iterable[RowFinding] = ()) -> None:
        self.rows: list[RowFinding] = []
        self.counts: Counter[str] = Counter()
        for row in rows:
            self.add(row)

    @property
    def is_blocked(self) -> bool:
        return bool(self.counts[Level.BLOCKS])

    def add(self, finding: RowFinding) -> None:
        self.counts[finding.level] += 1
        if len(self.rows) < MOST_KEPT:
            self.rows.append(finding)
        elif finding.is_blocking:
            raise TooMany

    def block(self, line: int, column: str, value: str, message: str) -> None:
        self.add(RowFinding(Level.BLOCKS.value, line, column, shorten(value), message))

    def note(self, line: int, column: str, value: str, message: str) -> None:
        self.add(RowFinding(Level.NOTE.value, line, column, shorten(value), message))


def shorten(value: str) -> str:
    """What fits into a sentence, with what can't be seen made visible."""
    cut = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
