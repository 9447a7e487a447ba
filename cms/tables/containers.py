"""The parts of an XLSX file, none of them unpacked beyond what its use needs."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.tables.reports import Unreadable

MOST_PARTS = 500
LARGEST_WHOLE = 128 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
"""Where the part's use does not set another limit."""
_CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@contextmanager
def unpacked(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Raises Unreadable for what is not safe to open, and for whatever turns out to be broken."""
    _refuse_many(_entries(file))
    try:
        with zipfile.ZipFile(file) as container:
            parts = container.infolist()
            _refuse_many(len(parts))
            whole = sum(part.file_size for part in parts)
            if whole > LARGEST_WHOLE:
                raise Unreadable(
                    _("Unpacked, this XLSX file has %(size)d MB: too large. Use CSV.")
                    % {"size": whole // 2**20}
                )
            yield container
    except _BROKEN:
        raise damaged() from None


def damaged() -> Unreadable:
    return Unreadable(_("This XLSX file is damaged. Save it again."))


def part_of(container: zipfile.ZipFile, name: str) -> zipfile.ZipInfo | None:
    """The part of that name. The standard makes no difference between small and large letters."""
    return next((p for p in container.infolist() if _plain(p.filename) == _plain(name)), None)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def pieces(container: zipfile.ZipFile, name: str, most: int = LARGEST_PART) -> Iterator[bytes]:
    """The bytes of a part of at most so many bytes."""
    part = part_of(container, name)
    if part is None:
        raise damaged()
    if part.file_size > most:
        raise Unreadable(
            _("Unpacked, %(name)s in this XLSX file has %(size)d MB: too large. Use CSV.")
            % {"name": part.filename, "size": part.file_size // 2**20}
        )
    if part.compress_type not in _METHODS:
        raise damaged()  # The others take as much memory as the file says.
    with container.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def count(chunks: Iterable[bytes], *words: bytes) -> Iterator[list[int]]:
    """How often each word of at most four bytes was found so far, or a little more."""
    found, rest = [0] * len(words), b""
    for chunk in chunks:
        whole = rest + chunk
        found = [before + whole.count(word) for before, word in zip(found, words, strict=True)]
        rest = chunk[-3:]
        yield found


def _entries(file: BinaryIO) -> int:
    """How many parts the file lists, before memory is taken for each."""
    file.seek(0)
    chunks = iter(partial(file.read, _CHUNK), b"")
    return max((entries for (entries,) in count(chunks, _ENTRY)), default=0)


def _refuse_many(parts: int) -> None:
    if parts > MOST_PARTS:
        raise Unreadable(
            _("This XLSX file has %(parts)d parts: too large. Use CSV.") % {"parts": parts}
        )
