"""Cells that a spreadsheet has taken for numbers, days, times or truths: `000` came back as `0`.

Pure. What is the same value, shown as a spreadsheet of any country shows it, is told from an edit.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale

_LONGEST = 40
"""Characters of what a spreadsheet takes for a value."""
_TRUTHS = frozenset(
    (
        *("true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso"),
        *("verdadeiro", "vero", "waar", "onwaar"),
    )
)
_TICKED = ("yes", "no")
"""How a tick in a workbook is read."""

_DIGIT = re.compile(r"\d")
_STAYS = re.compile(r"0|[1-9]\d{0,10}", re.ASCII)
_MONEY = "(?:[$€£¥₩₫₹₱฿]|Rp|đ)"
_NUMBER = re.compile(
    rf"(?P<before>[(-]?) ?{_MONEY}? ?(?P<digits>[.,]?\d[\d.,]*)(?:[eE](?P<power>[+-]?\d{{1,3}}))?"
    rf" ?{_MONEY}?(?P<after>[)%-]?)",
    re.ASCII,
)
_WRITTEN = (
    (",", re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?")),
    (".", re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d*)?")),
)
"""What stands between thousands, and how numbers are written with it."""
_SHORTENED = 12
"""Digits from which a spreadsheet leaves some out."""

_LANGUAGES = (
    *("en", "vi", "id", "ar", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "ru", "uk", "tr"),
    *("ja", "ko", "zh", "th", "ms", "fil", "hi"),
)
_HALVES = frozenset(
    (
        *("am", "pm", "a", "p", "m", "sa", "ch", "sáng", "chiều", "ص", "م"),
        *("午前", "午後", "上午", "下午", "오전", "오후"),
    )
)
_FILLING = frozenset(("thg", "tháng", "de"))
_MONTH, _HALF = "M", "h"
_DAY = (
    rf"(?:\d{{1,4}}[/. -]+(?:\d{{1,2}}|{_MONTH})(?:[/. ,-]+\d{{1,4}})?"
    rf"|{_MONTH}[ .-]+\d{{1,4}}(?:,? \d{{4}})?)[.-]?"
)
_TIME = rf"(?:{_HALF} ?)?\d{{1,2}}:\d{{1,2}}(?::\d\d)?(?:\.\d+)?(?: ?{_HALF})*"
_INSTANT = re.compile(rf"{_DAY}(?: {_TIME})?|{_TIME}")
_LETTERS = re.compile(r"[^\d\s/.,:()+-]+")


class _Instant(NamedTuple):
    """A day or a time: its numbers, and whether a month or a half of the day is a word."""

    numbers: list[int]
    has_month: bool
    has_half: bool


def is_fragile(text: str) -> bool:
    """Whether a spreadsheet may take the text for something else."""
    if not _DIGIT.search(text):
        return text.casefold() in _TRUTHS
    return not _STAYS.fullmatch(text) and (bool(list(_numbers(text))) or bool(_instant(text)))


def is_retyped(before: str, after: str) -> bool:
    """Whether the second is what a spreadsheet shows of the first, though it is another text."""
    if before == after or not is_fragile(before):
        return False
    if not _DIGIT.search(before):
        return after.casefold() in _TRUTHS or after in _TICKED
    return _is_same_number(before, after) or _is_same_instant(before, after)


def _is_same_number(before: str, after: str) -> bool:
    now = list(_numbers(after))
    return any(was == it or _is_shortened(was, it) for was in _numbers(before) for it in now)


def _is_shortened(was: Decimal, now: Decimal) -> bool:
    """Whether a long number only lost its last digits."""
    places = len(now.normalize().as_tuple().digits)
    shown = Context(prec=places, rounding=ROUND_HALF_UP).plus(was)
    return was.adjusted() >= _SHORTENED - 1 and shown == now


def _numbers(text: str) -> Iterator[Decimal]:
    """What the number may be: 1.234 is little in one country and much in another."""
    found = _NUMBER.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    for thousands, written in _WRITTEN if found else ():
        if found and written.fullmatch(found["digits"]):
            number = Decimal(found["digits"].replace(thousands, "").replace(",", "."))
            number = number.scaleb(int(found["power"] or 0) - 2 * (found["after"] == "%"))
            yield -number if found["before"] or found["after"] == "-" else number


def _is_same_instant(before: str, after: str) -> bool:
    was, now = _instant(before), _instant(after)
    if not was or not now:
        return False
    if was.has_month == now.has_month and sorted(was.numbers) == sorted(now.numbers):
        if was.numbers == now.numbers:
            return len(before) < len(after)
        return _DIGIT.sub("", before) != _DIGIT.sub("", after)
    halves = (0, 12, -12) if was.has_half or now.has_half else (0,)
    years = (1900, 2000, -1900, -2000)
    missing = [
        number
        for number in was.numbers
        if not any(number + more in now.numbers for more in (*halves, *years))
    ]
    as_word = int(now.has_month and not was.has_month)
    return len(missing) <= as_word and all(number <= 12 for number in missing)


def _instant(text: str) -> _Instant | None:
    if len(text) > _LONGEST:
        return None
    text = re.sub("[年月日년월일]", "-", text.casefold())
    text = re.sub(r"(?<=[^\d\s/,:-])\.", "", text)
    signs = " ".join(_LETTERS.sub(_sign, text).split())
    if not _INSTANT.fullmatch(signs):
        return None
    numbers = [int(number) for number in re.findall(r"\d+", signs)]
    return _Instant(numbers, _MONTH in signs, _HALF in signs)


def _sign(word: re.Match[str]) -> str:
    if word[0] in _HALVES:
        return _HALF
    if word[0] in _FILLING:
        return " "
    return _MONTH if word[0] in _months() else word[0]


@cache
def _months() -> frozenset[str]:
    """Their names, short and long, in small letters and without dots."""
    named = (
        name
        for language in _LANGUAGES
        for forms in Locale.parse(language).months.values()
        for width in ("abbreviated", "wide")
        for name in forms[width].values()
    )
    return frozenset(name.casefold().replace(".", "") for name in named)
