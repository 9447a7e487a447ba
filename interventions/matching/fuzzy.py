"""Words one typing error away: a letter too many, missing or wrong, or two changed about."""

from collections.abc import Iterable, Iterator
from functools import cache

SHORTEST_FUZZY = 7


class Lexicon:
    """Finds words at distance one without comparing with them all.

    An error leaves two thirds of a word as they are: each word is filed under its first two
    thirds, its last two thirds, and its two outer thirds. Two letters changed about where thirds
    meet spoil both, so it is filed under the two words which that gives, too.
    """

    __slots__ = ("_filed", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._filed: dict[str, tuple[str, ...]] = {}
        filed = self._filed
        for word in self._words:
            third = len(word) // 3
            tail = len(word) - third
            outer = word[:third] + word[tail:]
            swapped = (_swapped(word, third), _swapped(word, tail))
            alone = (word,)
            for part in (word[:tail], word[third:], outer, *swapped):
                known = filed.get(part)
                filed[part] = known + alone if known else alone

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def near(self, token: str) -> list[str]:
        """The words one error away from a token that begin with its first letter."""
        get = self._filed.get
        heads, tails, outers = _parts(len(token))
        found = get(token, ())
        for part in heads:
            found += get(token[part], ())
        for part in tails:
            found += get(token[part], ())
        for head, tail in outers:
            found += get(token[head] + token[tail], ())
        if not found:
            return []
        lengths = range(len(token) - 1, len(token) + 2)
        fitting = {word for word in found if len(word) in lengths and word[0] == token[0]}
        fitting.discard(token)
        return sorted(word for word in fitting if _is_near(token, word))


_Parts = tuple[tuple[slice, ...], tuple[slice, ...], tuple[tuple[slice, slice], ...]]


@cache
def _parts(size: int) -> _Parts:
    """What words as long as a token, give or take one letter, would have kept in it."""
    lengths = range(max(size - 1, SHORTEST_FUZZY), size + 2)
    thirds = dict.fromkeys(length // 3 for length in lengths)
    longest = dict.fromkeys(length - length // 3 for length in lengths)
    return (
        tuple(slice(0, tail) for tail in longest),
        tuple(slice(size - tail, size) for tail in longest),
        tuple((slice(0, third), slice(size - third, size)) for third in thirds),
    )


def _swapped(token: str, place: int) -> str:
    """With the two letters around a place changed about, where an error spoils both thirds."""
    return token[: place - 1] + token[place] + token[place - 1] + token[place + 1 :]


def _is_near(token: str, word: str) -> bool:
    longer = len(token) - len(word)
    at, end = 1, min(len(token), len(word))
    while at < end and token[at] == word[at]:
        at += 1
    if longer > 0:
        return token[at + 1 :] == word[at:]
    if longer < 0:
        return token[at:] == word[at + 1 :]
    return token[at + 1 :] == word[at + 1 :] or _swapped(token, at + 1) == word
