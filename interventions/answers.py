"""From a match to help: what a visitor is told, shown and offered. Pure, and never a dead end."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from pydantic import BaseModel, ConfigDict

from campaigns.serving import campaigns_change
from cms.codes import locale_tag
from cms.countries import country_of
from cms.library.api import TopicName, topic_names
from cms.publishing.snapshot import LiveContent
from interventions.documents import InterventionDocument
from interventions.matching import Match
from interventions.offers import NoticeAnswer, Offer, is_offer, notice_answer, offer_of
from partners.api import HelplineAnswer, help_lines, text_languages
from partners.help import Help, help_for

LINE = "helpline:"

NEAREST = {
    "crisis": ("support",),
    "support": ("crisis", "soft"),
    "soft": ("support",),
    "recovery": ("support", "soft"),
    "helper": ("info",),
    "info": ("soft", "support"),
}
"""What a topic says instead, where it has no text for a response. Who asks for somebody else is
never spoken to as if it were about themselves."""

WITHOUT_HELP_LINES = frozenset({"none", "notice"})
"""A cover for what may distress, and nothing at all, come without a crisis card."""


class InterventionAnswer(BaseModel):
    """What is said for one topic. `response` is that of the text: it may be the nearest one that
    the topic has. `text_languages` says of each text in which language it is.
    """

    model_config = ConfigDict(frozen=True)

    topic: str
    response: str
    language: str
    text_languages: dict[str, str]
    heading: str
    message: str
    message_for_a_friend: str
    notice: NoticeAnswer | None
    offers: tuple[Offer, ...]


class ListAnswer(BaseModel):
    """A term list: its topic ('' for a general one), its locale, and the digest of its edition."""

    model_config = ConfigDict(frozen=True)

    topic: str
    locale: str
    edition: str


class Answer(BaseModel):
    """The answer to a query. `entry` is the number of the log entry it was given by.

    `list` is the term list of the first match, and `strength` how it was found: `plain`, `joined`,
    `obfuscated` or `fuzzy`, '' for none. `topics` says what every topic named here is called.
    `if_in_danger` says whom to call where no emergency number is among the help.
    """

    model_config = ConfigDict(frozen=True)

    matched: bool
    response: str
    topic: str | None
    list: ListAnswer | None
    strength: str
    interventions: tuple[InterventionAnswer, ...]
    help: tuple[HelplineAnswer, ...]
    topics: tuple[TopicName, ...]
    if_in_danger: str
    asks_country: bool
    entry: int


def answer(match: Match, locale: str, country: str, now: datetime, live: LiveContent) -> Answer:
    """What the site answers to a match, for a visitor's locale and country, at an instant.

    Unknown locales get the source language and unknown countries the international help.
    """
    return answered(match, locale, country, now, live)[0]


def answered(
    match: Match, locale: str, country: str, now: datetime, live: LiveContent
) -> tuple[Answer, datetime | None]:
    """The same, and the instant at which it changes by itself; None if it never does."""
    language, market = language_of(locale), country_of(country) or ""
    is_on = market not in live.view.off
    response, topic = (match.response, match.topic) if is_on else ("none", None)
    found = None
    if response not in WITHOUT_HELP_LINES:
        found = help_for(market or None, match.topic, language, now, live, asked_lines(match))
    said = tuple(_interventions(match, language, market, now, live)) if is_on else ()
    lines = lines_of(found, language, live) if found else ()
    given = Answer(
        matched=match.matched and is_on,
        response=response,
        topic=topic,
        list=_list(match) if is_on else None,
        strength=match.first.strength if match.first and is_on else "",
        interventions=said,
        help=lines,
        topics=topic_names(live, _named_topics(topic, said, lines), language),
        if_in_danger=_if_in_danger(language) if found and not found.emergency else "",
        asks_country=bool(found and found.asks_country),
        entry=live.view.head,
    )
    changes = (found and found.until, campaigns_change(live, market or None, now))
    return given, min((instant for instant in changes if instant), default=None)


def asked_lines(match: Match) -> tuple[str, ...]:
    """The keys of the helplines that the query asks for by name or number."""
    targets = (found.target for found in match.matches)
    asked = (target.removeprefix(LINE) for target in targets if target.startswith(LINE))
    return tuple(dict.fromkeys(asked))


def _list(match: Match) -> ListAnswer | None:
    return ListAnswer(**match.first.list._asdict()) if match.first else None


def _named_topics(
    topic: str | None, said: Iterable[InterventionAnswer], lines: Iterable[HelplineAnswer]
) -> Iterator[str]:
    """The keys of all topics that an answer names."""
    yield from filter(None, [topic])
    for one in said:
        yield one.topic
        yield from (key for offer in one.offers for key in offer.topics)
    yield from (key for line in lines for key in line.topics)


def _if_in_danger(language: str) -> str:
    with override(language):
        asked = _("In danger right now?")
        return f"{asked} {_('Call the emergency number where you are.')}"


def language_of(locale: str) -> str:
    """The language of the pages that fits a locale: `vi-VN` -> `vi`, unknown -> the source."""
    language = locale_tag(locale).partition("-")[0].casefold()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def lines_of(found: Help, language: str, live: LiveContent) -> tuple[HelplineAnswer, ...]:
    """The card first, then what was asked for and is elsewhere, the emergency number, directories:
    at least one of them."""
    lines = (*found.card, *found.elsewhere, *found.emergency, *found.directories)
    return help_lines(lines, language, live)


def _interventions(
    match: Match, language: str, market: str, now: datetime, live: LiveContent
) -> Iterator[InterventionAnswer]:
    """One for each topic found, in the order of the matches."""
    said = set()
    for found in match.matches:
        if (found.topic, found.response) in said:
            continue
        said.add((found.topic, found.response))
        document = document_for(found.topic, found.response, market, live)
        targets = (m.target for m in match.matches if m.topic == found.topic and is_offer(m.target))
        if document is not None:
            yield _answer_of(document, tuple(dict.fromkeys(targets)), language, market, now, live)


Keyed = tuple[str, InterventionDocument]


def document_for(
    topic: str, response: str, market: str, live: LiveContent
) -> InterventionDocument | None:
    """What the topic says for the response, or for the nearest one that it has a text for.

    Written for the market, else for every market. Never of another topic.
    """
    found = intervention_for(topic, response, market, live)
    return found and found[1]


def intervention_for(topic: str, response: str, market: str, live: LiveContent) -> Keyed | None:
    """The same, with its key."""
    by_answer = live.derived(_by_answer, of=(InterventionDocument,))
    for near in (response, *NEAREST.get(response, ())):
        written = by_answer.get((topic, near), ())
        fitting = [one for one in written if not one[1].markets or market in one[1].markets]
        if fitting:
            return max(fitting, key=lambda one: bool(one[1].markets))
    return None


def _by_answer(live: LiveContent) -> dict[tuple[str, str], tuple[Keyed, ...]]:
    grouped: dict[tuple[str, str], tuple[Keyed, ...]] = {}
    for key, document in live.all(InterventionDocument):
        place = (document.topic, document.response)
        grouped[place] = (*grouped.get(place, ()), (key, document))
    return grouped


def _answer_of(
    document: InterventionDocument,
    targets: tuple[str, ...],
    language: str,
    market: str,
    now: datetime,
    live: LiveContent,
) -> InterventionAnswer:
    heading, message = document.heading.best(language), document.message.best(language)
    for_a_friend = document.message_for_a_friend.best(language)
    keys = dict.fromkeys((*targets, *document.offers))
    offers = (offer_of(key, language, market, now, live) for key in keys)
    return InterventionAnswer(
        topic=document.topic,
        response=document.response,
        language=heading.language,
        text_languages=text_languages(
            heading=heading, message=message, message_for_a_friend=for_a_friend
        ),
        heading=heading.value,
        message=message.value,
        message_for_a_friend=for_a_friend.value,
        notice=notice_answer(document.notice, language, live),
        offers=tuple(offer for offer in offers if offer),
    )
