"""The terms by which a live line or partner is found: made with the snapshot, kept by nobody."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.conf import settings

from cms.library.documents import TopicDocument
from cms.publishing.documents import Text
from cms.publishing.snapshot import LiveContent
from interventions.matching import CompiledList, Term, compile_list
from interventions.named.names import Clarity, names_in, places_of
from interventions.named.words import BESIDE, Beside
from partners.dial import DIALLED
from partners.digits import digits_of
from partners.documents import ChannelDocument, HelplineDocument, HelplineKind, PartnerDocument

MADE_OF = (HelplineDocument, PartnerDocument, TopicDocument)
UNDETERMINED = "und"
"""The language of a name (BCP 47); `und-GB` is one that counts in Great Britain."""
PLAIN = frozenset({"noobf", "nojoin", "unmarked"})
CRISIS, INFO = "crisis", "info"
DIGITS_OF_A_SHORT_NUMBER = 4
"""So short a number alone is a number, but where the line is."""
DIGITS_OF_A_CLEAR_NUMBER = 7


class Way(NamedTuple):
    """One way to write that one looks for a line."""

    text: str
    match: str = "phrase"
    is_name: bool = False
    is_here: bool = False
    """Whether it counts only where the line is."""


class NamedList(NamedTuple):
    """The terms for one line in one country."""

    topic: str
    locale: str
    edition: str
    terms: list[Term]


def named_lists(live: LiveContent) -> tuple[CompiledList, ...]:
    """One compiled list for each place of each live line, and of each partner without one."""
    return live.derived(_compiled, of=MADE_OF)


def named(live: LiveContent) -> tuple[NamedList, ...]:
    """The same, as rows: what the bundle for search services holds."""
    return live.derived(_all_named, of=MADE_OF)


def _compiled(live: LiveContent) -> tuple[CompiledList, ...]:
    return tuple(compile_list(one.topic, one.locale, one.terms, one.edition) for one in named(live))


def _all_named(live: LiveContent) -> tuple[NamedList, ...]:
    return tuple(_all(live))


def _all(live: LiveContent) -> Iterator[NamedList]:
    topics = sorted(live.documents(TopicDocument), key=lambda topic: (topic.priority, topic.key))
    order = [topic.key for topic in topics]
    if not order:
        return
    with_lines = set()
    for key, document in live.all(HelplineDocument):
        if document.kind is not HelplineKind.EMERGENCY:
            with_lines.add(document.partner)
            yield from _lists(live, key, document, order)
    for key, partner in live.all(PartnerDocument):
        if partner.key not in with_lines:
            yield from _lists(live, key, partner, order)


def _lists(
    live: LiveContent, key: str, document: HelplineDocument | PartnerDocument, order: list[str]
) -> Iterator[NamedList]:
    topic = next((topic for topic in order if topic in document.topics), order[0])
    names = _names(live, document)
    for country in document.countries or ("",):
        locale = f"{UNDETERMINED}-{country}" if country else UNDETERMINED
        ways = {(way.text.casefold(), way.match): way for way in _ways(document, names, country)}
        terms = [
            Term(
                way.text,
                locale,
                topic,
                match=way.match,
                options=_options(way),
                response=_response(way, document),
                target=key,
            )
            for way in ways.values()
        ]
        yield NamedList(topic, locale, live.digest(key), terms)


def _names(live: LiveContent, document: HelplineDocument | PartnerDocument) -> dict[str, Clarity]:
    """Those of the line in the languages spoken there, and those of who runs it."""
    texts = list(_titles(document.name, document.spoken_languages))
    partner = isinstance(document, HelplineDocument) and document.partner
    behind = live.get(f"partner:{partner}") if partner else None
    if isinstance(behind, PartnerDocument):
        texts += _titles(behind.name, document.spoken_languages)
    return names_in(texts, document.countries)


def _titles(name: Text, spoken: Iterable[str]) -> Iterator[str]:
    languages = dict.fromkeys((settings.LANGUAGE_CODE, *spoken))
    yield from (name.root[language] for language in languages if language in name.root)


def _options(way: Way) -> frozenset[str]:
    """Only a name that counts alone is known when mistyped: the words beside it are everybody's,
    and what is no ordinary word is often a letter from one (mindline, midline)."""
    options = PLAIN if way.is_name and way.match == "exact" else PLAIN | {"nofuzzy"}
    return options | {"localonly"} if way.is_here else options


def _response(way: Way, document: HelplineDocument | PartnerDocument) -> str:
    """Who asks for a line that serves every crisis is in one; who only names somebody that has no
    line asks who that is. Else the topic's own."""
    if isinstance(document, HelplineDocument):
        return "" if document.topics else CRISIS
    return INFO if way.is_name else ""


def _ways(
    document: HelplineDocument | PartnerDocument, names: dict[str, Clarity], country: str
) -> Iterator[Way]:
    beside = [BESIDE[code] for code in _languages(document, country) if code in BESIDE]
    for name, clarity in names.items():
        yield from _named(name, clarity, country)
        yield from _beside(name, clarity, beside)
    if isinstance(document, HelplineDocument):
        for channel in document.channels:
            yield from _dialled(channel, beside, names)


def _named(name: str, clarity: Clarity, country: str) -> Iterator[Way]:
    """The name alone, and with its country."""
    if clarity is Clarity.CLEAR:
        yield Way(name, is_name=True)
    elif clarity is Clarity.GENERIC:
        yield Way(name, is_name=True, is_here=bool(country))
    elif clarity is Clarity.WITH_WORD and country:
        yield Way(name, "exact", is_name=True, is_here=True)
        yield from _around(name, "|".join(places_of([country])))


def _beside(name: str, clarity: Clarity, beside: list[Beside]) -> Iterator[Way]:
    """The name with a word that goes with a line, where it needs one."""
    if clarity not in (Clarity.WITH_WORD, Clarity.WITH_NOUN):
        return
    for words in beside:
        yield from _around(name, words.nouns)
        if clarity is Clarity.WITH_WORD:
            yield from _around(name, words.things)
            yield from _after(name, words.verbs)


def _dialled(
    channel: ChannelDocument, beside: list[Beside], names: Collection[str]
) -> Iterator[Way]:
    """The number: alone if it is long, else where the line is or beside a word."""
    digits = len(digits_of(channel.dial))
    if channel.kind not in DIALLED:
        return
    if channel.keyword:
        yield Way(f"{channel.keyword} to {channel.dial}")
    if digits >= DIGITS_OF_A_CLEAR_NUMBER:
        yield Way(channel.dial)
        return
    yield Way(channel.dial, "exact", is_here=digits <= DIGITS_OF_A_SHORT_NUMBER)
    if names:
        yield from _around(channel.dial, "|".join(names))
    for words in beside:
        yield from _around(channel.dial, words.nouns)
        yield from _after(channel.dial, words.verbs)


def _around(name: str, words: str) -> Iterator[Way]:
    yield from (Way(f"{name} ({words})"), Way(f"({words}) {name}"))


def _after(name: str, words: str) -> Iterator[Way]:
    if words:
        yield Way(f"({words}) {name}")


def _languages(document: HelplineDocument | PartnerDocument, country: str) -> Iterator[str]:
    """Of the source, of who answers, and of the country."""
    market = settings.MARKETS.get(country)
    spoken = (*document.spoken_languages, *(market.languages if market else ()))
    yield from dict.fromkeys((settings.LANGUAGE_CODE, *spoken))
