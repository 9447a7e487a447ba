"""Opens an uploaded file by what is in it, whatever its name says."""

from collections.abc import Collection
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.desk.files.delimited import read_delimited
from cms.desk.files.reports import Unreadable
from cms.desk.files.sheets import LARGEST_FILE, Sheet
from cms.desk.files.workbooks import read_workbook

_CONTAINER = b"PK\x03\x04"


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
