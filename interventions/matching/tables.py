"""Makes data/characters.tsv from Python's Unicode data.

    python -m interventions.matching.tables --write

The file is checked in, so that a term has the same key whatever Python reads it.
"""

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from interventions.matching.lookalikes import LOOKALIKES

PATH = Path(__file__).parent / "data" / "characters.tsv"

# The marks that tell Vietnamese words apart; the stroke of đ is written "-".
TONES = "\u0300\u0301\u0303\u0309\u0323"
QUALITIES = "\u0302\u0306\u031b-"

_APOSTROPHES = set("'`´‘’‛ʹʻʼʽʾʿˈ′՚＇ꞌ")
_BLANKS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u0640")
_SELECTORS = ((0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_READING_AIDS = (  # Arabic and Hebrew vowel signs: usually left out, so never compared.
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08CA, 0x08E1), (0x08E3, 0x08FF),
)  # fmt: skip
_ACCENTS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)  # fmt: skip
_ARABIC = {
    "آ": "ا",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
} | {
    "ک": "ك",
    "ہ": "ه",
}
_SCRIPTS = {
    "LATIN": "latin", "GREEK": "latin", "CYRILLIC": "latin", "ARMENIAN": "latin",
    "CHEROKEE": "latin", "COPTIC": "latin", "CJK": "han", "IDEOGRAPHIC": "han", "KANGXI": "han",
    "HIRAGANA": "hiragana", "KATAKANA": "katakana", "KATAKANA-HIRAGANA": "katakana",
    "HANGUL": "hangul", "THAI": "thai", "LAO": "thai", "KHMER": "thai", "MYANMAR": "thai",
    "ARABIC": "arabic",
}  # fmt: skip
_BASE = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER (?:DOTLESS )?([A-Z])(?: WITH .*)?")
_LIKE = re.compile(
    r"LATIN (?:SMALL|CAPITAL)? ?LETTER (?:SMALL CAPITAL|TURNED|REVERSED|SCRIPT) ([A-Z])"
)
_TWO_LETTERS = {"æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ĸ": "k"}
_LOOKS = {other: latin for latin, others in LOOKALIKES.items() for other in others}


class Row(NamedTuple):
    """What a character is to the matcher; `fold` is None where it folds to itself."""

    kind: str
    script: str = ""
    fold: str | None = None
    look: str = ""
    marks: str = ""


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def describe(char: str) -> Row | None:
    """The row of one character; None for whatever separates words, which the file leaves out."""
    code, category = ord(char), unicodedata.category(char)
    if category[0] == "Z" or char in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85":
        return Row("space")
    if char in _APOSTROPHES:
        return Row("apostrophe")
    if category in ("Cc", "Cf") or char in _BLANKS or _within(code, _SELECTORS + _READING_AIDS):
        return Row("invisible")
    if _within(code, _ACCENTS):
        return Row("mark", marks=char if char in TONES + QUALITIES else "")
    if category in ("Cn", "Co", "Cs") or unicodedata.name(char, "").endswith(" MARK SIGN"):
        return None
    return _describe_letter(char)


def _describe_letter(char: str) -> Row | None:
    composed = unicodedata.normalize("NFKC", char)
    letters, marks = _fold(composed)
    if not letters or (unicodedata.category(char)[0] not in "LMN" and char == composed):
        return None
    first = unicodedata.normalize("NFKD", composed.strip("()〔〕"))[:1]
    if letters.isdecimal():
        return Row("digit", "digit", None if letters == char else letters)
    kind = "joined" if _continues(char, first) else "letter"
    like = _LIKE.fullmatch(unicodedata.name(char, ""))
    look = _LOOKS.get(char) or (like[1].lower() if like else "")
    if not look and any(letter in _LOOKS for letter in letters):
        look = "".join(_LOOKS.get(letter, letter) for letter in letters)
    script = _script(first)
    if script == "hangul" and 0xAC00 <= ord(char) <= 0xD7A3:
        return Row(kind, script, "syllable")
    return Row(kind, script, None if letters == char else letters, look, marks)


def _continues(char: str, first: str) -> bool:
    """Whether the character belongs to the one before it: a vowel sign, a voicing mark, a jamo."""
    if unicodedata.category(first)[0] == "M":
        return True
    return 0x1161 <= ord(char) <= 0x11FF or 0xD7B0 <= ord(char) <= 0xD7FF


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")
    return _SCRIPTS.get(name[0], name[0].lower())


def _fold(composed: str) -> tuple[str, str]:
    """The compared letters of a character, and the Vietnamese marks it carries."""
    letters, marks = [], []
    for part in unicodedata.normalize("NFKD", composed.casefold()):
        if _within(ord(part), _ACCENTS):
            marks.append(part if part in TONES + QUALITIES else "")
        elif part == "đ":
            letters.append("d")
            marks.append("-")
        elif unicodedata.category(part)[0] in "LMN" and not _within(ord(part), _READING_AIDS):
            letters.append(_base(part))
    return "".join(letters), "".join(marks)


def _base(letter: str) -> str:
    code, name = ord(letter), unicodedata.name(letter, "")
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter))
    if 0x30A1 <= code <= 0x30F6 or code in (0x30FD, 0x30FE):
        return chr(code - 0x60)
    if name.startswith(("HANGUL CHOSEONG ", "HANGUL JUNGSEONG ", "HANGUL JONGSEONG ")):
        try:
            return unicodedata.lookup("HANGUL LETTER " + name.split(" ", 2)[2])
        except KeyError:
            return letter
    if letter in _ARABIC or letter in _TWO_LETTERS:
        return _ARABIC.get(letter) or _TWO_LETTERS[letter]
    base = _BASE.fullmatch(name)
    return base[1].lower() if base else letter


def _lines() -> Iterator[str]:
    start, last, open_row = 0, -1, None
    for code in range(sys.maxunicode + 2):
        row = describe(chr(code)) if code <= sys.maxunicode else None
        if row == open_row and _runs_on(row):
            last = code
            continue
        if open_row is not None:
            yield _line(start, last, open_row)
        start, last, open_row = code, code, row


def _runs_on(row: Row | None) -> bool:
    """Whether a line may speak for several characters: what it says must be true of each."""
    return row is not None and row.fold in (None, "syllable") and not row.look


def _line(start: int, last: int, row: Row) -> str:
    codes = f"{start:04X}" if start == last else f"{start:04X}-{last:04X}"
    fold = row.fold if row.fold == "syllable" else _codes(row.fold or "")
    return "\t".join(
        (codes, row.kind, row.script, fold, _codes(row.look), _codes(row.marks))
    ).rstrip()


def _codes(text: str) -> str:
    return " ".join(f"{ord(char):04X}" for char in text)


def render() -> str:
    head = f"# Unicode {unicodedata.unidata_version}: code points, kind, script, fold, look, marks"
    return "\n".join((head, *_lines(), ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--write", action="store_true", help="write the file anew")
    choice.add_argument("--check", action="store_true", help="fail if the file is not up to date")
    if parser.parse_args().write:
        PATH.write_text(render(), encoding="utf-8")
        return 0
    if PATH.read_text(encoding="utf-8") == render():
        return 0
    sys.stderr.write(f"{PATH.name} is not what this Python makes of Unicode; use --write.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
