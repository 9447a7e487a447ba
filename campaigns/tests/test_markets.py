"""Where and when a campaign runs, by each market's own clock, clock changes included."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from campaigns.documents import CampaignDocument, ItemDocument, MarketDocument
from campaigns.documents.campaigns import ItemKind
from campaigns.localtime import instant_of
from campaigns.markets import (
    MarketStatus,
    days_of,
    in_country,
    is_on,
    items_for,
    market_status,
    next_change,
    partners_for,
)
from cms.publishing.documents import Text

Window = tuple[str | None, str | None]


def campaign(**fields: Any) -> CampaignDocument:
    empty = {"former_slugs": (), "intro": Text({}), "hashtag": "", "hero": None, "topics": ()}
    return CampaignDocument(
        key="c", slug="c", title=Text({"en": "C"}), summary=Text({"en": "C"}),
        **{**empty, "partners": (), "items": (), "markets": (), **fields},
    )  # fmt: skip


def in_markets(**windows: Window) -> CampaignDocument:
    """A campaign that runs in these countries between these local times."""
    return campaign(
        markets=tuple(
            MarketDocument(
                country=country,
                starts=datetime.fromisoformat(starts) if starts else None,
                ends=datetime.fromisoformat(ends) if ends else None,
                partners=(),
                wording=Text({}),
            )
            for country, (starts, ends) in windows.items()
        )
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "local", "instant"),
    [
        ("VN", "2026-12-01 00:00", "2026-11-30 17:00"),
        ("NZ", "2026-12-01 00:00", "2026-11-30 11:00"),
        ("US", "2026-12-01 00:00", "2026-12-01 05:00"),
        ("IN", "2026-12-01 00:00", "2026-11-30 18:30"),
        # Spring: 02:30 is skipped and counts as half an hour after the change.
        ("DE", "2026-03-29 01:59", "2026-03-29 00:59"),
        ("DE", "2026-03-29 02:30", "2026-03-29 01:30"),
        ("DE", "2026-03-29 03:30", "2026-03-29 01:30"),
        ("US", "2026-03-08 02:30", "2026-03-08 07:30"),
        # Autumn: 02:30 comes twice and counts the first time.
        ("DE", "2026-10-25 02:30", "2026-10-25 00:30"),
        ("DE", "2026-10-25 03:00", "2026-10-25 02:00"),
        ("US", "2026-11-01 01:30", "2026-11-01 05:30"),
        # In Lebanon clocks change at midnight, so a day may begin at 01:00.
        ("LB", "2026-03-29 00:00", "2026-03-28 22:00"),
        ("LB", "2026-10-25 00:00", "2026-10-24 22:00"),
        ("LB", "2026-10-24 23:30", "2026-10-24 20:30"),
    ],
)
def test_a_local_time_is_one_instant_at_both_clock_changes(
    country: str, local: str, instant: str
) -> None:
    assert instant_of(datetime.fromisoformat(local), country) == utc(instant)


@pytest.mark.parametrize(
    ("country", "edge"),
    [
        ("VN", "2026-11-30 17:00"),
        ("GB", "2026-12-01 00:00"),
        ("US", "2026-12-01 05:00"),
    ],
)
def test_it_starts_at_each_markets_own_midnight_and_not_before(country: str, edge: str) -> None:
    both = in_markets(**dict.fromkeys(("VN", "GB", "US"), ("2026-12-01", "2027-01-01")))
    second = timedelta(seconds=1)
    assert market_status(both, country, utc(edge) - second) is MarketStatus.COMING
    assert market_status(both, country, utc(edge)) is MarketStatus.ON
    assert next_change(both, country, utc(edge) - second) == utc(edge)


def test_its_end_is_the_first_moment_without_it() -> None:
    one = in_markets(VN=("2026-12-01", "2026-12-02"))
    assert is_on(one, "VN", utc("2026-12-01 16:59:59"))
    assert market_status(one, "VN", utc("2026-12-01 17:00")) is MarketStatus.OVER
    assert next_change(one, "VN", utc("2026-12-01 17:00")) is None


def test_a_day_with_a_clock_change_has_23_or_25_hours() -> None:
    spring, autumn = (
        in_markets(DE=(day, next_day))
        for day, next_day in (("2026-03-29", "2026-03-30"), ("2026-10-25", "2026-10-26"))
    )
    starts = utc("2026-03-28 23:00")
    assert next_change(spring, "DE", starts) == starts + timedelta(hours=23)
    starts = utc("2026-10-24 22:00")
    assert next_change(autumn, "DE", starts) == starts + timedelta(hours=25)


def test_without_markets_it_runs_everywhere() -> None:
    everywhere = campaign()
    for country in (None, "VN", "SE"):
        assert is_on(everywhere, country, utc("2026-12-01"))
        assert next_change(everywhere, country, utc("2026-12-01")) is None


def test_in_another_country_it_does_not_run() -> None:
    assert (
        market_status(in_markets(VN=(None, None)), "SE", utc("2026-12-01"))
        is MarketStatus.ELSEWHERE
    )


def test_who_has_not_chosen_a_country_sees_it_while_it_runs_anywhere() -> None:
    two = in_markets(VN=("2026-11-01", "2026-12-01"), ID=("2026-12-10", None))
    for day, expected in (
        ("2026-10-01", MarketStatus.COMING),
        ("2026-11-15", MarketStatus.ON),
        ("2026-12-05", MarketStatus.COMING),
        ("2026-12-15", MarketStatus.ON),
    ):
        assert market_status(two, None, utc(day)) is expected, day
    assert next_change(two, None, utc("2026-10-01")) == utc("2026-10-31 17:00")
    assert next_change(two, None, utc("2026-12-05")) == utc("2026-12-09 17:00")


def item(name: str, *markets: str) -> ItemDocument:
    return ItemDocument(
        kind=ItemKind.HELPLINES, target="", partner=None, link="", heading=Text({"en": name}),
        blurb=Text({}), markets=markets,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("country", "expected"),
    [("VN", ["vn", "all", "both"]), ("ID", ["all", "both"]), (None, ["all"])],
)
def test_items_for_single_markets_are_left_out_elsewhere(
    country: str | None, expected: list[str]
) -> None:
    page = campaign(items=(item("vn", "VN"), item("all"), item("both", "ID", "VN")))
    assert [shown.heading.root["en"] for shown in items_for(page, country)] == expected


def test_a_markets_own_partners_come_first_and_nobody_twice() -> None:
    market = MarketDocument(
        country="VN", starts=None, ends=None, partners=("local", "world"), wording=Text({})
    )
    page = campaign(partners=("everywhere", "world"), markets=(market,))
    assert partners_for(page, "VN") == ("local", "world", "everywhere")
    assert partners_for(page, None) == ("everywhere", "world")


LOCAL = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31"))


@given(
    windows=st.dictionaries(st.sampled_from(sorted(settings.MARKETS)), st.tuples(LOCAL, LOCAL)),
    country=st.sampled_from([None, "DE", "LB", "US", "VN"]),
    now=LOCAL.map(lambda local: local.replace(tzinfo=UTC)),
)
def test_nothing_changes_before_the_next_change(
    windows: dict[str, tuple[datetime, datetime]], country: str | None, now: datetime
) -> None:
    page = in_markets(
        **{c: (str(min(w)), str(max(w) + timedelta(hours=3))) for c, w in windows.items()}
    )
    change = next_change(page, country, now)
    last = (change or now + timedelta(days=900)) - timedelta(microseconds=1)
    assert market_status(page, country, now) == market_status(page, country, last)
    if change:
        assert change > now


def test_a_campaign_in_a_country_holds_nothing_of_others_and_all_without_one() -> None:
    items = (item("vn", "VN"), item("all"), item("us", "US"))
    both = in_markets(US=(None, None), VN=(None, None))
    page = both.model_copy(update={"items": items})
    here = in_country(page, "VN")
    assert [shown.heading.root["en"] for shown in here.items] == ["vn", "all"]
    assert [market.country for market in here.markets] == ["VN"]
    assert in_country(page, None) == page


DECEMBER = ("2026-12-01 00:00", "2027-01-01 00:00")
LATE = ("2026-12-01 18:00", "2027-01-01 12:00")


@pytest.mark.parametrize(
    ("windows", "country", "days"),
    [
        ({"VN": DECEMBER}, "VN", (date(2026, 12, 1), date(2026, 12, 31))),
        ({"VN": LATE}, "VN", (date(2026, 12, 1), date(2027, 1, 1))),
        ({"VN": DECEMBER, "SG": DECEMBER}, None, (date(2026, 12, 1), date(2026, 12, 31))),
        ({"VN": DECEMBER, "SG": LATE}, None, None),
        ({"VN": DECEMBER, "SG": (None, None)}, None, None),
        ({"VN": (DECEMBER[0], None)}, "VN", None),
        ({"VN": DECEMBER}, "GB", None),
        ({}, "GB", None),
    ],
)
def test_its_days_are_named_only_where_they_are_the_same(
    windows: dict[str, Window], country: str | None, days: tuple[date, date] | None
) -> None:
    assert days_of(in_markets(**windows), country) == days
