"""The map of what searches find: market by topic, and where their languages have no terms."""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.desk.home import Plot
from cms.library.documents import TopicDocument
from cms.publishing import catalog
from cms.publishing.snapshot import LiveContent
from cms.translations.names import country_name
from interventions.reach import terms_of, unreached, without_list


class Square(NamedTuple):
    """One market and topic: its terms, and what none of them leads to."""

    terms: int
    missing: tuple[str, ...]
    """Keys of what some language of the market does not lead to."""

    @property
    def look(self) -> str:
        """The gravest gap, as a colour that only repeats the words."""
        if not self.terms:
            return "missing"
        return "stale" if self.missing else "ok"


class Band(NamedTuple):
    """One market, and its languages without a list."""

    market: str
    address: str
    unlisted: tuple[str, ...]
    squares: tuple[Square, ...]


class Map(NamedTuple):
    topics: tuple[str, ...]
    bands: tuple[Band, ...]


def reach_map(request: HttpRequest) -> Plot | None:
    """Where searches find little, at a glance."""
    if not request.user.has_perm("interventions.view_termlist"):
        return None
    data = catalog.current().derived(_map)
    return Plot(
        _("What searches find, by market and topic"), "admin/interventions/reach_map.html", data
    )


def _map(live: LiveContent) -> Map:
    topics = sorted(live.documents(TopicDocument), key=lambda topic: (topic.priority, topic.key))
    return Map(
        tuple(topic.label() for topic in topics),
        tuple(_band(live, market, topics) for market in settings.MARKETS),
    )


def _band(live: LiveContent, market: str, topics: Iterable[TopicDocument]) -> Band:
    return Band(
        country_name(market, settings.LANGUAGE_CODE),
        reverse("admin:interventions_termlist_changelist"),
        dict(without_list(live)).get(market, ()),
        tuple(
            Square(terms_of(live, market, topic.key), _missing(live, market, topic.key))
            for topic in topics
        ),
    )


def _missing(live: LiveContent, market: str, topic: str) -> tuple[str, ...]:
    spoken = frozenset(settings.MARKETS[market].languages)
    here = (one for one in unreached(live) if one.wanted.topic == topic)
    return tuple(one.wanted.key for one in here if not spoken.isdisjoint(one.languages))
