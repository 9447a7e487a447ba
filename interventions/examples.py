"""Labelled queries: what they expect, and how the terms that are live, or will be, answer them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from cms.publishing import catalog
from cms.publishing.documents import Document
from cms.publishing.log import History
from cms.publishing.planned import planned_documents
from cms.publishing.projected import history_with, site_by
from cms.publishing.snapshot import LiveContent
from interventions.documents import TermListDocument
from interventions.matching import Labelled, Match, Ruleset, what_is_wrong
from interventions.models import Example
from interventions.rulesets import ANSWERING, ruleset

DECIDING = ("termlist:", "topic:")
"""What the keys of content begin with whose release is tried with the labelled queries."""


class Trial(NamedTuple):
    """How a labelled query is answered now, and how it would be."""

    query: Labelled
    before: Match
    after: Match

    @property
    def wrong(self) -> str:
        """What would be wrong with the answer; '' if it would be as labelled."""
        return what_is_wrong(self.query, self.after)

    @property
    def is_broken(self) -> bool:
        """Whether it would be answered wrongly and is not yet."""
        return bool(self.wrong) and not what_is_wrong(self.query, self.before)

    @property
    def is_changed(self) -> bool:
        return words_for(self.before) != words_for(self.after)

    def concerns(self) -> Iterator[tuple[str, str]]:
        """Topic and locale of the lists that would answer it, and of the one that should."""
        yield self.query.expected_topic or "", self.query.locale
        yield from ((found.list.topic, found.list.locale) for found in self.after.matches)


def fitting(also_ok: str) -> tuple[str, ...]:
    """The responses in a cell of them, with | between."""
    return tuple(part for raw in also_ok.split("|") if (part := raw.strip()))


def label(
    query: str,
    locale: str,
    topic: str,
    response: str,
    note: str = "",
    country: str = "",
    also_ok: str = "",
    kind: str = "",
) -> Labelled:
    """Without a topic and a response a query must not match; with a response alone, any topic."""
    is_open = not topic and response not in ("", "none")
    return Labelled(
        query=query,
        locale=locale,
        expected_topic=None if is_open else topic,
        expected_response=(response or None) if topic or is_open else None,
        note=note,
        country=country,
        also_ok=fitting(also_ok),
        kind=kind,
    )


def labelled(example: Example) -> Labelled:
    return label(
        example.query,
        example.locale,
        example.expected_topic.key if example.expected_topic else "",
        example.expected_response,
        example.note,
        example.country,
        example.also_ok,
        example.kind,
    )


def labelled_queries(examples: QuerySet[Example] | None = None) -> list[Labelled]:
    """All of them where none are named."""
    chosen = Example.objects.all() if examples is None else examples
    return [labelled(example) for example in chosen.select_related("expected_topic")]


def trials(
    documents: Mapping[str, Document], before: History, after: History, now: datetime
) -> list[Trial]:
    """Every labelled query, tried by the log before and after, and with the documents live."""
    queries = labelled_queries()
    if not queries:
        return []
    with_them = history_with(planned_documents(documents), after, now)
    was = ruleset(_site_by(before, now))
    will_be = ruleset(site_by(with_them, now, documents=documents, of=ANSWERING))
    return [Trial(one, answer_to(was, one), answer_to(will_be, one)) for one in queries]


def _site_by(history: History, now: datetime) -> LiveContent:
    """The one that this worker answers from, where it has read as far: its matcher is built."""
    live = catalog.current()
    is_same = live.view.head == history.head
    return live if is_same else site_by(history, now, of=ANSWERING)


def answer_to(rules: Ruleset, query: Labelled) -> Match:
    return rules.match(query.query, query.locale, query.country)


def blamed(tried: Iterable[Trial], documents: Mapping[str, Document]) -> list[Trial]:
    """Those for whose wrong answers a release of the documents is to blame.

    It breaks them, or has the list that should answer them or that answers them wrongly. Queries
    that wait for another list's terms are no reason to hold it.
    """
    own = {(d.topic, d.locale) for d in documents.values() if isinstance(d, TermListDocument)}
    return [
        one for one in tried if one.wrong and (one.is_broken or own.intersection(one.concerns()))
    ]


def words_for(match: Match) -> str:
    """`suicide: crisis`, or '' where nothing is found."""
    return f"{match.topic}: {match.response}" if match.matched else ""
