"""The fuzzy tier: a text read again with one mistyped word set right."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from interventions.matching.fuzzy import Lexicon, slips
from interventions.matching.guard import OrdinaryWords
from interventions.matching.reading import Reading

SHORTEST_TOKEN = 6
# A hostile text of nothing but typing errors is not worth more than this.
_MOST_TOKENS = 12
_MOST_WORDS = 4
# A term with the corrected word in it reaches no further.
_AROUND = 120
_SHORTEST_SLIP = 4
_TOKEN = re.compile(f"[a-z]{{{_SHORTEST_SLIP},}}")


Span = tuple[int, int]


class Typo(NamedTuple):
    """A stretch of a reading's text, and the words it may stand for."""

    start: int
    end: int
    words: tuple[str, ...]


class Spelling:
    """Knows which words may be mistyped terms, and which are words in their own right."""

    __slots__ = ("_guard", "_known", "_lexicon", "_plurals", "_slips")

    def __init__(
        self,
        lexicon: Lexicon,
        known: Collection[str],
        guard: OrdinaryWords,
        short: Iterable[str] = (),
    ) -> None:
        self._lexicon = lexicon
        self._known = known
        self._guard = guard
        # An ordinary word, too, but that of a term and no other: anorexics, suicidas.
        self._plurals = frozenset(f"{word}s" for word in lexicon).difference(known)
        self._slips = {slip: word for word in short for slip in slips(word)}

    def __contains__(self, word: object) -> bool:
        return word in self._known or word in self._guard

    def guesses(self, folded: str) -> Iterator[str]:
        """The text, folded by `words`, with each mistyped word set right, then all of them."""
        tokens = _TOKEN.findall(folded)
        if self._plurals.isdisjoint(tokens):
            common = self._guard.common
            tokens = [token for token in tokens if token not in common]
        typos = [(token, words) for token in tokens if (words := self.meant_by(token))]
        everything = folded
        for token, words in typos[:_MOST_TOKENS]:
            yield from (folded.replace(token, word) for word in words[:_MOST_WORDS])
            everything = everything.replace(token, words[0])
        if len(typos) > 1:
            yield everything

    def meant_by(self, token: str) -> list[str]:
        """The words a token may be mistyped from; none for a word in its own right."""
        if token in self._plurals:
            return self._lexicon.near(token)
        if token in self._lexicon or token in self._guard.common:
            return []
        slip = self._slips.get(token)
        near = [slip] if slip else []
        if len(token) >= SHORTEST_TOKEN:
            near += self._lexicon.near(token)
        return near if near and token not in self else []

    def corrections(self, reading: Reading) -> Iterator[tuple[Reading, list[Span]]]:
        """Readings with one word corrected, then all, each with the spans that were corrected."""
        typos = self._typos(reading)
        for typo in typos:
            first, last = max(typo.start - _AROUND, 0), typo.end + _AROUND
            for word in typo.words:
                yield _corrected(reading, [typo._replace(words=(word,))], first, last)
        if len(typos) > 1:
            yield _corrected(reading, typos, 0, len(reading.text))

    def _typos(self, reading: Reading) -> list[Typo]:
        typos: list[Typo] = []
        start = 0
        while start < len(reading.gaps) and len(typos) < _MOST_TOKENS:
            end = reading.token(start).end
            for found in _TOKEN.finditer(reading.folds, start, end):
                words = tuple(self.meant_by(found[0])[:_MOST_WORDS])
                first, last = reading.source[found.start()], reading.source[found.end() - 1]
                if words:
                    typos.append(Typo(first, last + 1, words))
            start = end
        return typos


def _corrected(
    reading: Reading, typos: list[Typo], first: int, last: int
) -> tuple[Reading, list[Span]]:
    """A part of the text with its typos set right."""
    text, done = "", first
    at: list[int] = []
    for typo in typos:
        word, size = typo.words[0], typo.end - typo.start - 1
        text += reading.text[done : typo.start] + word
        at += reading.at[done : typo.start]
        at += [reading.at[typo.start + i * size // (len(word) - 1)] for i in range(len(word))]
        done = typo.end
    text += reading.text[done:last]
    at += reading.at[done:last]
    spans = [(reading.at[typo.start], reading.at[typo.end - 1] + 1) for typo in typos]
    return Reading(text, at, how=("fuzzy",)), spans
