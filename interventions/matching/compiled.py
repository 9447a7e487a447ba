"""A term list made ready: every key worked out, nothing that depends on other lists."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from sys import intern
from typing import NamedTuple, TypeVar

from interventions.matching.correction import SHORTEST_TOKEN
from interventions.matching.emoji import LONE_EMOJI, emoji_in, is_lone_emoji, phrase_with_emoji
from interventions.matching.folding import SHORTEST_STEM, may_be_short, written_out
from interventions.matching.fuzzy import SHORTEST_FUZZY
from interventions.matching.keyindex import Keyed
from interventions.matching.languages import language_of
from interventions.matching.notation import (
    MOST_IN_A_LIST,
    NO_CLASSES,
    BadNotation,
    WordClasses,
    expand,
)
from interventions.matching.occurrence import Demands
from interventions.matching.sealed import SHOWN, Sealed, Seals
from interventions.matching.skeleton import keys_of_each, skeleton, words_of_each
from interventions.matching.terms import Term
from interventions.matching.unspaced import Half, file_under_halves
from interventions.matching.vietnamese import has_marks

_ARTICLE = "ال"
_SHORTEST_AFTER_ARTICLE = 3
_ANY = Demands()
_NUMBER = "# "
_SOFTENS = "~"
_WITH_ENCLITICS = frozenset(("id", "ms"))
T = TypeVar("T")


class ListName(NamedTuple):
    topic: str
    locale: str
    edition: str


class Rule:
    """One phrase of a term as the matcher holds it: `text` is the row's, `sought` the phrase.

    Compared by identity, so that it may be counted.
    """

    __slots__ = ("demands", "list", "response", "sought", "target", "text")

    def __init__(self, term: Term, sought: str, listed: ListName, demands: Demands) -> None:
        self.text = term.text
        self.response = term.response
        self.target = term.target
        self.sought = sought
        self.list = listed
        self.demands = demands


class Exclusion(NamedTuple):
    """An exception, or an `allow` row; without a topic it speaks for every topic."""

    phrase: str
    text: str
    topic: str
    soft: bool
    demands: Demands


class Broken(NamedTuple):
    """A row that was left out, and why."""

    term: str
    reason: str


@dataclass(frozen=True, slots=True)
class CompiledList:
    """Never altered, so that it may serve one ruleset after another."""

    name: ListName
    rules: Keyed[Rule] = field(default_factory=Keyed)
    exclusions: Keyed[Exclusion] = field(default_factory=Keyed)
    fuzzy_words: tuple[str, ...] = ()
    pairs: tuple[Sequence[str], Sequence[str]] = ((), ())
    """Words of phrases, and the word that follows each there."""
    known_words: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()
    emoji: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    halves: Keyed[Half] = field(default_factory=Keyed)
    seals: Seals | None = None
    sealed_rules: tuple[Rule, ...] = ()


def compile_list(
    topic: str,
    locale: str,
    terms: Iterable[Term],
    edition: str = "",
    classes: WordClasses = NO_CLASSES,
) -> CompiledList:
    """Compiles a list by itself, off the request path: about 8 us a phrase.

    A row whose notation doesn't hold is left out and named in `broken`: what is live must serve.
    """
    made = _Making(ListName(topic, locale, edition), classes)
    for term in terms:
        if term.active:
            made.take(term)
    return made.done()


def compile_sealed(
    topic: str, locale: str, key: str, rows: Sequence[Sealed], edition: str = ""
) -> CompiledList:
    """A restricted list, of whose phrases nothing is known but their hashes."""
    name = ListName(topic, locale, edition)
    rules = tuple(
        Rule(
            Term(SHOWN, locale, topic, response=row.response, target=row.target), "x x", name, _ANY
        )
        for row in rows
    )
    return CompiledList(name, seals=Seals(key, rows), sealed_rules=rules)


class _Making:
    """A list while it is compiled. What can be worked out for many phrases together waits."""

    def __init__(self, name: ListName, classes: WordClasses) -> None:
        self._name = name
        self._classes = classes
        self._language = language_of(name.locale)
        self._enclitics = self._language in _WITH_ENCLITICS
        self._rules: Keyed[Rule] = Keyed()
        self._exclusions: Keyed[Exclusion] = Keyed()
        self._halves: Keyed[Half] = Keyed()
        self._sought = list[tuple[str, Rule]]()
        self._excluded = list[Exclusion]()
        self._inexact, self._known, self._stems = set[str](), set[str](), set[str]()
        self._pairs = set[tuple[str, str]]()
        self._broken: list[Broken] = []
        self._emoji = set[str]()
        self._left = MOST_IN_A_LIST

    def take(self, term: Term) -> None:
        phrases = self._phrases(term, term.text)
        excepted = [(row, self._phrases(term, bare_exception(row))) for row in term.exceptions]
        self._note_words(term, phrases, [phrase for _, some in excepted for phrase in some])
        for row, some in excepted:
            self._exclude(row, some, self._name.topic)
        if term.match == "allow":
            self._exclude(term.text, phrases, term.topic)
        else:
            self._include(term, phrases)

    def done(self) -> CompiledList:
        for (_, rule), keys in _with_keys(self._sought, [text for text, _ in self._sought]):
            some = list(keys)
            for key in some:
                self._rules.add(key, rule)
            if rule.demands.match == "phrase" and "nofuzzy" not in rule.demands.options:
                file_under_halves(rule.sought, max(some, key=len, default=""), self._halves)
        for exclusion, keys in _with_keys(self._excluded, [one.text for one in self._excluded]):
            for key in keys:
                self._exclusions.add(key, exclusion)
        return CompiledList(
            self._name,
            self._rules,
            self._exclusions,
            tuple(_long_words(self._inexact, SHORTEST_FUZZY)),
            _folded_pairs(self._pairs),
            tuple(_long_words(self._known, SHORTEST_TOKEN)),
            tuple(self._broken),
            frozenset(self._emoji),
            tuple(_long_words(self._stems, SHORTEST_STEM)),
            self._halves,
        )

    def _phrases(self, term: Term, text: str) -> tuple[str, ...]:
        try:
            phrases = expand(text, self._name.locale, self._classes)
            if len(phrases) > max(self._left, 1):
                raise BadNotation("total", 0, f"{MOST_IN_A_LIST:,}")
        except BadNotation as error:
            self._broken.append(Broken(term.text, str(error)))
            return ()
        self._left -= len(phrases) - 1
        return phrases

    def _note_words(self, term: Term, phrases: tuple[str, ...], excepted: Iterable[str]) -> None:
        said = " ".join(phrases).split(" ")
        self._known.update(said, " ".join(excepted).split(" "))
        if self._enclitics:
            self._stems.update(said)
        if "nofuzzy" not in term.options and term.match != "allow":
            self._inexact.update(said)

    def _written(self, phrases: Sequence[str]) -> Iterator[str]:
        """The phrases as they are compared: as written, and with short forms written out."""
        emoji = emoji_in("".join(phrases))
        self._emoji |= emoji
        worded = [phrase_with_emoji(phrase) for phrase in phrases] if emoji else phrases
        if not may_be_short(worded, self._language):
            yield from worded
            return
        for phrase in worded:
            yield phrase
            written = written_out(phrase, self._language)
            if written != phrase:
                yield written

    def _include(self, term: Term, phrases: Sequence[str]) -> None:
        compared = list(self._written(phrases))
        if term.match == "phrase" and "nofuzzy" not in term.options:
            self._pairs.update(pair for phrase in compared for pair in pairwise(phrase.split()))
        for phrase in compared:
            if is_lone_emoji(phrase) and term.match != "exact":
                self._broken.append(Broken(term.text, LONE_EMOJI))
            else:
                self._add(term, phrase)

    def _add(self, term: Term, phrase: str) -> None:
        sought = phrase if term.match == "allwords" else _without_article(phrase)
        compares = self._language == "vi" and has_marks(phrase)
        demands = _demands(term.options, term.match, compares, self._enclitics, sought != phrase)
        rule = Rule(term, sought, self._name, demands)
        if term.match == "allwords":
            sought = max(sought.split(), key=lambda word: len(skeleton(word)), default="")
        self._sought.append((sought, rule))

    def _exclude(self, row: str, phrases: Sequence[str], topic: str) -> None:
        soft = row.startswith(_SOFTENS)
        numbered = row.removeprefix(_SOFTENS).strip().startswith(_NUMBER)
        demands = Demands(takes_enclitics=self._enclitics, numbered=numbered)
        for phrase in self._written(phrases):
            self._excluded.append(Exclusion(row, _without_article(phrase), topic, soft, demands))


def bare_exception(row: str) -> str:
    """The phrase, or the family, of an exception, without what stands before it."""
    return row.removeprefix(_SOFTENS).strip().removeprefix(_NUMBER)


def _with_keys(entries: Sequence[T], texts: Sequence[str]) -> Iterator[tuple[T, Iterable[str]]]:
    return zip(entries, (filter(None, keys) for keys in keys_of_each(texts)), strict=True)


def _folded_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Words that follow each other in phrases, folded: each word, and in its place the next one."""
    # In order, so that of two words that a slip may stand for every process takes the same.
    folded = sorted(
        {pair for some in words_of_each(map(" ".join, pairs)) for pair in pairwise(some.split())}
    )
    # Each word stands in many pairs, and in many lists.
    return [intern(first) for first, _ in folded], [intern(second) for _, second in folded]


def _long_words(written: Iterable[str], shortest: int) -> list[str]:
    some = {word for words in words_of_each(written) for word in words.split()}
    found = (word for word in some if len(word) >= shortest and word.isascii())
    return [intern(word) for word in found]  # The same words stand in many lists.


def _without_article(text: str) -> str:
    """The article may come before a match anyhow, and in لل, "for the", half of it is gone."""
    if not text.startswith(_ARTICLE):
        return text
    rest = text.removeprefix(_ARTICLE)
    return rest if len(rest.partition(" ")[0]) >= _SHORTEST_AFTER_ARTICLE else text


@cache
def _demands(options: frozenset[str], match: str, *flags: bool) -> Demands:
    """The few combinations in use, each made once for all terms."""
    return Demands(options, match, *flags)
