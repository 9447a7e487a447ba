"""From a match to help: what a visitor is told, shown and offered. Pure, and never a dead end."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from cms.countries import country_of
from cms.publishing.snapshot import LiveContent
from interventions.documents import InterventionDocument
from interventions.matching import Match
from interventions.offers import Offer, offer_of
from partners.api import HelplineAnswer, help_lines
from partners.help import Help, help_for

WITHOUT_HELP_LINES = frozenset({"none", "notice"})
"""A cover for what may distress, and nothing at all, come without a crisis card."""


class InterventionAnswer(BaseModel):
    """What is said for one topic, in `language`: the visitor's, or the source language."""

    model_config = ConfigDict(frozen=True)

    topic: str
    response: str
    language: str
    heading: str
    message: str
    message_for_a_friend: str
    notice: Offer | None
    offers: tuple[Offer, ...]


class Answer(BaseModel):
    """The answer to a query. `entry` is the number of the log entry it was given by."""

    model_config = ConfigDict(frozen=True)

    matched: bool
    response: str
    topic: str | None
    interventions: tuple[InterventionAnswer, ...]
    help: tuple[HelplineAnswer, ...]
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
    response = match.response if is_on else "none"
    found = None
    if response not in WITHOUT_HELP_LINES:
        found = help_for(market or None, match.topic, language, now, live)
    given = Answer(
        matched=match.matched and is_on,
        response=response,
        topic=match.topic if is_on else None,
        interventions=tuple(_interventions(match, language, market, live)) if is_on else (),
        help=lines_of(found) if found else (),
        asks_country=bool(found and found.asks_country),
        entry=live.view.head,
    )
    return given, found.until if found else None


def language_of(locale: str) -> str:
    """The language of the pages that fits a locale: `vi-VN` -> `vi`, unknown -> the source."""
    language = locale.replace("_", "-").partition("-")[0].casefold()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def lines_of(found: Help) -> tuple[HelplineAnswer, ...]:
    """The card first, then the emergency number, then directories: at least one of them."""
    return help_lines((*found.card, *found.emergency, *found.directories))


def _interventions(
    match: Match, language: str, market: str, live: LiveContent
) -> Iterator[InterventionAnswer]:
    """One for each topic found, in the order of the matches."""
    said = set()
    for found in match.matches:
        if (found.topic, found.response) in said:
            continue
        said.add((found.topic, found.response))
        document = _document_for(found.topic, found.response, market, live)
        targets = (m.target for m in match.matches if m.topic == found.topic and m.target)
        if document is not None:
            yield _answer_of(document, tuple(dict.fromkeys(targets)), language, market, live)


def _document_for(
    topic: str, response: str, market: str, live: LiveContent
) -> InterventionDocument | None:
    """The intervention written for the market, else the one for every market."""
    by_answer = live.derived("interventions.by_answer", _by_answer, of=("intervention",))
    written = by_answer.get((topic, response), ())
    fitting = [d for d in written if not d.markets or market in d.markets]
    return max(fitting, key=lambda document: bool(document.markets), default=None)


def _by_answer(live: LiveContent) -> dict[tuple[str, str], tuple[InterventionDocument, ...]]:
    grouped: dict[tuple[str, str], tuple[InterventionDocument, ...]] = {}
    for document in live.documents(InterventionDocument):
        place = (document.topic, document.response)
        grouped[place] = (*grouped.get(place, ()), document)
    return grouped


def _answer_of(
    document: InterventionDocument,
    targets: tuple[str, ...],
    language: str,
    market: str,
    live: LiveContent,
) -> InterventionAnswer:
    heading = document.heading.best(language)
    spoken = heading.language
    keys = dict.fromkeys((*targets, *document.offers()))
    offers = (offer_of(key, language, market, live) for key in keys)
    notice = offer_of(f"notice:{document.notice}", language, market, live)
    return InterventionAnswer(
        topic=document.topic,
        response=document.response,
        language=spoken,
        heading=heading.value,
        message=document.message.best(spoken).value,
        message_for_a_friend=document.message_for_a_friend.best(spoken).value,
        notice=notice,
        offers=tuple(offer for offer in offers if offer),
    )
