"""A term list made ready: every key worked out, nothing that depends on other lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from sys import intern
from typing import NamedTuple

from interventions.matching.correction import SHORTEST_TOKEN
from interventions.matching.fuzzy import SHORTEST_FUZZY, SHORTEST_SLIPPED
from interventions.matching.keyindex import Keyed
from interventions.matching.occurrence import Demands
from interventions.matching.shape import shape_of
from interventions.matching.skeleton import keys_of, skeleton, words
from interventions.matching.terms import Term
from interventions.matching.vietnamese import has_marks

_ARTICLE = "ال"
_SHORTEST_AFTER_ARTICLE = 3
_NUMBER = "# "
_SOFTENS = "~"
_WITH_ENCLITICS = frozenset(("id", "ms"))


class ListName(NamedTuple):
    topic: str
    locale: str
    edition: str


class Rule:
    """A term as the matcher holds it; compared by identity, so that it may be counted."""

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


@dataclass(frozen=True, slots=True)
class CompiledList:
    """Never altered, so that it may serve one ruleset after another."""

    name: ListName
    rules: Keyed[Rule] = field(default_factory=Keyed)
    exclusions: Keyed[Exclusion] = field(default_factory=Keyed)
    fuzzy_words: tuple[str, ...] = ()
    short_words: tuple[str, ...] = ()
    known_words: tuple[str, ...] = ()


def compile_list(topic: str, locale: str, terms: Iterable[Term], edition: str = "") -> CompiledList:
    """Compiles a list by itself, off the request path: about 15 us a term."""
    made = CompiledList(ListName(topic, locale, edition))
    fuzzy, short, known = set[str](), set[str](), set[str]()
    for term in terms:
        if not term.active:
            continue
        for phrase in (term.text, *term.exceptions):
            known.update(_long_words(phrase, SHORTEST_TOKEN))
        if "nofuzzy" not in term.options and term.match != "allow":
            some = _long_words(term.text, SHORTEST_SLIPPED)
            fuzzy.update(word for word in some if len(word) >= SHORTEST_FUZZY)
            if " " in term.text and term.match == "phrase":
                short.update(word for word in some if len(word) < SHORTEST_FUZZY)
        for phrase in term.exceptions:
            _exclude(made, phrase, topic)
        if term.match == "allow":
            _exclude(made, term.text, term.topic)
        else:
            _include(made, term)
    return replace(
        made, fuzzy_words=tuple(fuzzy), short_words=tuple(short), known_words=tuple(known)
    )


def _long_words(text: str, shortest: int) -> list[str]:
    found = (word for word in words(text).split() if len(word) >= shortest and word.isascii())
    return [intern(word) for word in found]  # The same words stand in many lists.


def _include(made: CompiledList, term: Term) -> None:
    sought = _without_article(term.text)
    compares = _language(made) == "vi" and has_marks(shape_of(term.text))
    enclitics = _language(made) in _WITH_ENCLITICS
    demands = _demands(term.options, term.match, compares, enclitics)
    rule = Rule(term, sought, made.name, demands)
    if term.match == "allwords":
        sought = max(term.text.split(), key=lambda word: len(skeleton(word)), default="")
    for key in filter(None, keys_of(sought)):
        made.rules.add(key, rule)


def _language(made: CompiledList) -> str:
    return made.name.locale.partition("-")[0].casefold()


def _without_article(text: str) -> str:
    """The article may come before a match anyhow, and in لل, "for the", half of it is gone."""
    rest = text.removeprefix(_ARTICLE)
    return rest if len(rest.partition(" ")[0]) >= _SHORTEST_AFTER_ARTICLE else text


@cache
def _demands(options: frozenset[str], match: str, *flags: bool) -> Demands:
    """The few combinations in use, each made once for all terms."""
    return Demands(options, match, *flags)


def _exclude(made: CompiledList, phrase: str, topic: str) -> None:
    soft = phrase.startswith(_SOFTENS)
    text = phrase.removeprefix(_SOFTENS).strip()
    enclitics = _language(made) in _WITH_ENCLITICS
    demands = Demands(takes_enclitics=enclitics, numbered=text.startswith(_NUMBER))
    text = _without_article(text.removeprefix(_NUMBER))
    exclusion = Exclusion(phrase, text, topic, soft, demands)
    for key in filter(None, keys_of(text)):
        made.exclusions.add(key, exclusion)
