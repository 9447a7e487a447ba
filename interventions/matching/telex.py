"""Vietnamese as its keys were struck: where no input method listens, tự tử stays tuwj tuwr.

Telex writes tones as s f r x j, other marks by a letter once more or w; VNI writes all as digits.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

# The longest syllable has seven letters, and needs four more keys.
_WORD = re.compile(r"(?<![^\W_])[^\W_]{2,12}(?![^\W_])")
_VOWEL = r"[^\W\d_b-df-hj-np-tv-xz]"
_STRUCK = re.compile(_VOWEL + r"[^\W_]{0,9}[sfrxjw1-8]|w[^\W_]|aa|ee|oo|d[d9]")
_TONES = dict(zip("sfrxj12345", "\u0301\u0300\u0309\u0303\u0323" * 2, strict=True))
_ROOF, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
# What a key makes of the last of these letters before it.
_MARKS = {
    "a": {"a": _ROOF},
    "e": {"e": _ROOF},
    "o": {"o": _ROOF},
    "6": {"a": _ROOF, "e": _ROOF, "o": _ROOF},
    "w": {"a": _BREVE, "o": _HORN, "u": _HORN},
    "7": {"o": _HORN, "u": _HORN},
    "8": {"a": _BREVE},
}
_STROKES = ("dd", "d9")


class Struck(NamedTuple):
    """A text with keys taken for the marks they stand for, and where each key was struck."""

    text: str
    at: list[int]


def as_struck(text: str) -> Struck | None:
    """None where no key stands for a mark."""
    lower = text.replace("İ", "I").lower()  # İ alone would become two, and move what follows.
    if not _STRUCK.search(lower):
        return None
    signs: list[str] = []
    at: list[int] = []
    done = 0
    for word in _WORD.finditer(lower):
        if _STRUCK.search(word[0]):
            signs.append(lower[done : word.start()])
            at += range(done, word.start())
            for sign, place in _syllable(word[0]):
                signs.append(sign)
                at.append(word.start() + place)
            done = word.end()
    return Struck("".join(signs) + lower[done:], [*at, *range(done, len(text))]) if done else None


def _syllable(word: str) -> Iterator[tuple[str, int]]:
    """Its signs and where they stood: a mark follows its letter, the tone the last one."""
    letters: list[list[tuple[str, int]]] = []
    tone: list[tuple[str, int]] = []
    start = 2 if word.startswith(_STROKES) else 0
    if start:
        letters.append([("đ", 0)])
    has_vowel = False
    for place, key in enumerate(word[start:], start):
        marks = _MARKS.get(key, {})
        letter = next((one for one in reversed(letters) if one[-1][0] in marks), None)
        if has_vowel and key in _TONES:
            tone = [(_TONES[key], place)]
        elif letter is not None:
            letter.append((marks[letter[0][0]], place))
        else:
            letters.append([(key, place)])
            has_vowel = has_vowel or unicodedata.normalize("NFD", key)[0] in "aeiouy"
    yield from chain(*letters, tone)
