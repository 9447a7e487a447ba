"""Where the data has too little help: shown to staff as it is, never filled with invention."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cms.publishing.snapshot import LiveContent
from partners.dial import QUIET, ChannelKind
from partners.documents import Audience, HelplineDocument, HelplineKind
from partners.freshness import staying
from partners.serving import of_country, serving

ANSWERED = QUIET | {ChannelKind.PHONE, ChannelKind.EMAIL}
"""Ways that end with a person; a website or an app by itself does not."""


class Gap(StrEnum):
    """What is missing, the gravest first."""

    NO_PERSON = "no_person"
    ONE_LINE = "one_line"
    PHONE_ONLY = "phone_only"
    NOT_IN_LANGUAGE = "not_in_language"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the coverage map."""

    market: str
    topic: str
    language: str
    lines: tuple[str, ...]
    """The keys of the lines for everyone."""
    gaps: tuple[Gap, ...]


def gaps_among(documents: Iterable[HelplineDocument]) -> tuple[Gap, ...]:
    """What an adult misses who has these lines and no others."""
    lines = [d for d in documents if d.audience is Audience.EVERYONE]
    if not lines:
        return (Gap.NO_PERSON,)
    ways = {channel.kind for line in lines for channel in line.channels} & ANSWERED
    found = [(Gap.ONE_LINE, len(lines) == 1), (Gap.PHONE_ONLY, ways <= {ChannelKind.PHONE})]
    return tuple(gap for gap, is_there in found if is_there)


def coverage(
    live: LiveContent,
    now: datetime,
    *,
    markets: Iterable[str],
    topics: Iterable[str],
    languages: Iterable[str],
) -> Iterator[Cell]:
    """Every market x topic x language, in that order, with its lines and its gaps."""
    topics, languages = tuple(topics), tuple(languages)
    for market in markets:
        for topic in topics:
            serve = serving(of_country(live, HelplineKind.LINE, market), topic)
            lines = staying(serve, live.view.checks, now.date())
            for language in languages:
                yield _cell(market, topic, language, lines)


def _cell(market: str, topic: str, language: str, documents: tuple[HelplineDocument, ...]) -> Cell:
    lines = [d for d in documents if d.audience is Audience.EVERYONE]
    is_spoken = any(language in d.spoken_languages for d in lines)
    gaps = gaps_among(lines)
    if lines and not is_spoken:
        gaps += (Gap.NOT_IN_LANGUAGE,)
    return Cell(market, topic, language, tuple(d.key for d in lines), gaps)
