"""What searches lead to: interventions, offers and guides that no term reaches. Pure.

A term gives a topic and a response, and with a soft exception a second one; these give a market an
intervention, and that its offers. What a term names as its target is reached by it, too.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from cms.library.documents import TopicDocument
from cms.publishing.snapshot import LiveContent
from guides.documents import GuideDocument
from interventions.answers import intervention_for
from interventions.documents import InterventionDocument, TermListDocument
from interventions.matching.languages import language_of
from interventions.matching.terms import SOFT

MADE_OF = (TopicDocument, TermListDocument, InterventionDocument, GuideDocument)
ALLOW = "allow"


class Way(NamedTuple):
    """What some terms of a list give. Without a response: the topic's own."""

    response: str
    target: str


class Wanted(NamedTuple):
    """An object that searches should lead to; a guide is meant for each of its topics."""

    key: str
    topic: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """Where no term leads to what is wanted. `languages` have lists, `is_nowhere` if none does."""

    wanted: Wanted
    languages: tuple[str, ...]
    is_nowhere: bool


def unreached(live: LiveContent) -> tuple[Unreached, ...]:
    """Everything live that is not reached in some language of its markets, in order."""
    return live.derived(_unreached, of=MADE_OF)


def without_list(live: LiveContent) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(market, languages spoken there that have no term list)."""
    listed = _listed(live)
    found = (
        (code, tuple(language for language in market.languages if language not in listed))
        for code, market in settings.MARKETS.items()
    )
    return tuple((code, missing) for code, missing in found if missing)


def terms_of(live: LiveContent, market: str, topic: str) -> int:
    """How many terms of the topic are in the market's languages."""
    spoken = settings.MARKETS[market].languages
    lists = (document for _key, document in live.all(TermListDocument))
    return sum(len(one.terms) for one in lists if one.topic == topic and _language(one) in spoken)


def _unreached(live: LiveContent) -> tuple[Unreached, ...]:
    listed, reached = _listed(live), _reached(live)
    found = []
    for wanted, markets in _wanted(live).items():
        spoken = (settings.MARKETS[market].languages for market in sorted(markets))
        languages = dict.fromkeys(language for some in spoken for language in some)
        missing = tuple(
            language
            for language in languages
            if language in listed and not reached[wanted] & {(m, language) for m in markets}
        )
        if missing or not reached[wanted]:
            found.append(Unreached(wanted, missing, is_nowhere=not reached[wanted]))
    return tuple(found)


def _wanted(live: LiveContent) -> dict[Wanted, set[str]]:
    """What should be reached, and in which markets."""
    wanted: defaultdict[Wanted, set[str]] = defaultdict(set)
    for key, document in live.all(InterventionDocument):
        for one in (key, *document.offers):
            wanted[Wanted(one, document.topic)].update(document.markets or settings.MARKETS)
    for key, guide in live.all(GuideDocument):
        for topic in guide.topics:
            wanted[Wanted(key, topic)].update(settings.MARKETS)
    return wanted


def _reached(live: LiveContent) -> defaultdict[Wanted, set[tuple[str, str]]]:
    """(market, language) of everything that some term leads to."""
    reached: defaultdict[Wanted, set[tuple[str, str]]] = defaultdict(set)
    responses = {topic.key: str(topic.response) for topic in live.documents(TopicDocument)}
    for key, document in live.all(TermListDocument):
        ways = live.edition_derived(key, _ways) or frozenset()
        for market, spoken in settings.MARKETS.items():
            if _language(document) not in spoken.languages:
                continue
            place = (market, _language(document))
            for way in ways:
                response = way.response or responses.get(document.topic, "")
                for wanted in _led_to(live, document.topic, response, way.target, market):
                    reached[wanted].add(place)
    return reached


def _led_to(
    live: LiveContent, topic: str, response: str, target: str, market: str
) -> Iterator[Wanted]:
    if target:
        yield Wanted(target, topic)
    found = intervention_for(topic, response, market, live)
    if found:
        key, document = found
        yield Wanted(key, topic)
        yield from (Wanted(offer, topic) for offer in document.offers)


def _ways(document: TermListDocument) -> frozenset[Way]:
    ways = set()
    for term in document.terms:
        if term.match == ALLOW:
            continue
        ways.add(Way(term.response, term.target))
        if any(phrase.startswith("~") for phrase in term.exceptions):
            ways.add(Way(SOFT, term.target))
    return frozenset(ways)


def _listed(live: LiveContent) -> frozenset[str]:
    """The languages that have a term list with a topic."""
    return frozenset(_language(one) for one in live.documents(TermListDocument) if one.topic)


def _language(document: TermListDocument) -> str:
    return language_of(document.locale)
