"""The columns of a kind of file, and where they stand in one file of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.tables.formulas import restore
from cms.tables.reports import Findings, Unreadable
from cms.tables.sheets import Row, Sheet

BASE = "base"
CLEAR = "-"
_SAYS_NOTHING = frozenset({"", CLEAR})


class Cells(NamedTuple):
    """A row in the order of the columns; an optional one that the file lacks is empty."""

    line: int
    raw: list[str]
    """As in the file, the base last."""

    def values(self, defaults: tuple[str, ...]) -> tuple[str, ...]:
        """What the row says where nobody has touched it since it was exported or imported."""
        return tuple(
            default if cell in _SAYS_NOTHING else restore(cell)
            for cell, default in zip(self.raw, defaults, strict=False)
        )


@dataclass(frozen=True)
class Columns:
    """`names` in the order of an export, all but the base; the first `needed` have to be there.

    The base tells from which state a row was exported. Where it is '', rows have none.
    """

    names: tuple[str, ...]
    needed: int
    base: str = BASE

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.names, self.base) if self.base else self.names

    def rows(self, sheet: Sheet, findings: Findings) -> Iterator[Cells]:
        """The sheet's rows, as long as each has the cells that the first line names."""
        header = self.header(sheet)
        width = len(header)
        places = [header.index(name) if name in header else width for name in self.known]
        for row in sheet.rows():
            cells = row.cells
            if len(cells) == width or _fits(row, width, findings):
                cells = [*cells[:width], ""]
                yield Cells(row.line, [cells[place] for place in places])

    def header(self, sheet: Sheet) -> list[str]:
        """The columns that the first line names; raises Unreadable where they can't be these."""
        header = [cell.strip(" \t\r\n\ufeff\xa0").casefold() for cell in sheet.columns]
        while header and not header[-1]:
            header.pop()
        self._refuse_unknown(header, sheet.line)
        missing = [name for name in self.names[: self.needed] if name not in header]
        if missing:
            raise Unreadable(
                _("The first line has to name this column, too. Needed are: %(needed)s.")
                % {"needed": ", ".join(self.names[: self.needed])},
                line=sheet.line,
                column=missing[0],
            )
        return header

    def _refuse_unknown(self, header: list[str], line: int) -> None:
        twice = [name for name, times in Counter(header).items() if times > 1 and name]
        if twice:
            raise Unreadable(_("The first line names it twice."), line=line, column=twice[0])
        unknown = [name for name in header if name not in self.known]
        if not unknown:
            return
        near = get_close_matches(unknown[0], self.known, n=1) if len(unknown[0]) < 80 else []
        hint = _("Did you mean %(name)s?") % {"name": near[0]} if near else ""
        raise Unreadable(
            " ".join(
                filter(
                    None,
                    [
                        _("There is no such column."),
                        hint,
                        _("Remove it, or use: %(known)s.") % {"known": ", ".join(self.known)},
                    ],
                )
            ),
            line=line,
            column=str(header.index(unknown[0]) + 1),
            value=unknown[0],
        )


def _fits(row: Row, width: int, findings: Findings) -> bool:
    """Empty cells at the end come from spreadsheets; anything else has slipped."""
    cells = len(row.cells)
    if cells > width and not any(row.cells[width:]):
        return True
    message = _(
        "This row has %(cells)d cells, the first line names %(width)d columns. A cell that holds "
        "a separator needs quotation marks."
    )
    column = str(min(cells, width) + 1)
    findings.block(row.line, column, "", message % {"cells": cells, "width": width})
    return False
