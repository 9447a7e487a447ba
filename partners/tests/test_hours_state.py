"""When a channel is open: at both edges of summer time, over midnight, on odd days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partners.hours import Hours, HoursStatus, OpenState, parse_hours, state
from partners.hours.spans import Dated, Monthly, Weekly

MINUTE = timedelta(minutes=1)


def hours_of(weekly: str = "", monthly: str = "", dated: str = "", zone: str = "UTC") -> Hours:
    return parse_hours("confirmed", zone, weekly, monthly, dated)


def at(text: str, zone: str = "UTC", *, fold: int = 0) -> datetime:
    """A time as the clock on the wall shows it, `2026-03-29 01:30`, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


BERLIN, NEW_YORK, BEIRUT, TOKYO = "Europe/Berlin", "America/New_York", "Asia/Beirut", "Asia/Tokyo"


@pytest.mark.parametrize(
    ("weekly", "now", "is_open", "change"),
    [
        # 2026-11-23 is a Monday.
        ("Mon-Fri 09:00-21:00", "2026-11-23 08:59", False, "2026-11-23 09:00"),
        ("Mon-Fri 09:00-21:00", "2026-11-23 09:00", True, "2026-11-23 21:00"),
        ("Mon-Fri 09:00-21:00", "2026-11-23 20:59", True, "2026-11-23 21:00"),
        ("Mon-Fri 09:00-21:00", "2026-11-23 21:00", False, "2026-11-24 09:00"),
        ("Mon-Fri 09:00-21:00", "2026-11-27 21:00", False, "2026-11-30 09:00"),
        ("Sun 10:00-18:00", "2026-11-22 18:00", False, "2026-11-29 10:00"),
        # Over midnight: the day is the one on which the opening starts.
        ("daily 08:30-05:30", "2026-11-23 05:29", True, "2026-11-23 05:30"),
        ("daily 08:30-05:30", "2026-11-23 05:30", False, "2026-11-23 08:30"),
        ("Mon 22:00-02:00", "2026-11-24 01:00", True, "2026-11-24 02:00"),
        ("Mon 22:00-02:00", "2026-11-23 01:00", False, "2026-11-23 22:00"),
        # Openings that touch are one.
        ("Mon 08:00-24:00; Tue 00:00-06:00", "2026-11-23 12:00", True, "2026-11-24 06:00"),
        ("daily 08:00-24:00", "2026-11-23 23:59", True, "2026-11-24 00:00"),
    ],
)
def test_weekly_hours_say_what_is_and_what_comes(
    weekly: str, now: str, is_open: bool, change: str
) -> None:
    for zone in ("UTC", TOKYO, "America/St_Johns"):
        found = state(hours_of(weekly, zone=zone), at(now, zone))
        assert found.is_open is is_open
        assert found.changes_at == at(change, zone)


@pytest.mark.parametrize(
    ("now", "is_open", "change"),
    [
        ("2026-12-10 07:59", False, "2026-12-10 08:00"),
        ("2026-12-10 08:00", True, "2026-12-11 08:00"),
        ("2026-12-10 22:00", True, "2026-12-11 08:00"),
        ("2026-12-11 07:59", True, "2026-12-11 08:00"),
        ("2026-12-11 08:00", False, "2026-12-11 16:00"),
        ("2026-12-09 17:00", True, "2026-12-09 21:00"),
        ("2026-12-09 22:00", False, "2026-12-10 08:00"),
    ],
)
def test_a_monthly_opening_stands_beside_the_weekly_ones(
    now: str, is_open: bool, change: str
) -> None:
    inochi = hours_of("daily 16:00-21:00", "10 08:00-32:00", zone=TOKYO)
    found = state(inochi, at(now, TOKYO))
    assert found.is_open is is_open
    assert found.changes_at == at(change, TOKYO)


def test_the_thirty_first_is_found_over_short_months() -> None:
    found = state(hours_of(monthly="31 09:00-12:00"), at("2027-01-31 12:00"))
    assert found.opens == at("2027-03-31 09:00")


