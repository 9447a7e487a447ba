"""Looks into an XLSX file before anything unpacks it: size, rows, and what XML may not hold."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from cms.desk.files.reports import Unreadable
from cms.desk.files.sheets import MOST_ROWS

MOST_PARTS = 500
LARGEST_PART = 128 * 1024 * 1024
LARGEST_TEXTS = 48 * 1024 * 1024
"""Of the shared texts, which are in memory all at once."""
_CHUNK = 1 << 18
_ROW = b"<row"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def inspect(file: BinaryIO) -> int:
    """The number of rows on the fullest sheet; raises Unreadable for what is not safe to open."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as container:
            _refuse_other_formats(container)
            _refuse_bombs(container)
            return max((_inspect_part(container, part) for part in container.infolist()), default=0)
    except BROKEN:
        raise Unreadable(_("This XLSX file is damaged. Save it again.")) from None


def _refuse_other_formats(container: zipfile.ZipFile) -> None:
    names = set(container.namelist())
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("This is an archive, not a table. Save the table as CSV or XLSX."))


def _refuse_bombs(container: zipfile.ZipFile) -> None:
    parts = container.infolist()
    texts = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    whole = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or whole > LARGEST_PART or texts > LARGEST_TEXTS:
        raise Unreadable(
            _("Unpacked, this XLSX file is %(size)d MB in %(parts)d parts: too large. Use CSV.")
            % {"size": whole // 2**20, "parts": len(parts)}
        )


def _inspect_part(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    guard, rows, rest = _Prolog(), 0, b""
    for chunk in _chunks(container, part):
        guard.feed(chunk)
        rows += (rest + chunk).count(_ROW)
        rest = chunk[-len(_ROW) + 1 :]
        if part.filename.startswith("xl/worksheets/") and rows > MOST_ROWS + 1:
            raise Unreadable(
                _("The file has more than %(most)d rows. Import it in parts.") % {"most": MOST_ROWS}
            )
    return rows if part.filename.startswith("xl/worksheets/") else 0


def _chunks(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with container.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


class _Prolog:
    """Reads XML up to its first element: a document type may only stand before it."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._stop
        self._is_over = False

    def feed(self, chunk: bytes) -> None:
        if self._is_over:
            return
        try:
            self._parser.Parse(chunk)
        except expat.ExpatError:
            self._is_over = True  # Not XML: a picture, for example.

    def _refuse(self, *_declared: object) -> None:
        raise Unreadable(
            _("This XLSX file declares XML entities, which no spreadsheet does. Use another copy.")
        )

    def _stop(self, _name: str, _attributes: object) -> None:
        self._is_over = True
        self._parser.StartElementHandler = None
