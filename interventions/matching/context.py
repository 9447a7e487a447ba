"""Which words stand beside which in phrases: by its neighbours a mistyped short word is known.

In "kil myself" the phrases that go on with "myself" tell that "kil" is "kill"; nothing would if it
stood alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from interventions.matching.keyboard import beside_the_space_bar, is_mere_slip, one_slip

_SHORTEST_RUN = 8
_LONGEST_RUN = 60
_MOST_CHAINS = 40
_MANY = 3
_SHORTEST_WORD = 2

_LONGEST_WORD = 14
_LETTERS_AS_WORDS = frozenset("iu")
_FEW = 8
_COULD_BE_A_WORD = 4

Beside = Mapping[str, Collection[str]]
Pairs = tuple[str, Sequence[str], Sequence[str]]


class Guard(Protocol):
    def has(self, word: str, language: str) -> bool: ...

    def knows(self, language: str) -> bool: ...


class Context:
    """`pairs` are a language each, words of phrases, and the words that follow these, one by one.

    `guard` knows what is a word in its own right.
    """

    __slots__ = ("_first_letters", "_guard", "_last_letters", "_spoken", "after", "before")

    def __init__(self, pairs: Iterable[Pairs], guard: Guard) -> None:
        self._guard = guard
        self._spoken: dict[str, set[str]] = {}
        after: defaultdict[str, list[str]] = defaultdict(list)
        before: defaultdict[str, list[str]] = defaultdict(list)
        for language, firsts, seconds in pairs:
            self._spoken.setdefault(language, set()).update(firsts, seconds)
            for first, second in zip(firsts, seconds, strict=True):
                after[first].append(second)
                before[second].append(first)
        self.after = _held(after)
        self.before = _held(before)
        self._first_letters = {word[0] for word in after}.union(_LETTERS_AS_WORDS)
        self._last_letters = {word[-1] for word in before}

    def __contains__(self, word: object) -> bool:
        """Whether it is a word of a phrase."""
        return word in self.after or word in self.before

    def meant_by(self, token: str, left: str, right: str) -> list[str]:
        """The words of phrases that the token may be one slip away from, given its neighbours."""
        after, before = self.after.get(left, ()), self.before.get(right, ())
        if not after and not before:
            return []
        near = {word for word in (*after, *before) if _may_be_near(token, word)}
        return sorted(word for word in near if self._is_slip(token, word))

    def may_hold(self, token: str) -> bool:
        """Whether it may be words of a phrase in one: quickly told of most scripts."""
        return token[0] in self._first_letters or token[-1] in self._last_letters

    def several(self, token: str, *, is_alone: bool) -> str:
        """The words of a phrase that were written as one token, with one slip at most, or ''.

        Where nothing but the token was typed, two words without a space are no slip.
        """
        if len(token) > _LONGEST_RUN:
            return ""
        firsts, lasts = self._chains(token, self.after), self._chains_back(token)
        whole = next((chain for chain in firsts if chain.at == len(token)), None)
        if whole is not None:
            return "" if is_alone and len(whole.words) < _MANY else " ".join(whole.words)
        found = next(self._with_a_slip(token, firsts, lasts), None)
        if found is None and token[0] in _LETTERS_AS_WORDS and len(token) > _SHORTEST_RUN:
            rest = self.several(token[1:], is_alone=False)
            return rest and f"{token[0]} {rest}"
        return " ".join(found or ())

    def _chains(self, token: str, following: Beside) -> list["_Chain"]:
        """The runs of a phrase's words that a token begins with."""
        edges = range(1, min(len(token), _LONGEST_WORD) + 1)
        found = [_Chain(at, (token[:at],)) for at in edges if token[:at] in following]
        for chain in found:  # It grows as it is gone through.
            known = following.get(chain.words[-1], ())
            last = min(len(token), chain.at + _LONGEST_WORD)
            for end in range(chain.at + 1, last + 1) if len(found) < _MOST_CHAINS else ():
                if token[chain.at : end] in known:
                    found.append(_Chain(end, (*chain.words, token[chain.at : end])))
        return found

    def _chains_back(self, token: str) -> list["_Chain"]:
        """Those that it ends with; `at` is where each begins."""
        size = len(token)
        found = [
            _Chain(at, (token[at:],))
            for at in range(max(0, size - _LONGEST_WORD), size)
            if token[at:] in self.before
        ]
        for chain in found:
            known = self.before.get(chain.words[0], ())
            first = max(0, chain.at - _LONGEST_WORD)
            for start in range(first, chain.at) if len(found) < _MOST_CHAINS else ():
                if token[start : chain.at] in known:
                    found.append(_Chain(start, (token[start : chain.at], *chain.words)))
        return found

    def _with_a_slip(
        self, token: str, firsts: list["_Chain"], lasts: list["_Chain"]
    ) -> Iterator[tuple[str, ...]]:
        """A run whose one mistyped word stands between a chain from each end, or at an end."""
        for first in firsts:
            after = self.after.get(first.words[-1], ())
            for last in lasts:
                gap = token[first.at : last.at]
                if len(gap) == 1 and beside_the_space_bar(gap) and last.words[0] in after:
                    yield (*first.words, *last.words)
        if len(token) < _SHORTEST_RUN:
            return
        for first in firsts:
            rest, after = token[first.at :], self.after.get(first.words[-1], ())
            yield from ((*first.words, word) for word in self._slipped(rest, after))
            for last in lasts:
                gap = token[first.at : last.at]
                between = self.before.get(last.words[0], ()) if gap else ()
                fitting = (word for word in self._slipped(gap, between) if word in after)
                yield from ((*first.words, word, *last.words) for word in fitting)
        for last in lasts:
            before = self.before.get(last.words[0], ())
            yield from ((word, *last.words) for word in self._slipped(token[: last.at], before))

    def _slipped(self, piece: str, words: Iterable[str]) -> Iterator[str]:
        if 0 < len(piece) <= _LONGEST_WORD:
            near = (word for word in words if _may_be_near(piece, word))
            yield from (word for word in near if self._is_slip(piece, word))

    def _is_slip(self, piece: str, word: str) -> bool:
        return one_slip(piece, word) and not self._is_itself(piece, word)

    def _is_itself(self, token: str, word: str) -> bool:
        """Whether the languages that have the word in a phrase have the token for a word as well.

        Where its words are not known here, a short one with another letter is taken for one.
        """
        could_be = len(token) == len(word) <= _COULD_BE_A_WORD and not is_mere_slip(token, word)
        return all(
            self._guard.has(token, language) or (could_be and not self._guard.knows(language))
            for language, words in self._spoken.items()
            if word in words
        )


class _Chain(NamedTuple):
    """Words of a phrase, run together in a token up to a place or from there on."""

    at: int
    words: tuple[str, ...]


def _may_be_near(token: str, word: str) -> bool:
    """One slip leaves the first letter or the last as it is, and hardly changes the length."""
    same = token[0] == word[0] or token[-1] == word[-1] or len(word) == _SHORTEST_WORD
    return same and abs(len(token) - len(word)) <= 1 and len(word) >= _SHORTEST_WORD


def _held(beside: dict[str, list[str]]) -> Beside:
    """Most words have few neighbours, where looking through is fast; in order for all."""
    return {
        word: dict.fromkeys(some) if len(some) > _FEW else some for word, some in beside.items()
    }
