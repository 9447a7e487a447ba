"""Reads CSV and TSV: comma, semicolon, tab, `sep=`, in any encoding that spreadsheets write."""

import csv
import io
import re
from collections.abc import Collection, Generator, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.levels import Level
from cms.tables.encodings import WINDOWS, Encoding, encoding_of
from cms.tables.reports import RowFinding, Unreadable
from cms.tables.sheets import MOST_ROWS, Row, Sheet

SEPARATORS = (",", ";", "\t", "|")
_SAYS_SEPARATOR = "sep="


def read_delimited(file: BinaryIO, names: Collection[str]) -> Sheet:
    """`names` are the columns that may be there: by them the separator is told."""
    encoding = encoding_of(file)
    lines = _lines(file, encoding)
    first = next(lines, "")
    header_line, separator = 1, _said_separator(first)
    if separator:
        first, header_line = next(lines, ""), 2
    lines.close()
    separator = separator or _likely_separator(first, names)
    read = partial(_rows, file, encoding, separator, header_line)
    header = next(read(), Row(header_line, []))
    return Sheet(
        line=header.line,
        columns=header.cells,
        size=_count(read()) - 1,
        rows=lambda: _after_first(read()),
        notes=_notes(encoding),
    )


def _lines(file: BinaryIO, encoding: Encoding) -> Generator[str]:
    """Lines with their ends as they are; the file stays open."""
    file.seek(encoding.skip)
    text = io.TextIOWrapper(file, encoding=encoding.codec, newline="")
    try:
        yield from iter(text.readline, "")
    finally:
        if not file.closed:
            text.detach()


def _said_separator(line: str) -> str:
    """Excel's own first line, `sep=;`, names the separator and is no row."""
    word = line.strip(" \r\n\"'")
    if word[: len(_SAYS_SEPARATOR)].casefold() != _SAYS_SEPARATOR:
        return ""
    return word[len(_SAYS_SEPARATOR) : len(_SAYS_SEPARATOR) + 1]


def _likely_separator(header: str, names: Collection[str]) -> str:
    """The one that makes the most of the first line into names of columns."""

    def known(separator: str) -> tuple[int, int]:
        cells = header.strip().split(separator)
        bare = [cell.strip(" \"'").casefold() for cell in cells]
        return sum(cell in names for cell in bare), len(cells)

    return max(SEPARATORS, key=known)


def _rows(file: BinaryIO, encoding: Encoding, separator: str, header_line: int) -> Iterator[Row]:
    """Every row from the header on; blank lines are none."""
    lines = _lines(file, encoding)
    for _skipped in range(header_line - 1):
        next(lines, "")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line, blanks = header_line, 0
    try:
        for cells in reader:
            if any(cells):
                yield Row(line, cells)
            else:
                blanks += 1
                if blanks > MOST_ROWS:
                    raise _too_many_blanks(line)
            line = header_line + reader.line_num
    except csv.Error as error:
        last = header_line - 1 + reader.line_num
        row = "".join(_between(file, encoding, line, last))
        raise _unreadable(str(error), line, _faulty_cell(row, separator)) from None
    finally:
        lines.close()


def _between(file: BinaryIO, encoding: Encoding, first: int, last: int) -> Iterator[str]:
    lines = _lines(file, encoding)
    yield from islice(lines, first - 1, last)
    lines.close()


def _faulty_cell(row: str, separator: str) -> int:
    """The number of the first cell whose quotation marks are not right."""
    between = re.escape(separator)
    whole = re.compile(rf'(?:"(?:[^"]|"")*+"|[^"{between}][^{between}]*|){between}')
    cell, end = 1, 0
    while found := whole.match(row, end):
        if found.end() - end > csv.field_size_limit():
            break
        cell, end = cell + 1, found.end()
    return cell


def _unreadable(error: str, line: int, cell: int) -> Unreadable:
    message = (
        _("A quotation mark ends the cell too early. Inside a cell, write it twice.")
        if "expected after" in error
        else _("This cell never ends, or is far too long. Look for one quotation mark too many.")
    )
    return Unreadable(message, line=line, column=str(cell))


def _too_many_blanks(line: int) -> Unreadable:
    message = _("The file has more than %(most)d empty lines. Remove them.") % {"most": MOST_ROWS}
    return Unreadable(message, line=line)


def _count(rows: Iterable[Row]) -> int:
    """Reads the file once, so that nothing is done with one that breaks off."""
    size = 0
    for size, row in enumerate(rows, 1):
        if size > MOST_ROWS + 1:
            raise Unreadable(
                _("The file has more than %(most)d rows. Import it in parts.")
                % {"most": MOST_ROWS},
                line=row.line,
            )
    return size


def _after_first(rows: Iterator[Row]) -> Iterator[Row]:
    next(rows, None)
    yield from rows


def _notes(encoding: Encoding) -> tuple[RowFinding, ...]:
    if encoding.codec != WINDOWS:
        return ()
    message = _(
        "The file is not in UTF-8 and was read as Windows-1252. Look at letters with accents, or "
        "save it as CSV UTF-8."
    )
    return (RowFinding(Level.NOTE.value, 0, "", "", message),)