@pytest.mark.parametrize(
    ("now", "is_open", "change"),
    [
        ("2026-12-24 23:00", True, "2026-12-25 05:30"),  # Christmas Eve's opening goes on.
        ("2026-12-25 09:00", False, "2026-12-26 08:30"),
        ("2026-12-31 08:45", False, "2026-12-31 09:00"),
        ("2026-12-31 11:00", True, "2026-12-31 12:00"),
        ("2026-12-31 13:00", False, "2027-01-01 08:30"),
    ],
)
def test_a_date_replaces_the_openings_that_start_on_it(
    now: str, is_open: bool, change: str
) -> None:
    line = hours_of("daily 08:30-05:30", dated="2026-12-25 closed; 2026-12-31 09:00-12:00")
    found = state(line, at(now))
    assert found.is_open is is_open
    assert found.changes_at == at(change)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (
            "2026-11-23 12:00",
            OpenState(HoursStatus.CONFIRMED, is_open=True, until=at("2026-12-25 00:00")),
        ),
        (
            "2026-12-25 00:00",
            OpenState(HoursStatus.CONFIRMED, is_open=False, opens=at("2026-12-26 00:00")),
        ),
        ("2026-12-26 00:00", OpenState(HoursStatus.CONFIRMED, is_open=True)),
        ("2027-03-01 12:00", OpenState(HoursStatus.CONFIRMED, is_open=True)),
    ],
)
def test_a_line_that_never_closes_may_close_on_a_date(now: str, expected: OpenState) -> None:
    assert state(hours_of("24/7", dated="2026-12-25 closed"), at(now)) == expected


def test_a_line_that_never_closes_has_no_next_change() -> None:
    found = state(hours_of("24/7", zone=BERLIN), at("2026-03-29 02:30"))
    assert found == OpenState(HoursStatus.CONFIRMED, is_open=True)
    assert found.changes_at is None


@pytest.mark.parametrize(
    ("zone", "weekly", "now", "is_open", "change"),
    [
        # Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
        (BERLIN, "Sun 02:30-04:00", "2026-03-29 00:59", False, "2026-03-29 01:00"),
        (BERLIN, "Sun 02:30-04:00", "2026-03-29 01:00", True, "2026-03-29 02:00"),
        (BERLIN, "Sat 22:00-02:30", "2026-03-29 00:59", True, "2026-03-29 01:00"),
        (BERLIN, "Sat 22:00-02:30", "2026-03-29 01:00", False, "2026-04-04 20:00"),
        (BERLIN, "daily 09:00-21:00", "2026-03-28 21:00", False, "2026-03-29 07:00"),
        # Berlin, 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC; the first 02:30 counts.
        (BERLIN, "Sun 02:30-04:00", "2026-10-25 00:29", False, "2026-10-25 00:30"),
        (BERLIN, "Sun 02:30-04:00", "2026-10-25 01:10", True, "2026-10-25 03:00"),
        (BERLIN, "Sat 22:00-02:30", "2026-10-25 00:29", True, "2026-10-25 00:30"),
        (BERLIN, "Sat 22:00-02:30", "2026-10-25 01:10", False, "2026-10-31 21:00"),
        # New York, 8 March 2026: 02:00 becomes 03:00 at 07:00 UTC.
        (NEW_YORK, "Mon-Fri 09:00-19:00", "2026-03-06 15:00", True, "2026-03-07 00:00"),
        (NEW_YORK, "Mon-Fri 09:00-19:00", "2026-03-07 15:00", False, "2026-03-09 13:00"),
        # Beirut moves its clocks at midnight: 29 March 2026 starts at 01:00, 22:00 UTC.
        (BEIRUT, "daily 08:00-24:00", "2026-03-28 21:59", True, "2026-03-28 22:00"),
        (BEIRUT, "daily 08:00-24:00", "2026-03-28 22:00", False, "2026-03-29 05:00"),
        (BEIRUT, "daily 08:30-05:30", "2026-03-29 02:29", True, "2026-03-29 02:30"),
    ],
)
def test_the_days_on_which_clocks_are_moved(
    zone: str, weekly: str, now: str, is_open: bool, change: str
) -> None:
    found = state(hours_of(weekly, zone=zone), at(now))
    assert found.is_open is is_open
    assert found.changes_at == at(change)


def test_only_confirmed_hours_are_sure() -> None:
    now = at("2026-11-23 12:00")
    surely = {
        status: state(parse_hours(status, "UTC", "24/7", "", ""), now).is_sure
        for status in ("confirmed", "stated")
    }
    assert surely == {"confirmed": True, "stated": False}
    assert state(parse_hours("stated", "UTC", "24/7", "", ""), now).is_open


def test_unknown_hours_say_nothing() -> None:
    found = state(Hours(status=HoursStatus.UNKNOWN), at("2026-11-23 12:00"))
    assert found == OpenState(HoursStatus.UNKNOWN)
    assert found.is_open is None
    assert not found.is_sure


