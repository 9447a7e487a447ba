"""Writes rows as CSV, TSV or XLSX, piece by piece."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.utils import get_column_letter

from cms.tables.escapes import escape
from cms.tables.formulas import neutralise
from cms.tables.retyped import is_fragile

Rows = Iterable[Sequence[str]]
Writer = Callable[[Rows], Iterator[bytes]]
_TOGETHER = 500
_CHUNK = 1 << 16


class Format(NamedTuple):
    """How a file is written, and what a browser is told about it."""

    suffix: str
    content_type: str
    write: Writer


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _delimited(separator: str) -> Writer:
    def write(rows: Rows) -> Iterator[bytes]:
        writer = csv.writer(_Echo(), delimiter=separator)
        lines: list[str] = []
        for row in rows:
            lines.append(writer.writerow([neutralise(cell) for cell in row]))
            if len(lines) == _TOGETHER:
                yield "".join(lines).encode()
                lines.clear()
        yield "".join(lines).encode()

    return write


def _workbook(rows: Rows) -> Iterator[bytes]:
    """All cells are texts, so that no spreadsheet makes dates or numbers of them."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("rows")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        for column in range(1, len(row) + 1) if number == 0 else ():
            sheet.column_dimensions[get_column_letter(column)].number_format = FORMAT_TEXT
        sheet.append([_text_cell(sheet, escape(neutralise(cell))) for cell in row])
    with tempfile.TemporaryFile() as file:
        workbook.save(file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _text_cell(sheet: Any, text: str) -> Any:
    """What looks like an error, a number or a date is told to be a text, also when edited."""
    if not text.startswith("#") and not is_fragile(text):
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.number_format, cell.data_type = FORMAT_TEXT, "s"
    return cell


CSV = Format("csv", "text/csv; charset=utf-8", _delimited(","))
TSV = Format("tsv", "text/tab-separated-values; charset=utf-8", _delimited("\t"))
XLSX = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _workbook,
)
FORMATS = {known.suffix: known for known in (XLSX, CSV, TSV)}
"""The first is what is offered first: in it, 000 and 24/7 stay the texts they are."""
