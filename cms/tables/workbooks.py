"""Reads the first sheet of an XLSX file, row by row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

from django.utils.translation import gettext as _

from cms.levels import Level
from cms.tables.books import Book, book_of
from cms.tables.containers import LARGEST_WHOLE, count, damaged, pieces, unpacked
from cms.tables.grids import grid_rows, shared_texts, too_many_rows
from cms.tables.numbers import Numbers
from cms.tables.reports import RowFinding, Unreadable
from cms.tables.sheets import MOST_ROWS, Row, Sheet

_LARGEST_TEXTS = 48 * 1024 * 1024
"""Of the shared texts, which are in memory all at once."""
_MOST_TEXT_TAGS, _MOST_CELL_TAGS = 2_500_000, 7_000_000


def read_workbook(file: BinaryIO) -> Sheet:
    """Formulas give the values they had when the file was saved."""
    with _opened(file) as container:
        book = book_of(container)
        size = _count(container, book.sheet)
        numbers = Numbers(starts_in_1904=book.starts_in_1904)
        if book.styles:
            numbers.read(pieces(container, book.styles))
        texts = _texts(container, book.texts) if book.texts else []
        rows = partial(_rows, file, book.sheet, texts, numbers)
    header = next(rows(), Row(1, []))
    size = max(0, size - 1)
    return Sheet(
        line=header.line,
        columns=header.cells,
        size=size,
        rows=partial(_after, rows, len(header.cells), size),
        notes=tuple(_notes(book)),
    )


@contextmanager
def _opened(file: BinaryIO) -> Iterator[ZipFile]:
    try:
        with unpacked(file) as container:
            yield container
    except (ExpatError, ValueError, IndexError):
        raise damaged() from None


def _count(container: ZipFile, sheet: str) -> int:
    """At least as many as there are rows with something in them, at the speed of unpacking.

    A row with a prefix to its name says it twice: at its beginning and at its end.
    """
    rows = 0
    words = (b"<row", b":row", b"<", b"</")
    for plain, prefixed, tags, ends in count(pieces(container, sheet, LARGEST_WHOLE), *words):
        rows = plain + prefixed // 2
        if rows > MOST_ROWS + 1:
            raise too_many_rows()
        _refuse_many(tags - ends, _MOST_CELL_TAGS)
    return rows


def _texts(container: ZipFile, part: str) -> list[str]:
    for tags, ends in count(pieces(container, part, _LARGEST_TEXTS), b"<", b"</"):
        _refuse_many(tags - ends, _MOST_TEXT_TAGS)
    return shared_texts(pieces(container, part, _LARGEST_TEXTS))


def _refuse_many(tags: int, most: int) -> None:
    if tags > most:
        raise Unreadable(_("This XLSX file has too many cells. Import it in parts."))


def _rows(file: BinaryIO, sheet: str, texts: list[str], numbers: Numbers) -> Iterator[Row]:
    with _opened(file) as container:
        yield from grid_rows(pieces(container, sheet, LARGEST_WHOLE), texts, numbers)


def _after(rows: Callable[[], Iterator[Row]], width: int, size: int) -> Iterator[Row]:
    """What follows the header. Spreadsheets leave out the empty cells at the end of a row.

    More rows than were counted are in an encoding that no spreadsheet writes.
    """
    for number, (line, cells) in enumerate(islice(rows(), 1, None), 1):
        if number > size:
            raise damaged()
        yield Row(line, [*cells, *[""] * (width - len(cells))])


def _notes(book: Book) -> Iterator[RowFinding]:
    messages = []
    if len(book.names) > 1:
        messages.append(_("Only the first sheet, “%(name)s”, is read.") % {"name": book.names[0]})
    if book.has_macros:
        messages.append(_("The macros of this workbook are left out."))
    for message in messages:
        yield RowFinding(Level.NOTE.value, 0, "", "", message)
