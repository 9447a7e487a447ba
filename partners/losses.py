"""What a market has on one site and lacks on another: somebody to talk to, a number to call. Pure.

Only what is lost counts: a market that never had a line for a topic loses nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from cms.publishing.keys import ObjectKey
from cms.publishing.snapshot import LiveContent
from partners.documents import HelplineKind
from partners.gaps import Cell, coverage
from partners.serving import helplines, of_country


@dataclass(frozen=True, slots=True)
class Loss:
    """A market that is left without an emergency number, or alone with some topics."""

    market: str
    line: str
    """The key of a line that was there."""
    topics: tuple[str, ...] = ()
    """Those about which nobody is left; empty for an emergency number."""
    is_of_all: bool = False
    """Whether nobody is left for any topic."""

    @property
    def is_emergency(self) -> bool:
        return not self.topics


def losses(before: LiveContent, after: LiveContent, now: datetime) -> Iterator[Loss]:
    """What visitors of the markets lose where one site takes the place of the other."""
    topics = _topics(before)
    for market in settings.MARKETS:
        numbers = of_country(before, HelplineKind.EMERGENCY, market)
        if numbers and not of_country(after, HelplineKind.EMERGENCY, market):
            yield Loss(market, numbers[0].key)
        had, has = _served(before, market, topics, now), _served(after, market, topics, now)
        if lost := [cell for cell in had if cell.topic not in {left.topic for left in has}]:
            names = tuple(cell.topic for cell in lost)
            yield Loss(market, lost[0].lines[0], names, is_of_all=not has)


def _topics(live: LiveContent) -> list[str]:
    """Those that pages are about, and those that lines are for."""
    known = {key.name for key in map(ObjectKey, live.view.items) if key.kind == "topic"}
    return sorted(known.union(*(line.topics for line in helplines(live))))


def _served(live: LiveContent, market: str, topics: list[str], now: datetime) -> list[Cell]:
    languages = [settings.LANGUAGE_CODE]
    cells = coverage(live, now, markets=[market], topics=topics, languages=languages)
    return [cell for cell in cells if cell.lines]
