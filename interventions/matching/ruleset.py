"""Everything a worker needs to match queries; made anew when a list changes, never altered."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from interventions.matching.compiled import CompiledList, Rule
from interventions.matching.context import Context
from interventions.matching.correction import Correction, Spelling
from interventions.matching.emoji import as_words, emoji_in
from interventions.matching.folding import Foldings
from interventions.matching.fuzzy import Lexicon
from interventions.matching.keyindex import KeyIndex
from interventions.matching.languages import language_of, tag_of
from interventions.matching.match import Match
from interventions.matching.ordinary import OrdinaryWords, ordinary_words
from interventions.matching.reading import Reading, needs_care, other_readings, repeats
from interventions.matching.resolve import settle
from interventions.matching.sealed import tokens_of
from interventions.matching.search import Hit, Search
from interventions.matching.shape import shape_of
from interventions.matching.skeleton import skeleton, words
from interventions.matching.telex import Struck, as_struck
from interventions.matching.terms import TOPICS, Topic
from interventions.matching.unspaced import Unspaced

LONGEST_QUERY = 2_048
_VIETNAMESE = "vi"
# In a longer text typing errors are looked for as it stands, not in its short forms as well.
_LONG_TEXT = 400
_FLOOD = 64


class Ruleset:
    """Lists made ready by compile_list, combined. `guard` holds ordinary words, never corrected."""

    def __init__(
        self,
        lists: Iterable[CompiledList],
        topics: Iterable[tuple[str, int, str]] = TOPICS,
        markets: Mapping[str, Collection[str]] | None = None,
        guard: OrdinaryWords | None = None,
    ) -> None:
        self.lists = tuple(lists)
        self._topics = {slug: Topic(slug, order, response) for slug, order, response in topics}
        self._markets = markets or {}
        self._rules = KeyIndex(part.rules for part in self.lists)
        self._exclusions = KeyIndex(part.exclusions for part in self.lists)
        fuzzy = Lexicon(_union(part.fuzzy_words for part in self.lists))
        known = _union(part.known_words for part in self.lists)
        self._guard = ordinary_words() if guard is None else guard
        pairs = ((language_of(part.name.locale), *part.pairs) for part in self.lists)
        context = Context(pairs, self._guard)
        self._restricted = tuple(part for part in self.lists if part.seals)
        self._emoji = frozenset().union(*(part.emoji for part in self.lists))
        languages = {language_of(part.name.locale) for part in self.lists}
        self._foldings = Foldings(languages, _union(part.stems for part in self.lists))
        self._spelling = Spelling(fuzzy, known, self._guard, context)
        self._unspaced = Unspaced(part.halves for part in self.lists)

    def match(self, query: str, locale: str = "", country: str = "") -> Match:
        """What a query asks help for. Never raises on a str, keeps nothing of it.

        `locale` is the language of the menus (BCP 47), `country` an ISO 3166 code; either may be
        empty. Only terms marked `localonly` depend on them.
        """
        if not isinstance(query, str):
            raise TypeError("a query is a str")
        text = query[:LONGEST_QUERY]
        truncated = len(query) > LONGEST_QUERY
        struck = as_struck(text) if locale[:2].casefold() == _VIETNAMESE else None
        language = language_of(locale)
        others = [] if self._is_flooded(text) else self._as_meant(text, locale)
        if not self._may_match(text, struck, others, language):
            return Match(truncated=truncated, locale=locale)
        reading = Reading(text)
        readings = [reading, *other_readings(text)]
        if struck is not None:
            readings.append(Reading(*struck, how=("telex",)))
        meant = [Reading(*other) for other in others]
        readings += meant
        search = Search(self._rules, self._exclusions, self._guard, self._restricted)
        hits = [hit for one in readings for hit in search.hits(one)]
        sealed, covers = search.sealed(reading, *meant)
        hits += sealed
        for one in [reading, *meant] if len(text) <= _LONG_TEXT else [reading]:
            for correction in self._corrections(one, language, found=bool(hits)):
                fresh = [hit for hit in search.hits(correction.reading) if _uses(hit, correction)]
                if fresh:
                    readings.append(correction.reading)
                    hits += fresh
        speaks = _Speaks(locale, country, self._markets.get(country.upper(), ()))
        hits = [hit for hit in hits if speaks.allows(hit.rule)]
        if not hits:
            return Match(truncated=truncated, locale=locale)
        covers += [cover for one in readings for cover in search.covers(one)]
        found, suppressed = settle(hits, covers, reading, self._topics, speaks.locale)
        return Match(found, suppressed, truncated, locale)

    def _corrections(self, reading: Reading, language: str, *, found: bool) -> Iterator[Correction]:
        yield from self._spelling.corrections(reading, language)
        if not found:
            yield from self._unspaced.corrections(reading)

    def _is_flooded(self, text: str) -> bool:
        """Whether a long text holds so many terms that other readings of it would tell no more."""
        return len(text) > _LONG_TEXT and len(self._rules.find(skeleton(text))) > _FLOOD

    def _as_meant(self, text: str, locale: str) -> list[tuple[str, list[int]]]:
        """The text with short forms written out, and with the emoji of terms as words."""
        found: list[tuple[str, list[int]]] = list(self._foldings.readings(text, locale))
        if not text.isascii() and not self._emoji.isdisjoint(text):
            found.append(as_words(text, self._emoji))
        if self._restricted and (all_of_them := emoji_in(text)):
            found.append(as_words(text, all_of_them))  # Which of them are words is a secret.
        return found

    def _may_match(
        self,
        text: str,
        struck: Struck | None,
        others: list[tuple[str, list[int]]],
        language: str,
    ) -> bool:
        """The only work done for nearly every query."""
        key = skeleton(text)
        if (
            self._rules.find(key)
            or (struck is not None and self._rules.find(skeleton(struck.text)))
            or needs_care(text)
            or repeats(key, text)
            or (self._restricted and self._is_sealed(text, others))
            or self._unspaced.may_be_in(key)
            or self._mistyped(text, language)
        ):
            return True
        for other, _at in others:
            if self._rules.find(skeleton(other)) or self._mistyped(other, language):
                return True
        return False

    def _is_sealed(self, text: str, others: list[tuple[str, list[int]]]) -> bool:
        tokens = [tokens_of(one) for one in (text, *(other for other, _at in others))]
        return any(
            True
            for part in self._restricted
            for some in tokens
            for _found in (part.seals.find(some) if part.seals else ())
        )

    def _mistyped(self, text: str, language: str) -> bool:
        for guess in self._spelling.guesses(words(text), language):
            if self._rules.find(skeleton(guess)):
                return True
        return False


def _union(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _uses(hit: Hit, correction: Correction) -> bool:
    """Whether a term holds a corrected word, and is long enough to be told by the others."""
    return shape_of(hit.rule.sought).weight >= correction.letters and any(
        start < last and first < end for start, end in correction.spans for first, last in hit.spans
    )


class _Speaks:
    """Which lists of `localonly` terms a visitor's language and country admit.

    A list for `und-GB`, in no language in particular, is for whoever is in Great Britain.
    """

    __slots__ = ("_languages", "locale")

    def __init__(self, locale: str, country: str, spoken: Collection[str]) -> None:
        self.locale = tag_of(locale)
        language, _, region = self.locale.partition("-")
        here = f"und-{country.casefold() or region}"
        self._languages = {"*", self.locale, language, here, *map(tag_of, spoken)}

    def allows(self, rule: Rule) -> bool:
        if "localonly" not in rule.demands.options:
            return True
        return tag_of(rule.list.locale) in self._languages
