from datetime import date

import pytest

from partners.hours import (
    Dated,
    HoursProblem,
    Monthly,
    Weekly,
    parse_dated,
    parse_hours,
    parse_monthly,
    parse_weekly,
)

NINE, TEN, NOON, SIX, NINE_PM, MIDNIGHT = 540, 600, 720, 1080, 1260, 1440


def days(found: tuple[Weekly, ...]) -> list[int]:
    return [weekly.weekday for weekly in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Mon 09:00-12:00", [0]),
        ("Mon-Fri 09:00-21:00", [0, 1, 2, 3, 4]),
        ("Sat,Sun 10:00-18:00", [5, 6]),
        ("Mon,Wed-Fri 16:00-18:00", [0, 2, 3, 4]),
        ("Sat-Mon 09:00-12:00", [0, 5, 6]),
        ("daily 08:00-24:00", [0, 1, 2, 3, 4, 5, 6]),
        ("24/7", [0, 1, 2, 3, 4, 5, 6]),
        ("MON - FRI  09:00 – 12:00", [0, 1, 2, 3, 4]),
        ("Sun 10:00-18:00; Mon 09:00-12:00,13:00-17:00;", [0, 0, 6]),
    ],
)
def test_days_of_the_week_are_read(text: str, expected: list[int]) -> None:
    assert days(parse_weekly(text)) == expected


@pytest.mark.parametrize(
    ("times", "opens", "closes"),
    [
        ("09:00-21:00", NINE, NINE_PM),
        ("9:00-21:00", NINE, NINE_PM),
        ("08:00-24:00", 480, MIDNIGHT),
        ("08:30-05:30", 510, MIDNIGHT + 330),
        ("00:00-24:00", 0, MIDNIGHT),
        ("12:00-12:00", NOON, MIDNIGHT + NOON),
        ("08:00-32:00", 480, 1920),
    ],
)
def test_a_closing_time_may_lie_on_the_next_day(times: str, opens: int, closes: int) -> None:
    assert parse_weekly(f"Mon {times}") == (Weekly(weekday=0, opens=opens, closes=closes),)


def test_monthly_openings_are_read() -> None:
    assert parse_monthly("1,15 09:00-12:00; 10 08:00-32:00") == (
        Monthly(day=1, opens=NINE, closes=NOON),
        Monthly(day=10, opens=480, closes=1920),
        Monthly(day=15, opens=NINE, closes=NOON),
    )


def test_dated_openings_and_closures_are_read() -> None:
    assert parse_dated("2026-12-31 09:00-12:00,18:00-21:00; 2026-12-25 closed") == (
        Dated(date=date(2026, 12, 25)),
        Dated(date=date(2026, 12, 31), opens=NINE, closes=NOON),
        Dated(date=date(2026, 12, 31), opens=SIX, closes=NINE_PM),
    )


@pytest.mark.parametrize(
    "weekly",
    [
        "24/7",
        "daily 00:00-24:00",
        "daily 00:00-23:59",
        "Mon-Sun 12:00-12:00",
        "Mo-Su,PH 00:00-24:00",
    ],
)
def test_hours_that_leave_no_minute_out_are_always(weekly: str) -> None:
    hours = parse_hours("stated", "UTC", weekly, "", "", "DE")
    assert hours.always
    assert hours.weekly == ()


@pytest.mark.parametrize("weekly", ["", "daily 00:00-23:58", "Mon-Sat 00:00-24:00"])
def test_hours_that_leave_a_minute_out_are_not_always(weekly: str) -> None:
    assert not parse_hours("stated", "UTC", weekly, "10 08:00-32:00", "").always


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Mon", "“Mon” lacks the days or the times"),
        ("off", "“off” lacks the days or the times"),
        ("Mon 9-21", "“9-21” is not a time span"),
        ("Mon 09:00", "“09:00” is not a time span"),
        ("Mon 25:00-26:00", "“25:00-26:00” is not a time span"),
        ("Mon 24:00-25:00", "“24:00-25:00” is not a time span"),
        ("Mon 09:61-10:00", "“09:61-10:00” is not a time span"),
        ("Mon 09:00-49:00", "“09:00-49:00” is not a time span"),
        ("Mon ٠٩:٠٠-٢١:٠٠", "“٠٩:٠٠-٢١:٠٠” is not a time span"),
        ("Mon 09:00-13:00,12:00-15:00", "“09:00-13:00,12:00-15:00” has times that overlap"),
        ("Mondays 09:00-21:00", "“Mondays” are not days of the week"),
        ("weekdays 09:00-21:00", "“weekdays” are not days of the week"),
        ("Mon,Mon 09:00-21:00", "“Mon,Mon” names a day twice"),
        ("Mon-Wed,Tue 09:00-21:00", "“Mon-Wed,Tue” names a day twice"),
        ("Mon-Fri 09:00-17:00; Mon 10:00-12:00", "“Mon” has a day of another clause"),
        ("Mon closed; Mon-Fri 09:00-17:00", "“Mon-Fri” has a day of another clause"),
        ("24/7; Sun 10:00-12:00", "“Sun” has a day of another clause"),
        ("Mo-Fr 09:00+", "“09:00+” is not a time span"),
        ("Mo-Fr sunrise-sunset", "“sunrise-sunset” is not a time span"),
        ("Mo[1] 09:00-12:00", "“Mo[1]” are not days of the week"),
        ("SH off", "“SH” are not days of the week"),
        ("Jan-Mar Mo-Fr 09:00-17:00", "“Jan-Mar Mo-Fr” are not days of the week"),
        ("Dec 32 off", "“Dec 32” is not a day of the year"),
    ],
)
def test_weekly_hours_that_cannot_be_read_are_refused_with_an_example(text: str, what: str) -> None:
    with pytest.raises(HoursProblem) as refused:
        parse_weekly(text)
    example = "Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00, or 24/7"
    assert str(refused.value) == f"{what}: write, for instance, {example}."


@pytest.mark.parametrize("text", ["32 09:00-12:00", "0 09:00-12:00", "tenth 09:00-12:00", "², 1"])
def test_monthly_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(HoursProblem, match="10 08:00-32:00"):
        parse_monthly(text)


@pytest.mark.parametrize(
    "text",
    [
        "25.12.2026 closed",
        "2026-02-30 closed",
        "2026-12-25",
        "2026-12-25 shut",
        "2026-12-25 closed; 2026-12-25 09:00-12:00",
        "2026-12-25/2026-12-20 closed",
        "2026-12-20/2026-12-27 closed; 2026-12-24/2027-01-02 closed",
        "Dec 24-26 closed; Dec 26-27 10:00-12:00",
        "Mon closed",
    ],
)
def test_dates_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(HoursProblem, match="2026-12-25 closed; 2026-12-31 09:00-12:00"):
        parse_dated(text)
