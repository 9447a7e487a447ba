"""The campaign calendar of the desk: which campaign runs where and when, drafts included."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from cms.desk.home import Plot
from cms.desk.publication_status import PublicationStatus, publication_statuses

MONTHS = 6
WIDTH = 600
"""Of a bar's picture, in its own units: a hundred for each month."""


class Run(NamedTuple):
    """The markets in which a campaign runs from and until the same days, by their own clocks."""

    markets: tuple[str, ...]
    starts: datetime | None
    ends: datetime | None
    left: int
    width: int


class CalendarRow(NamedTuple):
    name: str
    address: str
    status: PublicationStatus
    runs: tuple[Run, ...]


class Calendar(NamedTuple):
    months: tuple[date, ...]
    today: int
    lines: tuple[CalendarRow, ...]


def campaign_calendar(request: HttpRequest) -> Plot | None:
    """Last month and the five that follow."""
    if not request.user.has_perm("campaigns.view_campaign"):
        return None
    now = timezone.localtime()
    months = tuple(_month(now.date(), step) for step in range(-1, MONTHS))
    campaigns: list[Any] = list(Campaign.objects.prefetch_related("markets"))
    stands = publication_statuses([c.object_key for c in campaigns], timezone.now())
    lines = tuple(_line(c, stands[c.object_key], months) for c in campaigns)
    data = Calendar(months[:-1], _place(now.replace(tzinfo=None), months), lines)
    return Plot(_("Campaign calendar"), "admin/campaigns/calendar.html", data) if lines else None


def _line(campaign: Any, status: PublicationStatus, months: tuple[date, ...]) -> CalendarRow:
    address = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
    runs = tuple(_runs(campaign.markets.all(), months))
    return CalendarRow(str(campaign), address, status, runs)


def _runs(markets: Iterable[Any], months: tuple[date, ...]) -> list[Run]:
    """By their start. A campaign without markets runs everywhere, for good."""
    together: dict[tuple[datetime | None, datetime | None], list[str]] = defaultdict(list)
    for market in markets:
        together[market.starts, market.ends].append(market.country)
    runs = []
    for (starts, ends), countries in (together or {(None, None): []}).items():
        left = _place(starts, months) if starts else 0
        right = _place(ends, months) if ends else WIDTH
        runs.append(Run(tuple(countries), starts, ends, left, max(right - left, 0)))
    return sorted(runs, key=lambda run: (run.left, run.markets))


def _place(instant: datetime, months: tuple[date, ...]) -> int:
    """Where an instant lies in the picture; what is outside lies on its edge."""
    for number, month in enumerate(months[:-1]):
        days = (months[number + 1] - month).days
        if instant.date() < months[number + 1]:
            into = (instant.date() - month).days / days
            return max(0, round((number + into) * WIDTH / MONTHS))
    return WIDTH


def _month(day: date, step: int) -> date:
    """The first of the month that is so many months away."""
    number = day.year * 12 + day.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)
