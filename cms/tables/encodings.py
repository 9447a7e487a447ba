"""Which encoding the bytes of a text file are in, told from the bytes alone."""

import codecs
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.tables.legacy import likely_page
from cms.tables.reports import Unreadable

_HEAD = 4096
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"RIFF", "RIFF"),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("old Excel (.xls), or Excel with a password")),
)
WINDOWS = "cp1252"


class Encoding(NamedTuple):
    """A codec, and how many bytes of marks stand before the text."""

    codec: str
    skip: int = 0


def encoding_of(file: BinaryIO) -> Encoding:
    """Raises Unreadable for what is no text, naming the line of a byte that does not fit."""
    file.seek(0)
    head = file.read(_HEAD)
    for beginning, name in _FOREIGN:
        if head.startswith(beginning):
            raise Unreadable(
                _("This file is %(format)s, not a table. Save the table as CSV or XLSX.")
                % {"format": name}
            )
    encoding = _by_mark(head) or Encoding(_by_zeros(head) or "utf-8")
    mistake = _first_mistake(file, encoding)
    if mistake is None:
        return encoding
    if encoding == Encoding("utf-8") and not mistake.had_letters:
        mistake = _first_mistake(file, Encoding(WINDOWS))
        if mistake is None:
            return Encoding(WINDOWS)
        _offer_page(file)
    raise Unreadable(
        _("A character here is not in the encoding of the rest (%(codec)s). Save as CSV UTF-8.")
        % {"codec": encoding.codec},
        line=mistake.line,
    )


def _offer_page(file: BinaryIO) -> None:
    """Raises Unreadable with the code page that the file is likely in, where there is one."""
    file.seek(0)
    whole_lines = file.read(_CHUNK).rpartition(b"\n")[0]
    if page := likely_page(whole_lines):
        raise Unreadable(
            _("The file is not in UTF-8; by its letters it is in %(page)s. Save it as CSV UTF-8.")
            % {"page": page}
        )


def _by_mark(head: bytes) -> Encoding | None:
    """Some programs write the mark twice."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            skip = len(mark)
            while head[skip:].startswith(mark):
                skip += len(mark)
            return Encoding(codec, skip)
    return None


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of an English first line is zero."""
    evens, odds = head[0:64:2], head[1:64:2]
    if odds and odds.count(0) > len(odds) // 2 and not evens.count(0):
        return "utf-16-le"
    if odds and evens.count(0) > len(evens) // 2 and not odds.count(0):
        return "utf-16-be"
    return None


class _Mistake(NamedTuple):
    line: int
    had_letters: bool
    """Whether characters beyond ASCII were right before it."""


def _first_mistake(file: BinaryIO, encoding: Encoding) -> _Mistake | None:
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    line, had_letters = 1, False
    file.seek(encoding.skip)
    is_last = False
    while not is_last:
        chunk = file.read(_CHUNK)
        is_last = not chunk
        try:
            text = decoder.decode(chunk, final=is_last)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding.codec)
            return _Mistake(line + _breaks(before), had_letters or not before.isascii())
        line += _breaks(text)
        had_letters = had_letters or not text.isascii()
    return None


def _breaks(text: str) -> int:
    return max(text.count("\n"), text.count("\r"))
