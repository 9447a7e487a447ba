"""The coverage map of the desk: market by topic, and the languages that nobody there speaks."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.home import Plot
from cms.library.documents import TopicDocument
from cms.publishing import catalog
from cms.publishing.snapshot import LiveContent
from cms.translations.names import country_name
from partners.gaps import Cell, Gap, coverage


class Square(NamedTuple):
    """One market and topic, in all languages that people of the market read."""

    topic: str
    lines: int
    is_phone_only: bool
    unspoken: tuple[str, ...]

    @property
    def look(self) -> str:
        """The gravest gap, as a colour that only repeats the words."""
        if not self.lines:
            return "missing"
        return "stale" if self.lines == 1 or self.is_phone_only or self.unspoken else "ok"


class Band(NamedTuple):
    """One market."""

    market: str
    address: str
    squares: tuple[Square, ...]


class Map(NamedTuple):
    topics: tuple[str, ...]
    bands: tuple[Band, ...]


def coverage_map(request: HttpRequest) -> Plot | None:
    """Where help is thin, at a glance."""
    if not request.user.has_perm("partners.view_helpline"):
        return None
    data = catalog.current().derived(_map)
    return Plot(_("Who answers, by market and topic"), "admin/partners/coverage_map.html", data)


def _map(live: LiveContent) -> Map:
    topics = {topic.key: topic for topic in live.documents(TopicDocument)}
    names = {key: getattr(topic, "priority", 0) for key, topic in topics.items()}
    order = sorted(topics, key=lambda key: (names[key], key))
    address = reverse("admin:partners_helpline_changelist")
    return Map(
        tuple(topics[key].label() for key in order),
        tuple(
            Band(
                country_name(market, settings.LANGUAGE_CODE),
                f"{address}?q={market}",
                tuple(_squares(live, market, order)),
            )
            for market in settings.MARKETS
        ),
    )


def _squares(live: LiveContent, market: str, topics: list[str]) -> Iterator[Square]:
    languages = settings.MARKETS[market].languages
    cells = coverage(live, timezone.now(), markets=[market], topics=topics, languages=languages)
    for topic, found in groupby(cells, key=lambda cell: cell.topic):
        yield _square(topic, list(found))


def _square(topic: str, cells: list[Cell]) -> Square:
    first = cells[0]
    unspoken = tuple(cell.language for cell in cells if Gap.NOT_IN_LANGUAGE in cell.gaps)
    return Square(topic, len(first.lines), Gap.PHONE_ONLY in first.gaps, unspoken)
