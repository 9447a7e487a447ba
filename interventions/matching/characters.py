"""What each character is to the matcher, read once from data/characters.tsv."""

from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import NamedTuple

from interventions.matching.lookalikes import LEET, SECOND_CAPITALS, SECOND_LEET

_PATH = Path(__file__).parent / "data" / "characters.tsv"
# Enough for every character people type; it keeps hostile text from filling the memory.
_ROOM = 65_536
_FIRST_SYLLABLE = 0xAC00
# Where emoji stand, and how far from there the private characters that stand for them as words.
EMOJI_PLANES = {range(0x2190, 0x2C00): 0xF0000, range(0x1F000, 0x1FB00): 0xE0000}
_PRIVATE = range(0xF0000, 0xFFFFE)
_SECOND_RUNS = {  # Enclosed letters without a compatibility form, and the letters of flags.
    0x1F150: "abcdefghijklmnopqrstuvwxyz",
    0x1F170: "abcdefghijklmnopqrstuvwxyz",
    0x1F1E6: "abcdefghijklmnopqrstuvwxyz",
}


class Char(NamedTuple):
    """`fold` is compared to tell plain from disguised, `key` is what the skeleton holds."""

    kind: str
    script: str = ""
    fold: str = ""
    key: str = ""
    marks: str = ""


def key_of(letters: str) -> str:
    """Digits that read as letters become them; l and i are one."""
    return "".join(LEET.get(letter, letter) for letter in letters).replace("l", "i")


class _Table(dict[int, Char]):
    """Rows by code point; runs of characters that fold to themselves are found by bisection."""

    def __init__(self) -> None:
        super().__init__()
        self._starts: list[int] = []
        self._runs: list[tuple[int, Char]] = []
        for line in _PATH.read_text(encoding="utf-8").splitlines()[1:]:
            codes, kind, *rest = line.split("\t")
            script, fold, look, marks = (*rest, "", "", "", "")[:4]
            first, _, last = codes.partition("-")
            if last or not fold:
                self._starts.append(int(first, 16))
                self._runs.append((int(last or first, 16), Char(kind, script, fold, _text(look))))
            else:
                letters = _text(fold)
                key = key_of(_text(look) or letters)
                self[int(first, 16)] = Char(kind, script, letters, key, _text(marks))
        for symbol, letter in LEET.items():
            if not symbol.isdigit():
                self[ord(symbol)] = Char("symbol", "latin", symbol, letter)

    def __missing__(self, code: int) -> Char:
        sign = chr(code)
        found = Char("letter", "emoji", sign, sign) if code in _PRIVATE else self._in_run(code)
        if len(self) < _ROOM:
            self[code] = found
        return found

    def _in_run(self, code: int) -> Char:
        place = bisect_right(self._starts, code) - 1
        last, char = self._runs[place] if place >= 0 else (-1, SEPARATOR)
        if code > last:
            return SEPARATOR
        if char.fold == "syllable":
            return char._replace(fold=(jamo := self._jamo(code)), key=jamo)
        if char.kind == "mark":
            return char._replace(marks=chr(code))
        if char.kind not in ("letter", "joined", "digit"):
            return char
        return char._replace(fold=chr(code), key=key_of(char.key or chr(code)))

    def _jamo(self, code: int) -> str:
        index = code - _FIRST_SYLLABLE
        parts = [0x1100 + index // 588, 0x1161 + index % 588 // 28]
        if index % 28:
            parts.append(0x11A7 + index % 28)
        return "".join(self[part].fold for part in parts)


def _text(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


class _Skeleton(dict[int, str | None]):
    """For str.translate: the key of each character, None for what the skeleton leaves out."""

    def __missing__(self, code: int) -> str | None:
        key = CHARS[code].key or None
        if len(self) < _ROOM:
            self[code] = key
        return key


class _Words(dict[int, str | None]):
    """For str.translate: the folded letters, a space between words, nothing for the rest."""

    def __missing__(self, code: int) -> str | None:
        char = CHARS[code]
        silent = char.kind in ("invisible", "apostrophe", "mark")
        words = None if silent else (char.fold or " ")
        if len(self) < _ROOM:
            self[code] = words
        return words


@cache
def second_readings() -> dict[int, Char]:
    """Characters that only a second reading takes for letters."""
    rows = {
        ord(sign): Char("symbol", "latin", sign, key_of(to)) for sign, to in SECOND_LEET.items()
    }
    for capital, latin in SECOND_CAPITALS.items():
        rows[ord(capital)] = CHARS[ord(capital)]._replace(key=key_of(latin))
    for start, letters in _SECOND_RUNS.items():
        for place, letter in enumerate(letters):
            rows[start + place] = Char("letter", "latin", chr(start + place), key_of(letter))
    return rows


SEPARATOR = Char("separator")
CHARS = _Table()
SKELETON = _Skeleton()
WORDS = _Words()
# The same for many texts at once, a line each, and with the spaces between words.
SKELETON_LINES, SKELETON_SPACED, WORDS_LINES = _Skeleton(), _Skeleton(), _Words()
for _table in (SKELETON_LINES, SKELETON_SPACED, WORDS_LINES):
    _table[ord("\n")] = "\n"
SKELETON_SPACED[ord(" ")] = " "
