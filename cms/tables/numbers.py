"""Numbers of an XLSX file as people see them: some are dates, which only their format tells."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from cms.tables.markup import ElementReader, Enough, parse
from cms.tables.reports import Unreadable
from cms.tables.sheets import Dated

_MOST_FORMATS = 65_536
_LONGEST_CODE = 255
_EXACT = 1e15
"""Below it a spreadsheet shows every digit."""
_DATES = frozenset(
    # The second and third are dates in East Asian calendars, without a code of their own.
    {number for number, code in BUILTIN_FORMATS.items() if is_date_format(code)}
    | set(range(27, 37))
    | set(range(50, 59))
)


class Numbers(ElementReader):
    """Reads the formats of cells; then shows numbers in them."""

    def __init__(self, *, starts_in_1904: bool) -> None:
        super().__init__()
        self._epoch = MAC_EPOCH if starts_in_1904 else WINDOWS_EPOCH
        self._own: dict[int, bool] = {}
        self._is_date: list[bool] = []
        self._is_inside = False

    def read(self, pieces: Iterable[bytes]) -> None:
        parse(self, pieces)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            self._own[_format(attributes)] = len(code) <= _LONGEST_CODE and is_date_format(code)
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            number = _format(attributes)
            self._is_date.append(self._own.get(number, number in _DATES))
        if len(self._is_date) > _MOST_FORMATS or len(self._own) > _MOST_FORMATS:
            raise Unreadable(_("This XLSX file has too many formats of cells. Use CSV."))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            raise Enough

    def shown(self, raw: str, style: int) -> str:
        """Raises ValueError for what is no number."""
        value = float(raw)
        if style < len(self._is_date) and self._is_date[style]:
            return self._date(raw, value)
        if raw.isdecimal():
            return raw
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else str(value)

    def _date(self, raw: str, value: float) -> Dated:
        try:
            date = from_excel(value, self._epoch)
        except (ValueError, OverflowError):
            return Dated(raw)  # A spreadsheet shows nothing but #### for it.
        if isinstance(date, datetime.datetime):
            return Dated(date.isoformat(sep=" "))
        return Dated(date)


def _format(attributes: dict[str, str]) -> int:
    return int(attributes.get("numFmtId") or 0)
