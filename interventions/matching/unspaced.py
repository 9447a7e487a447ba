"""One slip in a phrase of a script that writes no spaces between words: Thai, Japanese, Chinese.

No word stands by itself there, to be known by its neighbours. But a slip leaves one half of a
phrase as it is: phrases are filed under their halves, and what stands beside a half that is found
is compared with the other half, letter by letter.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from interventions.matching.characters import CHARS
from interventions.matching.correction import Correction, corrected_at
from interventions.matching.keyboard import is_neighbour
from interventions.matching.keyindex import Keyed, KeyIndex
from interventions.matching.reading import SIGNS, Reading
from interventions.matching.shape import spaceless_weight

# What a letter changed about or twice makes is hardly ever said; another slip may make other words.
_LEAST_WEIGHT, _SHORTEST = 8, 6
_SHORTEST_FOR_ANY_SLIP = 9
_MOST_LOOKED_AT = 4_000
# A syllable of Korean is compared by its letters, of which it has up to three.
_SYLLABLE = 3
_JAMO = re.compile("[\u3131-\u318e]")
_SHORTEST_OF_JAMO, _SHORTEST_OF_JAMO_FOR_ANY_SLIP = 10, 14


class Half(NamedTuple):
    """Half of a phrase; `other` is what follows it, or stands before it."""

    phrase: str
    other: str
    is_first: bool


def file_under_halves(phrase: str, key: str, halves: Keyed[Half]) -> None:
    """Files a phrase of such a script that is long enough; `key` is how it is compared."""
    shortest = _SHORTEST_OF_JAMO if _JAMO.match(key) else _SHORTEST
    if len(key) >= shortest and spaceless_weight(phrase) >= _LEAST_WEIGHT:
        middle = len(key) // 2
        # One letter less, so that two changed about in the middle spoil but one of the halves.
        halves.add(key[: middle - 1], Half(phrase, key[middle - 1 :], is_first=True))
        halves.add(key[middle:], Half(phrase, key[:middle], is_first=False))


class Unspaced:
    """Finds phrases with one slip in them."""

    __slots__ = ("_halves",)

    def __init__(self, halves: Iterable[Keyed[Half]]) -> None:
        self._halves = KeyIndex(halves)

    def may_be_in(self, skeleton: str) -> bool:
        return not skeleton.isascii() and any(True for _found in self._slips(skeleton))

    def corrections(self, reading: Reading) -> Iterator[Correction]:
        """The text with such a phrase as it should be, once for each place."""
        done = set[tuple[int, int]]()
        for phrase, start, end in self._slips(reading.skeleton):
            if (start, end) not in done and SIGNS not in reading.gaps[start + 1 : end]:
                done.add((start, end))
                first, last = reading.source[start], reading.source[end - 1] + 1
                yield corrected_at(reading, first, last, phrase)

    def _slips(self, skeleton: str) -> Iterator[tuple[str, int, int]]:
        """(phrase, start, end) in the skeleton."""
        if skeleton.isascii():
            return
        for half, start, end in self._halves.find(skeleton)[:_MOST_LOOKED_AT]:
            more = len(half.other) + _SYLLABLE
            if half.is_first:
                size = _size_of_slipped(skeleton[end : end + more], half.other, end - start)
                if size:
                    yield half.phrase, start, end + size
            else:
                before = skeleton[max(start - more, 0) : start]
                size = _size_of_slipped(before[::-1], half.other[::-1], end - start)
                if size:
                    yield half.phrase, start - size, end


def _size_of_slipped(typed: str, meant: str, half: int) -> int:
    """How many letters of what was typed are the meant ones with one slip; 0 where they are not.

    `half` is how long the other half of the phrase is.
    """
    at, end = 0, min(len(typed), len(meant))
    while at < end and typed[at] == meant[at]:
        at += 1
    if at == len(meant):
        return 0
    if size := _mere_slip(typed, meant, at):
        return size
    is_jamo = _JAMO.match(meant[at]) is not None
    shortest = _SHORTEST_OF_JAMO_FOR_ANY_SLIP if is_jamo else _SHORTEST_FOR_ANY_SLIP
    is_long = len(meant) + half >= shortest
    return _other_slip(typed, meant, at, _SYLLABLE if is_jamo else 1) if is_long else 0


def _mere_slip(typed: str, meant: str, at: int) -> int:
    """Two letters changed about, or one twice."""
    rest = meant[at:]
    if typed[at : at + 2] == rest[1:2] + rest[0] and typed.startswith(rest[2:], at + 2):
        return len(meant)
    is_twice = at > 0 and typed[at : at + 1] == meant[at - 1] and typed.startswith(rest, at + 1)
    return len(meant) + 1 if is_twice else 0


def _other_slip(typed: str, meant: str, at: int, syllable: int) -> int:
    """A letter, or up to a syllable, too many or too few; a key beside the right one."""
    rest = meant[at:]
    for size in range(1, syllable + 1):
        if typed.startswith(rest, at + size):
            return len(meant) + size
        if len(rest) > size and typed.startswith(rest[size:], at):
            return len(meant) - size
    if not typed[at:] or not typed.startswith(rest[1:], at + 1):
        return 0
    return len(meant) if _may_be_struck_for(typed[at], rest[0]) else 0


def _may_be_struck_for(typed: str, meant: str) -> bool:
    """Not a word for another: 苦しい hurts, and 楽しい is fun."""
    return "han" not in (_script(typed), _script(meant)) and is_neighbour(typed, meant)


def _script(letter: str) -> str:
    return CHARS[ord(letter)].script
