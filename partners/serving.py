"""Which lines serve whom. Pure: it asks a site's documents only."""

from collections.abc import Iterable
from datetime import datetime

from cms.publishing.snapshot import LiveContent
from partners.documents import HelplineDocument, HelplineKind
from partners.freshness import freshness_of, staying

ANYWHERE = ""
"""Stands for the country of lines that name none."""

GENERAL = ""
"""Stands for a topic that no line is for: only lines for every topic serve it."""

ByCountry = dict[tuple[HelplineKind, str], tuple[HelplineDocument, ...]]


def helplines(live: LiveContent) -> tuple[HelplineDocument, ...]:
    """Everything live of the kind: lines, emergency numbers and directories."""
    return live.documents(HelplineDocument)


def of_country(live: LiveContent, kind: HelplineKind, country: str) -> tuple[HelplineDocument, ...]:
    """The live records that name the country; with ANYWHERE those that name none."""
    by_country = live.derived(_by_country, of=(HelplineDocument,))
    return by_country.get((kind, country), ())


def serving(
    documents: Iterable[HelplineDocument], topic: str | None
) -> tuple[HelplineDocument, ...]:
    """Lines without a topic serve every one; the others their own. None asks for all."""
    return tuple(d for d in documents if topic is None or not d.topics or topic in d.topics)


def still_shown(
    live: LiveContent, documents: Iterable[HelplineDocument], now: datetime
) -> tuple[HelplineDocument, ...]:
    """Those of the documents that did not leave everywhere for want of a check."""
    return tuple(d for d in documents if _is_shown(live, d, now))


def _is_shown(live: LiveContent, document: HelplineDocument, now: datetime) -> bool:
    checks, today = live.view.checks, now.date()
    if not freshness_of(document, checks).has_left(today):
        return True
    # It may be the last line of a country, for everything or for a topic of its own.
    return any(
        document in staying(serving(of_country(live, document.kind, country), topic), checks, today)
        for country in document.countries or (ANYWHERE,)
        for topic in document.topics or (GENERAL,)
    )


def _by_country(live: LiveContent) -> ByCountry:
    grouped: dict[tuple[HelplineKind, str], list[HelplineDocument]] = {}
    for document in helplines(live):
        for country in document.countries or (ANYWHERE,):
            grouped.setdefault((document.kind, country), []).append(document)
    return {place: tuple(documents) for place, documents in grouped.items()}
