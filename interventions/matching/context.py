"""Which words stand beside which in phrases: by its neighbours a mistyped short word is known.

In "kil myself" the phrases that go on with "myself" tell that "kil" is "kill"; nothing would if it
stood alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from interventions.matching.keyboard import beside_the_space_bar, is_mere_slip, one_slip

_SHORTEST_PAIR = 6
_SHORTEST_RUN = 8
_LONGEST_RUN = 60
_MOST_STEPS = 400
_SHORTEST_WORD = 2

_LONGEST_WORD = 14
_LETTERS_AS_WORDS = frozenset("iu")
_FEW = 8
_COULD_BE_A_WORD = 4

Beside = Mapping[str, Collection[str]]


class Guard(Protocol):
    def has(self, word: str, language: str) -> bool: ...

    def knows(self, language: str) -> bool: ...


class Context:
    """`pairs` are two words each, with a space between, that follow each other in a phrase.

    They come by language. `guard` knows what is a word in its own right.
    """

    __slots__ = ("_after", "_before", "_guard", "_spoken")

    def __init__(self, pairs_by_language: Mapping[str, Iterable[str]], guard: Guard) -> None:
        self._guard = guard
        self._spoken = {
            language: frozenset(" ".join(pairs).split())
            for language, pairs in pairs_by_language.items()
        }
        pairs = set[str]().union(*pairs_by_language.values())
        after: defaultdict[str, list[str]] = defaultdict(list)
        before: defaultdict[str, list[str]] = defaultdict(list)
        for pair in pairs:
            first, _, second = pair.partition(" ")
            after[first].append(second)
            before[second].append(first)
        self._after: Beside = {word: _held(some) for word, some in after.items()}
        self._before: Beside = {word: _held(some) for word, some in before.items()}

    def __contains__(self, word: object) -> bool:
        """Whether it is a word of a phrase."""
        return word in self._after or word in self._before

    def meant_by(self, token: str, left: str, right: str) -> list[str]:
        """The words of phrases that the token may be one slip away from, given its neighbours.

        More than one word where a space was missed or a key beside the space bar struck.
        """
        after, before = self._after.get(left, ()), self._before.get(right, ())
        found: list[str] = []
        if after or before:
            least, most = max(len(token) - 1, _SHORTEST_WORD), len(token) + 1
            fitting = (word for word in (*after, *before) if least <= len(word) <= most)
            near = {word for word in fitting if one_slip(token, word)}
            found = sorted(word for word in near if not self._is_itself(token, word))
        if len(token) >= _SHORTEST_PAIR:
            found += self._several(token, is_alone=not left and not right)
        return found

    def _is_itself(self, token: str, word: str) -> bool:
        """Whether a language that has the word in a phrase has the token for a word as well.

        Where its words are not known here, a short one with another letter is taken for one.
        """
        could_be = len(token) == len(word) <= _COULD_BE_A_WORD and not is_mere_slip(token, word)
        return any(
            word in words
            and (self._guard.has(token, language) or (could_be and not self._guard.knows(language)))
            for language, words in self._spoken.items()
        )

    def _several(self, token: str, *, is_alone: bool) -> list[str]:
        """The words of a phrase that were written as one token, with one slip at most.

        Words may run on before it: imsotiredoflife. Either the first or the last word of the
        phrase is right, so it is looked for from both ends.
        """
        size = len(token)
        firsts = self._firsts(token)
        found = list(self._apart(token, firsts, is_alone=is_alone)) if firsts else []
        if found or not _SHORTEST_RUN <= size <= _LONGEST_RUN:
            return found if not found or not self._is_itself(token, firsts[0]) else []
        return [one for one in self._runs(token, firsts) if one]

    def _firsts(self, token: str) -> list[str]:
        edges = range(1, min(len(token), _LONGEST_WORD))
        return [token[:at] for at in edges if token[:at] in self._after]

    def _runs(self, token: str, firsts: list[str]) -> Iterator[str]:
        words = _Onward(token, self).find(firsts) if firsts else []
        if not words:
            edges = range(1, min(len(token), _LONGEST_WORD))
            lasts = [token[-at:] for at in edges if token[-at:] in self._before]
            words = _Backward(token, self).find(lasts) if lasts else []
        if words:
            yield " ".join(words)
        elif token[0] in _LETTERS_AS_WORDS and len(token) > _SHORTEST_RUN:
            rest = token[1:]
            yield from (f"{token[0]} {one}" for one in self._runs(rest, self._firsts(rest)))

    def after(self, word: str) -> Collection[str]:
        return self._after.get(word, ())

    def before(self, word: str) -> Collection[str]:
        return self._before.get(word, ())

    def is_slip(self, piece: str, word: str) -> bool:
        return one_slip(piece, word) and not self._is_itself(piece, word)

    def _apart(self, token: str, firsts: list[str], *, is_alone: bool) -> Iterator[str]:
        """Two words with a key struck for the space, or with no space: wanttnto, killnmyself."""
        for first in firsts:
            after, rest = self._after[first], token[len(first) :]
            if rest in after and not is_alone:
                yield f"{first} {rest}"
            if beside_the_space_bar(rest[0]) and rest[1:] in after:
                yield f"{first} {rest[1:]}"


def _held(words: list[str]) -> Collection[str]:
    """Most words have few neighbours, and there a set would only take room."""
    return tuple(words) if len(words) <= _FEW else frozenset(words)


class _Onward:
    """Words of a phrase, one after another, that make up a whole token with one slip at most."""

    def __init__(self, token: str, context: Context) -> None:
        self._token = token
        self._context = context
        self._steps = _MOST_STEPS

    def find(self, firsts: Iterable[str]) -> list[str]:
        for word in firsts:
            words = self._on(word, self._rest(self._token, len(word)), slipped=False)
            if words:
                return self._in_order([word, *words])
        return []

    def _on(self, word: str, rest: str, *, slipped: bool) -> list[str]:
        """The words that follow one, if they use up the rest."""
        for other in self._beside(word):
            self._steps -= 1
            if self._steps < 0:
                return []
            for size, slips in self._sizes(other, rest, slipped=slipped):
                if size == len(rest):
                    return [other]
                words = self._on(other, self._rest(rest, size), slipped=slipped or slips)
                if words:
                    return [other, *words]
        return []

    def _sizes(self, word: str, rest: str, *, slipped: bool) -> Iterator[tuple[int, bool]]:
        """How much of the rest may be the word, and whether with a slip."""
        if self._piece(rest, len(word)) == word:
            yield len(word), False
        if not slipped and len(word) >= _SHORTEST_WORD:
            for size in range(len(word) - 1, len(word) + 2):
                if 0 < size <= len(rest) and self._context.is_slip(self._piece(rest, size), word):
                    yield size, True

    def _beside(self, word: str) -> Collection[str]:
        return self._context.after(word)

    def _piece(self, text: str, size: int) -> str:
        return text[:size]

    def _rest(self, text: str, size: int) -> str:
        return text[size:]

    def _in_order(self, words: list[str]) -> list[str]:
        return words


class _Backward(_Onward):
    def _beside(self, word: str) -> Collection[str]:
        return self._context.before(word)

    def _piece(self, text: str, size: int) -> str:
        return text[-size:]

    def _rest(self, text: str, size: int) -> str:
        return text[:-size]

    def _in_order(self, words: list[str]) -> list[str]:
        return words[::-1]
