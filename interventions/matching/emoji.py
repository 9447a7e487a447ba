"""Emoji are separators, unless a term has one as a word: 🔪 myself.

Such an emoji becomes a character of a private plane, with spaces around it, in the term and in a
query alike: there it is a word like any other.
"""

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from interventions.matching.characters import CHARS, EMOJI_PLANES

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_ENCLOSED = range(0x1F100, 0x1F200)  # Letters, and the flags made of them: read as letters.


class Worded(NamedTuple):
    """A text with emoji as words, and where each character stood."""

    text: str
    at: list[int]


@cache
def _all() -> frozenset[str]:
    codes = (code for plane in EMOJI_PLANES for code in plane)
    return frozenset(
        chr(code)
        for code in codes
        if code not in _SKIN_TONES and code not in _ENCLOSED and CHARS[code].kind == "separator"
    )


def emoji_in(text: str) -> frozenset[str]:
    return frozenset() if text.isascii() else _all().intersection(text)


def as_words(text: str, wanted: Collection[str]) -> Worded:
    """The text with those emoji that are wanted as words."""
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        word = f" {_private(sign)} " if sign in wanted else sign
        signs.append(word)
        at += [place] * len(word)
    return Worded("".join(signs), at)


def phrase_with_emoji(phrase: str) -> str:
    """A phrase of a term as it is compared."""
    wanted = emoji_in(phrase)
    return " ".join(as_words(phrase, wanted).text.split()) if wanted else phrase


LONE_EMOJI = "One emoji by itself says too little: it needs a word beside it, or another emoji."


def is_lone_emoji(phrase: str) -> bool:
    """Whether a phrase, as it is compared, is one emoji and nothing else."""
    return len(phrase) == 1 and CHARS[ord(phrase)].script == "emoji"


def _private(sign: str) -> str:
    code = ord(sign)
    return chr(next(code + shift for plane, shift in EMOJI_PLANES.items() if code in plane))
