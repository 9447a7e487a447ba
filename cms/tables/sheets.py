"""A table out of a file, whatever its format: named columns and numbered rows of texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cms.tables.reports import RowFinding

MOST_ROWS = 200_000
LARGEST_FILE = 32 * 1024 * 1024


class Row(NamedTuple):
    """`line` is where the row begins in the file, as an editor or a spreadsheet counts."""

    line: int
    cells: list[str]


class Dated(str):
    """A cell that is a date or a time to the spreadsheet, whatever somebody typed."""


class Ticked(str):
    """A cell that is true or false to the spreadsheet, here `yes` or `no`."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`columns` are named as in the file; `rows` can be asked for more than once."""

    line: int
    columns: list[str]
    size: int
    """The number of rows, for a progress bar."""
    rows: Callable[[], Iterator[Row]]
    notes: tuple[RowFinding, ...] = ()
