"""Answers as JSON, each made once for all that it depends on: what was found, where, and when.

What was typed is not part of it: thousands of queries share an answer, and none is kept.
"""

import gzip
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cms.countries import country_of
from cms.publishing.snapshot import LiveContent
from interventions.answers import answered, language_of
from interventions.matching import Match

LIMIT = 2_000
"""Kept for one state of the content. A few hundred are in use: topics times places."""


@dataclass(frozen=True)
class CachedAnswer:
    """An answer, and the time in which it holds: until a line of it opens, for example."""

    body: bytes
    since: datetime
    until: datetime | None

    @cached_property
    def packed(self) -> bytes:
        """The body compressed, once for all who read it so."""
        return gzip.compress(self.body, compresslevel=6, mtime=0)

    def holds(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now < self.until)


def cached_answer(
    match: Match, locale: str, country: str, now: datetime, live: LiveContent
) -> CachedAnswer:
    """What `answer` says, as the API sends it."""
    kept = live.derived(_nothing_yet)
    first = match.first
    key = (
        first and (first.list, first.strength),
        language_of(locale),
        country_of(country),
        tuple((found.topic, found.response, found.target) for found in match.matches),
    )
    known = kept.get(key)
    if known is None or not known.holds(now):
        given, until = answered(match, locale, country, now, live)
        known = CachedAnswer(given.model_dump_json().encode(), now, until)
        if len(kept) >= LIMIT:
            kept.clear()
        kept[key] = known
    return known


def _nothing_yet(_site: LiveContent) -> dict[Hashable, CachedAnswer]:
    return {}
