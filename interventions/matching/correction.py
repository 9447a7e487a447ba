"""The fuzzy tier: a text read again with one mistyped word set right."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from interventions.matching.context import Context
from interventions.matching.fuzzy import Lexicon
from interventions.matching.keyboard import is_mere_slip
from interventions.matching.ordinary import OrdinaryWords
from interventions.matching.reading import Reading

SHORTEST_TOKEN = 6
# A hostile text of nothing but typing errors is not worth more than this.
_MOST_TOKENS = 12
_MOST_WORDS = 4
_MOST_LOOKED_AT = 400
# A short phrase with one letter changed is too often another one: kill it, kiln it.
_LETTERS_FOR_A_SLIP = 8
# A term with the corrected word in it reaches no further.
_AROUND = 120
_LONG = re.compile(f"[a-z]{{{SHORTEST_TOKEN},}}")

Span = tuple[int, int]


class Guess(NamedTuple):
    """What a word may stand for; `letters` a term found by it needs to have at least."""

    word: str
    letters: int = 0


class Typo(NamedTuple):
    """A stretch of a reading's text, and what it may stand for."""

    start: int
    end: int
    guesses: tuple[Guess, ...]


class Correction(NamedTuple):
    """The text with typos set right, where they stood, and how long a term there has to be."""

    reading: Reading
    spans: list[Span]
    letters: int


class Spelling:
    """Knows which words may be mistyped terms, and which are words in their own right."""

    __slots__ = ("_context", "_guard", "_known", "_lexicon", "_plurals")

    def __init__(
        self,
        lexicon: Lexicon,
        known: Collection[str],
        guard: OrdinaryWords,
        context: Context,
    ) -> None:
        self._lexicon = lexicon
        self._known = known
        self._guard = guard
        self._context = context
        # An ordinary word, too, but that of a term and no other: anorexics, suicidas.
        self._plurals = frozenset(f"{word}s" for word in lexicon).difference(known)

    def guesses(self, folded: str, language: str = "") -> Iterator[str]:
        """The text, folded by `words`, with each mistyped word set right, then all of them."""
        tokens = folded.split()
        mistyped = self._mistyped(tokens, language)
        if not mistyped:
            return
        everything = list(tokens)
        for place, some in mistyped:
            for guess in some:
                yield " ".join([*tokens[:place], guess.word, *tokens[place + 1 :]])
            everything[place] = some[0].word
        if len(mistyped) > 1:
            yield " ".join(everything)

    def _mistyped(
        self, tokens: Sequence[str], language: str
    ) -> list[tuple[int, tuple[Guess, ...]]]:
        """The places of words that may be mistyped, and what each may stand for."""
        own, plurals = self._guard.of(language), self._plurals
        common = self._guard.common if own is None else own
        found: list[tuple[int, tuple[Guess, ...]]] = []
        after, before = self._context.after, self._context.before
        asked: dict[tuple[str, str, str], list[Guess]] = {}  # A text may say a word 200 times.
        for place, token in enumerate(tokens[:_MOST_LOOKED_AT]):
            if token not in plurals and (token in common or self._is_spoken(token, language, own)):
                continue
            left = tokens[place - 1] if place else ""
            right = tokens[place + 1] if place + 1 < len(tokens) else ""
            if len(token) < SHORTEST_TOKEN and left not in after and right not in before:
                continue  # Nothing tells what a short word is but its neighbours.
            asking = token, left, right
            if asking not in asked:
                asked[asking] = self.meant_by(*asking)
            if some := asked[asking]:
                found.append((place, tuple(some[:_MOST_WORDS])))
                if len(found) == _MOST_TOKENS:
                    break
        return found

    def _is_spoken(self, token: str, language: str, own: object) -> bool:
        """Whether it is a word of a language whose list is too slow to ask about every word."""
        return own is None and self._guard.knows(language) and self._guard.has(token, language)

    def meant_by(self, token: str, left: str = "", right: str = "") -> list[Guess]:
        """What a token may be mistyped from; nothing for a word in its own right."""
        if token in self._plurals:
            return [Guess(word) for word in self._lexicon.near(token)]
        if token in self._lexicon or token in self._context or token in self._known:
            return []
        near = [
            Guess(word, 0 if is_mere_slip(token, word) else _LETTERS_FOR_A_SLIP)
            for word in self._context.meant_by(token, left, right)
        ]
        is_long = len(token) >= SHORTEST_TOKEN
        if not near and is_long and self._context.may_hold(token) and token not in self._guard:
            several = self._context.several(token, is_alone=not left and not right)
            near = [Guess(several, _LETTERS_FOR_A_SLIP)] if several else []
        if _LONG.fullmatch(token) and token not in self._guard.common:
            alone = self._lexicon.near(token)
            near += [Guess(word) for word in alone] if alone and token not in self._guard else []
        return near

    def corrections(self, reading: Reading, language: str = "") -> Iterator[Correction]:
        """Readings with one word corrected, then all."""
        typos = self._typos(reading, language)
        for typo in typos:
            first, last = max(typo.start - _AROUND, 0), typo.end + _AROUND
            for guess in typo.guesses:
                yield _corrected(reading, [typo._replace(guesses=(guess,))], first, last)
        if len(typos) > 1:
            yield _corrected(reading, typos, 0, len(reading.text))

    def _typos(self, reading: Reading, language: str) -> list[Typo]:
        places = reading.words()
        tokens = [reading.folds[start:end] for start, end in places]
        return [
            Typo(reading.source[places[at][0]], reading.source[places[at][1] - 1] + 1, words)
            for at, words in self._mistyped(tokens, language)
        ]


def corrected_at(reading: Reading, start: int, end: int, phrase: str) -> Correction:
    """A part of the text with a phrase instead of a stretch of it."""
    typo = Typo(start, end, (Guess(phrase),))
    return _corrected(reading, [typo], max(start - _AROUND, 0), end + _AROUND)


def _corrected(reading: Reading, typos: list[Typo], first: int, last: int) -> Correction:
    """A part of the text with its typos set right."""
    text, done = "", first
    at: list[int] = []
    for typo in typos:
        word, size = typo.guesses[0].word, typo.end - typo.start - 1
        text += reading.text[done : typo.start] + word
        at += reading.at[done : typo.start]
        steps = max(len(word) - 1, 1)
        at += [reading.at[typo.start + i * size // steps] for i in range(len(word))]
        done = typo.end
    text += reading.text[done:last]
    at += reading.at[done:last]
    spans = [(reading.at[typo.start], reading.at[typo.end - 1] + 1) for typo in typos]
    letters = max(typo.guesses[0].letters for typo in typos)
    return Correction(Reading(text, at, how=("fuzzy",)), spans, letters)
