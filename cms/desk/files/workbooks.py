"""Reads the first sheet of an XLSX file, row by row."""

import datetime
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cms.desk.files.containers import BROKEN, inspect
from cms.desk.files.escapes import unescape
from cms.desk.files.reports import RowFinding, Unreadable
from cms.desk.files.sheets import MOST_ROWS, Row, Sheet
from cms.publishing.findings import Level

# What openpyxl is known to raise for workbooks that no spreadsheet wrote.
_DAMAGED = (
    *BROKEN,
    InvalidFileException,
    ParseError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
)


def read_workbook(file: BinaryIO) -> Sheet:
    size = inspect(file)
    with _opened(file) as workbook:
        names = workbook.sheetnames
        header = next(_rows(workbook), Row(1, []))
    return Sheet(
        line=header.line,
        columns=header.cells,
        size=max(0, size - 1),
        rows=partial(_after, file, header),
        notes=_notes(names),
    )


@contextmanager
def _opened(file: BinaryIO) -> Iterator[Any]:
    """Read row by row; formulas give the values they had when the file was saved."""
    file.seek(0)
    workbook = None
    try:
        with warnings.catch_warnings():
            # Of styles and extensions that it leaves out.
            warnings.simplefilter("ignore")
            workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        yield workbook
    except _DAMAGED:
        raise Unreadable(_("This XLSX file is damaged. Save it again.")) from None
    finally:
        if workbook is not None:
            workbook.close()


def _after(file: BinaryIO, header: Row) -> Iterator[Row]:
    """Spreadsheets leave out the empty cells at the end of a row."""
    width = len(header.cells)
    with _opened(file) as workbook:
        for line, cells in _rows(workbook):
            if line > header.line:
                yield Row(line, [*cells, *[""] * (width - len(cells))])


def _rows(workbook: Any) -> Iterator[Row]:
    sheet = workbook.worksheets[0]
    for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if line > MOST_ROWS + 1:
            raise Unreadable(
                _("The file has more than %(most)d rows. Import it in parts.")
                % {"most": MOST_ROWS},
                line=line,
            )
        cells = [_text(value) for value in values]
        if any(cells):
            yield Row(line, cells)


def _text(value: Any) -> str:
    """Numbers as they look, without the `.0` that spreadsheets add."""
    if value is None:
        return ""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    return str(value)


def _notes(names: list[str]) -> tuple[RowFinding, ...]:
    if len(names) < 2:
        return ()
    message = _("Only the first sheet, “%(name)s”, is read.") % {"name": names[0]}
    return (RowFinding(Level.NOTE.value, 0, "", "", message),)