def test_a_line_whose_openings_are_all_past_is_closed_for_good() -> None:
    found = state(hours_of(dated="2026-01-05 09:00-12:00"), at("2026-11-23 12:00"))
    assert found == OpenState(HoursStatus.CONFIRMED, is_open=False)


def test_a_date_in_the_far_future_costs_nothing() -> None:
    found = state(hours_of("24/7", dated="9999-12-31 closed"), at("2026-11-23 12:00"))
    assert found == OpenState(HoursStatus.CONFIRMED, is_open=True)


# Invariants

MOVED = [
    (BERLIN, date(2026, 3, 29)),
    (BERLIN, date(2026, 10, 25)),
    (NEW_YORK, date(2026, 3, 8)),
    (NEW_YORK, date(2026, 11, 1)),
    (BEIRUT, date(2026, 3, 29)),
    (BEIRUT, date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # By half an hour.
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    (TOKYO, date(2026, 12, 10)),
    ("Pacific/Apia", date(2011, 12, 30)),  # A day that never was.
]
SPANS = st.tuples(st.integers(0, 47), st.integers(1, 48)).map(
    lambda span: (span[0] * 30, min(span[0] + span[1], 95) * 30)
)


@st.composite
def confirmed_hours(draw: st.DrawFn, zone: str, day: date) -> Hours:
    """Hours with openings, closures and overlaps around the day."""
    near = [day + timedelta(days=offset) for offset in (-1, 0, 1)]
    weekly = [(draw(st.integers(0, 6)), draw(SPANS)) for _ in range(draw(st.integers(0, 5)))]
    monthly = [(draw(st.sampled_from(near)), draw(SPANS)) for _ in range(draw(st.integers(0, 1)))]
    special = draw(st.lists(st.sampled_from(near), max_size=2, unique=True))
    spans = {when: draw(st.none() | SPANS) for when in special}
    return Hours(
        status=HoursStatus.CONFIRMED,
        zone=zone,
        always=draw(st.integers(0, 9)) == 0,
        weekly=tuple(Weekly(weekday=d, opens=s[0], closes=s[1]) for d, s in weekly),
        monthly=tuple(Monthly(day=d.day, opens=s[0], closes=s[1]) for d, s in monthly),
        dated=tuple(Dated(date=d, opens=s and s[0], closes=s and s[1]) for d, s in spans.items()),
    )


def spans_of(hours: Hours, day: date) -> list[tuple[int, int]]:
    special = [dated for dated in hours.dated if dated.date == day]
    if special:
        return [(d.opens, d.closes) for d in special if d.opens is not None and d.closes]
    if hours.always:
        return [(0, 24 * 60)]
    weekly = [(w.opens, w.closes) for w in hours.weekly if w.weekday == day.weekday()]
    return weekly + [(m.opens, m.closes) for m in hours.monthly if m.day == day.day]


def replay(hours: Hours, start: datetime, end: datetime) -> list[bool]:
    """Walks the clock on the wall minute by minute; an opening lasts from the first minute at
    which its time is reached to the first at which its end is."""
    zone = ZoneInfo(hours.zone)
    opened: list[tuple[datetime, datetime]] = []
    for offset in range(-4, 6):
        day = start.astimezone(zone).date() + timedelta(days=offset)
        midnight = datetime.combine(day, datetime.min.time())
        opened += [(midnight + o * MINUTE, midnight + c * MINUTE) for o, c in spans_of(hours, day)]
    found: list[bool] = []
    reached = datetime(1, 1, 1)  # noqa: DTZ001 - a clock on the wall has no zone
    now = start - timedelta(days=3)
    while now < end:
        reached = max(reached, now.astimezone(zone).replace(tzinfo=None))
        if now >= start:
            found.append(any(opens <= reached < closes for opens, closes in opened))
        now += MINUTE
    return found


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_state_equals_a_replay_minute_by_minute(data: st.DataObject) -> None:
    zone, day = data.draw(st.sampled_from(MOVED))
    hours = data.draw(confirmed_hours(zone, day))
    start = datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    start -= timedelta(hours=12)
    minutes = replay(hours, start, start + timedelta(hours=48))
    for step in range(0, len(minutes), 7):
        now = start + step * MINUTE
        found = state(hours, now)
        assert found.is_open is minutes[step], now
        ahead = minutes[step:]
        is_other = [open_then is not found.is_open for open_then in ahead]
        if True in is_other:
            assert found.changes_at == now + is_other.index(True) * MINUTE
        elif found.changes_at is not None:
            assert found.changes_at >= now + len(ahead) * MINUTE
