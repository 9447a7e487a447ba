"""The campaign calendar: bars lie where the dates say, in every month of every length."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from campaigns.calendar import MONTHS, WIDTH, _month, _place, campaign_calendar
from campaigns.models import Campaign
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NOVEMBER = datetime(2026, 11, 16)  # noqa: DTZ001  A local date, as a campaign has it.


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel("2026-11-16T12:00:00Z", tick=False):
        yield


def calendar_of(person: Any) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = person
    return campaign_calendar(request)


def campaign(key: str, **markets: tuple[datetime | None, datetime | None]) -> Any:
    made: Any = Campaign.objects.create(key=key, slug=key, title_en=key, summary_en="What for.")
    for country, (starts, ends) in markets.items():
        made.markets.create(country=country, starts=starts, ends=ends)
    return made


def test_markets_with_the_same_dates_share_a_bar(cast: Cast) -> None:
    soon = NOVEMBER + timedelta(days=15)
    campaign("talk", VN=(NOVEMBER, soon), ID=(NOVEMBER, soon), GB=(soon, None))
    [line] = calendar_of(cast.editor).data.lines
    assert [(run.markets, run.left, run.width) for run in line.runs] == [
        (("ID", "VN"), 150, 50),
        (("GB",), 200, 400),
    ]


def test_a_campaign_without_markets_runs_everywhere_for_good(cast: Cast) -> None:
    campaign("always")
    [line] = calendar_of(cast.editor).data.lines
    assert [tuple(run) for run in line.runs] == [((), None, None, 0, WIDTH)]


def test_what_is_over_or_far_away_has_no_bar(cast: Cast) -> None:
    year = timedelta(days=365)
    campaign("past", VN=(NOVEMBER - 2 * year, NOVEMBER - year), GB=(NOVEMBER + year, None))
    [line] = calendar_of(cast.editor).data.lines
    assert [run.width for run in line.runs] == [0, 0]


def test_every_day_lies_in_its_month() -> None:
    for start in (date(2026, 1, 31), date(2027, 12, 1), date(2028, 2, 29)):
        months = tuple(_month(start, step) for step in range(-1, MONTHS))
        assert months == tuple(sorted(set(months)))
        for number, month in enumerate(months[:-1]):
            first = datetime(month.year, month.month, 1)  # noqa: DTZ001
            assert _place(first, months) == number * WIDTH // MONTHS


def test_it_asks_as_little_for_many_campaigns_as_for_one(cast: Cast) -> None:
    counts = []
    for numbers in (range(1), range(1, 12)):
        for number in numbers:
            campaign(f"c{number}", VN=(NOVEMBER, None))
        person = type(cast.editor).objects.get(pk=cast.editor.pk)
        with CaptureQueriesContext(connection) as asked:
            calendar_of(person)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_it_is_for_whoever_may_see_campaigns(cast: Cast) -> None:
    campaign("talk")
    cast.editor.groups.clear()
    assert calendar_of(type(cast.editor).objects.get(pk=cast.editor.pk)) is None


def test_the_first_page_shows_the_map_before_the_calendar(cast: Cast, client: Any) -> None:
    campaign("talk", VN=(NOVEMBER, None))
    client.force_login(cast.editor)
    page = client.get("/admin/")
    assert [plot.template for plot in page.context["plots"]] == [
        "admin/partners/coverage_map.html",
        "admin/campaigns/calendar.html",
        "admin/interventions/reach_map.html",
    ]
    assert "style=" not in page.content.decode()
