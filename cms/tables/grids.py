"""The cells of an XLSX file: the texts that they share, and the rows of one sheet."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from cms.tables.escapes import unescape
from cms.tables.markup import ElementReader, Enough, parse, parse_in_steps
from cms.tables.numbers import Numbers
from cms.tables.reports import Unreadable
from cms.tables.sheets import MOST_ROWS, Dated, Row, Ticked

LONGEST_CELL = csv.field_size_limit()
"""The same as in CSV."""
_MOST_TEXTS = 1_000_000
_MOST_COLUMNS = 16_384
_MOST_CELLS = 12 * MOST_ROWS
_PLACE = re.compile("([A-Z]{1,3})[0-9]")


class _Texts(ElementReader):
    """Takes texts together from their runs, without the readings above East Asian ones."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: dict[str, list[str]] = {}
        self._room = 0
        self._heard = ""
        self._is_reading = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name in ("t", "v"):
            self._heard = "" if self._is_reading else name
        elif name == "rPh":
            self._is_reading = True

    def end(self, name: str) -> None:
        if name in ("t", "v"):
            self._heard = ""
        elif name == "rPh":
            self._is_reading = False

    def text(self, piece: str) -> None:
        """One character beyond the longest is kept, to tell that it is too long."""
        if self._heard and self._room:
            kept = piece[: self._room]
            self._pieces[self._heard].append(kept)
            self._room -= len(kept)

    def _begin(self) -> None:
        self._pieces, self._room = {"t": [], "v": []}, LONGEST_CELL + 1

    def _whole(self, name: str) -> str:
        """What stood in all elements of the name, `t` or `v`."""
        return "".join(self._pieces[name])


class _Shared(_Texts):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._begin()
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            if len(self.texts) == _MOST_TEXTS:
                raise Unreadable(_("This XLSX file has too many texts. Import it in parts."))
            self.texts.append(unescape(self._whole("t")))


def shared_texts(pieces: Iterable[bytes]) -> list[str]:
    shared = _Shared()
    parse(shared, pieces)
    return shared.texts


def grid_rows(pieces: Iterable[bytes], texts: Sequence[str], numbers: Numbers) -> Iterator[Row]:
    """Every row with anything in it, where the rows themselves say that they are."""
    grid = _Grid(texts, numbers)
    size = 0
    for _pause in parse_in_steps(grid, pieces):
        for line, cells in grid.rows:
            size += 1
            if size > MOST_ROWS + 1:
                raise too_many_rows(line)
            yield Row(line, [cells.get(column, "") for column in range(max(cells) + 1)])
        grid.rows.clear()


def too_many_rows(line: int = 0) -> Unreadable:
    message = _("The file has more than %(most)d rows. Import it in parts.")
    return Unreadable(message % {"most": MOST_ROWS}, line=line)


class _Grid(_Texts):
    def __init__(self, texts: Sequence[str], numbers: Numbers) -> None:
        super().__init__()
        self.rows: list[tuple[int, dict[int, str]]] = []
        self._texts = texts
        self._numbers = numbers
        self._size = self._line = self._width = self._column = 0
        self._cells: dict[int, str] = {}
        self._kind, self._style = "", 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._line = int(attributes.get("r") or self._line + 1)
            self._width, self._column, self._cells = 0, -1, {}
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c":
            if value := self._value():
                self._cells[self._column] = value
        elif name == "row":
            if self._cells:
                self.rows.append((self._line, self._cells))
        elif name == "sheetData":
            raise Enough

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._size += 1
        self._width += 1
        place = _PLACE.match(attributes.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        if max(self._width, self._column + 1) > _MOST_COLUMNS or self._size > _MOST_CELLS:
            raise Unreadable(
                _("There are too many cells. Keep the columns that are needed."), line=self._line
            )
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s") or 0)
        self._begin()

    def _value(self) -> str:
        text, raw = self._whole("t"), self._whole("v")
        if text and (self._kind == "inlineStr" or not raw):
            return self._short(unescape(text))
        if not raw:
            return ""
        return self._short(self._stored(raw))

    def _stored(self, raw: str) -> str:
        return self._texts[_index(raw.strip())] if self._kind == "s" else self._typed(raw)

    def _short(self, text: str) -> str:
        if len(text) > LONGEST_CELL:
            message = _("This cell is far too long: the most is %(most)d characters. Shorten it.")
            raise Unreadable(
                message % {"most": LONGEST_CELL}, line=self._line, column=str(self._column + 1)
            )
        return text

    def _typed(self, raw: str) -> str:
        match self._kind:
            case "n":
                return self._numbers.shown(raw, self._style)
            case "b":
                return Ticked("yes" if raw in ("1", "true") else "no")
            case "d":
                return Dated(raw.replace("T", " "))
            case _:
                return unescape(raw)


def _column(letters: str) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _index(raw: str) -> int:
    """A number from the end of a list is none here."""
    if not raw.isdecimal():
        raise ValueError(raw)
    return int(raw)
