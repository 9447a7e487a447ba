"""Whether characters that differ from those of the term may stand for them."""

import re
from unicodedata import normalize

from interventions.matching.reading import Reading
from interventions.matching.shape import Shape

# Words in themselves, though a digit in them could be read as a letter.
_ORDINARY = re.compile("[0-9]+(d|g|k|st|nd|rd|th|ds)|b2b|h1n1|mp[0-9]|ps[0-9]|y2k")

_ALONE = "alone"


def disguises(
    shape: Shape, reading: Reading, start: int, places: list[int], *, apart: bool
) -> set[str] | None:
    """The names of the disguises worn, or None where a difference is not one."""
    worn: set[str | None] = set()
    for at, place in enumerate(places, start):
        typed, meant = reading.folds[at], shape.folds[place]
        if typed == meant:
            continue
        kind = reading.chars[reading.source[at]].kind
        if meant.isdigit():
            return None
        if kind in ("digit", "symbol"):
            worn.add("leet" if apart else _as_leet(reading, at))
        elif {typed, meant} == {"i", "l"}:
            worn.add("leet" if _looks_swapped(reading, at, start, len(places)) else None)
        else:
            worn.add("homoglyph" if not meant.isascii() or reading.token(at).latin else None)
    if None in worn or (_ALONE in worn and "leet" not in worn):
        return None
    return {name for name in worn if name and name != _ALONE}


def _as_leet(reading: Reading, at: int) -> str:
    """A number is a number, and 3D is 3D, unless another word of the match is written in leet."""
    token = reading.token(at)
    ordinary = _ORDINARY.fullmatch(reading.folds, token.start, token.end)
    return "leet" if token.lettered and not ordinary else _ALONE


def _looks_swapped(reading: Reading, at: int, start: int, size: int) -> bool:
    """I for l looks the same in any text; l for I does among capitals."""
    typed = normalize("NFKC", reading.text[reading.source[at]])  # Full width, mathematical.
    if typed == "I":
        return True
    matched = [normalize("NFKC", reading.text[i]) for i in reading.source[start : start + size]]
    return typed == "l" and 2 * sum(char.isupper() for char in matched) > len(matched)
