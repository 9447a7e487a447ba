"""The build of a term: its letters, where its words break, the marks it carries."""

from functools import lru_cache
from typing import NamedTuple

from interventions.matching.characters import CHARS

_NO_SPACES = frozenset(("han", "hiragana", "katakana", "thai", "hangul"))
_NEUTRAL = frozenset(("digit", "combining"))
# What one sign says in scripts where a sign is a syllable or a word.
_WEIGHTS = {"han": 3, "hangul": 3}


class Shape(NamedTuple):
    """Tuples run along the key: one entry for each of its characters."""

    key: str
    folds: str  # the plain character behind each character of the key
    letters: tuple[int, ...]  # which letter it belongs to: 살 is one letter of three jamo
    marks: tuple[str, ...]
    words: tuple[int, ...]  # which word it belongs to
    starts: frozenset[int]  # where a letter begins
    breaks: frozenset[int]  # where a word begins, the first one left out
    size: int  # in letters
    weight: int  # of letters, counting a sign that is a syllable or a word as three
    spaceless: bool  # written in a script without spaces between words
    hangul: bool


@lru_cache(maxsize=4096)
def shape_of(text: str) -> Shape:
    """The shape of a term's text. The cache holds terms, never queries."""
    key: list[str] = []
    folds: list[str] = []
    marks: list[str] = []
    letters: list[int] = []
    words: list[int] = []
    weights: list[int] = []
    scripts: set[str] = set()
    apart, word = False, 0
    for letter in text:
        char = CHARS[ord(letter)]
        if char.kind == "mark" and marks:
            marks[-1] += char.marks
        elif not char.key:
            apart = apart or char.kind in ("space", "separator")
        else:
            word += apart and bool(key)
            apart = False
            if char.kind != "joined" or not weights:
                weights.append(_WEIGHTS.get(char.script, 1))
            size = len(char.key)
            key.append(char.key)
            folds.append(char.fold)
            letters.extend([len(weights) - 1] * size)
            marks.extend([char.marks] * size)
            words.extend([word] * size)
            scripts.add(char.script)
    return Shape(
        key="".join(key),
        folds="".join(folds),
        letters=tuple(letters),
        marks=tuple(marks),
        words=tuple(words),
        starts=_changes(letters),
        breaks=_changes(words),
        size=len(weights),
        weight=sum(weights),
        spaceless=bool(scripts - _NEUTRAL) and scripts - _NEUTRAL <= _NO_SPACES,
        hangul="hangul" in scripts,
    )


def spaceless_weight(text: str) -> int:
    """Its weight; 0 where any letter is of a script that writes spaces between words."""
    if text.isascii():
        return 0
    chars = [char for char in map(CHARS.__getitem__, map(ord, text)) if char.key]
    scripts = {char.script for char in chars} - _NEUTRAL
    if not scripts or not scripts <= _NO_SPACES:
        return 0
    return sum(_WEIGHTS.get(char.script, 1) for char in chars if char.kind != "joined")


def _changes(numbers: list[int]) -> frozenset[int]:
    return frozenset(i for i in range(1, len(numbers)) if numbers[i] != numbers[i - 1])
