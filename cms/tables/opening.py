"""Opens a file by what is in it, whatever its name says."""

import errno
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.tables.delimited import read_delimited
from cms.tables.reports import Unreadable
from cms.tables.sheets import LARGEST_FILE, Sheet
from cms.tables.workbooks import read_workbook

_CONTAINER = b"PK\x03\x04"


def open_named(path: Path) -> BinaryIO:
    """Raises OSError for what is no file: waiting for a pipe might never end."""
    if path.is_fifo() or path.is_socket() or path.is_char_device() or path.is_block_device():
        raise OSError(errno.EINVAL, "Not a file on a disk; save it as one first")
    return path.open("rb")


def open_sheet(file: BinaryIO, names: Collection[str]) -> Sheet:
    """`names` are the columns that may be there. Raises Unreadable, in one sentence."""
    file.seek(0, 2)
    size = file.tell()
    if size > LARGEST_FILE:
        raise Unreadable(
            _("The file has %(size)d MB; the most is %(most)d MB. Import it in parts.")
            % {"size": size // 2**20, "most": LARGEST_FILE // 2**20}
        )
    if not size:
        raise Unreadable(_("The file is empty. The first line has to name the columns."))
    file.seek(0)
    if file.read(len(_CONTAINER)) == _CONTAINER:
        return read_workbook(file)
    return read_delimited(file, names)
