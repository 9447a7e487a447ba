"""The hours of real lines as they stand on their pages and in OpenStreetMap, and what they mean."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from partners.hours import Hours, HoursProblem, parse_hours, state
from partners.hours.words import hours_lines

# 2026-12-21 is a Monday; Christmas Day is a Friday.
MON, TUE, WED, THU, FRI, SAT, SUN = range(21, 28)


def hours_of(weekly: str, dated: str = "", monthly: str = "", country: str = "DE") -> Hours:
    return parse_hours("confirmed", "UTC", weekly, monthly, dated, country)


def is_open(hours: Hours, day: int, clock: str) -> bool | None:
    hour, minute = map(int, clock.split(":"))
    return state(hours, datetime(2026, 12, day, hour, minute, tzinfo=UTC)).is_open


ALWAYS = [
    "24/7",
    "24/7 open",
    "daily 00:00-24:00",
    "daily 00:00-23:59",
    "00:00-24:00",
    "Mo-Su 00:00-24:00",
    "Mo-Su 00:00-00:00",
    "Mon-Sun 00:00-23:59",
    "Mo-Su,PH 00:00-24:00",
    "Mo-Fr 00:00-24:00; Sa,Su 00:00-24:00",
]
# What stands on the page; a day and time at which it is open, and one at which it is closed.
OPEN_AND_CLOSED = [
    ("Wed-Sun 13:00-20:30", (WED, "13:00"), (TUE, "14:00")),
    ("daily 08:00-24:00", (MON, "23:59"), (MON, "07:59")),
    ("daily 08:00-23:59", (MON, "23:59"), (MON, "07:59")),
    ("daily 12:00-22:00", (SUN, "21:59"), (SUN, "22:00")),
    ("Mon-Fri 09:00-21:00", (THU, "09:00"), (SAT, "10:00")),
    ("Mon-Fri 09:00-19:00", (MON, "18:59"), (MON, "19:00")),
    ("Mon-Fri 15:00-20:00", (TUE, "15:00"), (TUE, "14:59")),
    ("daily 08:30-05:30", (TUE, "05:29"), (TUE, "05:30")),
    ("daily 16:00-21:00", (SUN, "20:59"), (SUN, "15:59")),
    ("daily 10:00-22:00", (WED, "10:00"), (WED, "09:59")),
    ("Mon-Thu 10:00-22:00; Fri-Sun 10:00-18:00", (THU, "21:59"), (SUN, "18:00")),
    ("Mon,Tue,Thu,Fri 16:00-18:00", (TUE, "17:00"), (WED, "17:00")),
    ("Mon-Sat 10:00-20:00", (SAT, "19:59"), (SUN, "12:00")),
    ("Mon-Sat 08:00-22:00; Sun 08:00-14:00", (SUN, "13:59"), (SUN, "14:00")),
    ("Mo-Fr 09:00-17:00", (MON, "12:00"), (SUN, "12:00")),
    ("Mo-Fr 09:00-17:00; PH off", (THU, "12:00"), (FRI, "12:00")),
    ("Mo-Fr 09:00-17:00; PH 10:00-12:00", (FRI, "11:00"), (FRI, "13:00")),
    ("24/7; PH off", (THU, "23:59"), (FRI, "00:00")),
    ("Mo-Fr 08:00-12:00,14:00-18:00", (MON, "17:00"), (MON, "13:00")),
    ("Mo-Fr 08:00-12:00, 14:00-18:00", (MON, "17:00"), (MON, "13:00")),
    ("Mo-Fr 09:00-17:00, Sa 10:00-14:00", (SAT, "13:00"), (SAT, "15:00")),
    ("Mo-Fr 09:00-17:00; Sa off", (MON, "12:00"), (SAT, "12:00")),
    ("Mo-Fr 09:00-17:00; We off", (TUE, "12:00"), (WED, "12:00")),
    ("Mo,We,Fr 18:00-22:00", (WED, "19:00"), (TUE, "19:00")),
    ("Tu-Th 19:00-23:00", (THU, "22:00"), (MON, "22:00")),
    ("Sa-Mo 10:00-12:00", (SUN, "11:00"), (WED, "11:00")),
    ("Sa,Su,PH 10:00-16:00; Mo-Th 09:00-21:00", (FRI, "15:00"), (FRI, "17:00")),
    ("10:00-18:00", (SUN, "17:59"), (SUN, "18:00")),
    ("18:00-02:00", (TUE, "01:59"), (TUE, "02:00")),
    ("19:00-07:00", (MON, "06:00"), (MON, "12:00")),
    ("Fr-Sa 20:00-03:00", (SUN, "02:00"), (SUN, "04:00")),
    ("Fr,Sa 20:00-26:00", (SUN, "01:59"), (SUN, "02:00")),
    ("Mo-Fr 9:00-17:00", (MON, "09:00"), (MON, "08:59")),
    ("MO - FR 09:00 - 17:00", (MON, "09:00"), (MON, "08:59")),
    ("mo-fr: 09:00-17:00", (MON, "09:00"), (MON, "17:00")),
    ("Mon–Fri 09:00–17:00", (MON, "09:00"), (MON, "17:00")),
    ("Mo-Su 07:00-23:00; Dec 25 off", (THU, "08:00"), (FRI, "08:00")),
    ("Mo-Su 07:00-23:00; Dec 24-26 off", (WED, "08:00"), (SAT, "08:00")),
    ("Mo-Su 07:00-23:00; Dec 24-Jan 2 10:00-12:00", (SAT, "11:00"), (SAT, "13:00")),
    ("Mo-Fr 10:00-12:00; Dec 24,Dec 25 off", (WED, "11:00"), (THU, "11:00")),
    ("Mo-Su 10:00-12:00; 2026-12-27 off", (SAT, "11:00"), (SUN, "11:00")),
    ("Mo-Su 10:00-12:00; 2026-12-24/2026-12-26 closed", (SUN, "11:00"), (THU, "11:00")),
    ("Mon-Fri 07:00-22:00; Sat,Sun 08:00-20:00", (SUN, "08:00"), (SUN, "07:00")),
    ("Mon-Fri 17:00-23:00; Sat,Sun 12:00-23:00", (SAT, "12:00"), (FRI, "12:00")),
    ("Mon-Thu 14:00-18:00", (MON, "14:00"), (FRI, "14:00")),
    ("Sun-Thu 08:00-16:00", (SUN, "08:00"), (FRI, "08:00")),
    ("Sat-Thu 09:00-21:00", (SAT, "09:00"), (FRI, "09:00")),
    ("Mon-Fri 08:00-20:00; PH closed", (MON, "08:00"), (FRI, "09:00")),
    ("Mon-Fri 08:00-20:00; PH(GB-SCT) closed", (THU, "08:00"), (FRI, "09:00")),
    ("Mon-Fri 10:00-19:00; Sat 10:00-16:00; PH closed", (WED, "10:00"), (SAT, "11:00")),
    ("Mo-Su 10:00-12:00; 2026 Dec 25 off", (SAT, "11:00"), (FRI, "11:00")),
    ("Mo-Su 10:00-12:00; 2026 Dec 24-26 off", (SUN, "11:00"), (SAT, "11:00")),
    ("Mo-Su 10:00-12:00; 2026 Dec 24-2027 Jan 2 off", (WED, "11:00"), (SUN, "11:00")),
    ("PH off, Mo-Su 08:00-20:00", (THU, "19:00"), (FRI, "19:00")),
    ("Mo-Fr 09:00-17:00; ph off", (THU, "12:00"), (FRI, "12:00")),
    ("Monday-Friday 09:00-17:00", (MON, "09:00"), (SAT, "09:00")),
    ("Tues-Thurs 10:00-12:00", (WED, "11:00"), (FRI, "11:00")),
    ("Mo-Fr 8.00-16.30", (MON, "16:29"), (MON, "16:30")),
    ("Mo—Fr 09:00−17:00", (MON, "16:59"), (MON, "17:00")),
    ("Thu 18:30-20:30", (THU, "18:30"), (THU, "20:30")),
]
REFUSED = [
    "Mon-Fri 09:00-17:00; Mon 10:00-12:00",
    "Mo-Fr 09:00-17:00; We 10:00-12:00",
    "Mon closed; Mon-Fri 09:00-17:00",
    "24/7; Mo-Fr 09:00-17:00",
    "PH off; PH 10:00-12:00",
    "Dec 24-26 off; Dec 26-27 10:00-12:00",
    "Mo-Fr 09:00-17:00; PH(XX) off",
    "Mo-Fr 09:00-17:00; PH(DE-XX) off",
    "Mo-Fr 09:00+",
    "sunrise-sunset",
    "Su[1] 10:00-12:00",
    "week 1-53/2 Mo 10:00-12:00",
    "SH 10:00-12:00",
    'Mo-Fr 09:00-17:00 || "by phone"',
    'Mo-Fr "on appointment"',
    "Jan-Mar 10:00-12:00",
    "Mo-Fr 9-17",
    "9am-5pm",
    "2026-02-30 off",
    "2026 Feb 30 off",
    "2027 Jan 2-2026 Dec 24 off",
    "M-F 09:00-17:00",
    "Mo-Fr 24/7",
]


def test_the_tables_are_of_sixty_lines() -> None:
    assert len(ALWAYS) + len(OPEN_AND_CLOSED) > 60


@pytest.mark.parametrize("weekly", ALWAYS)
def test_hours_that_mean_day_and_night_say_so(weekly: str) -> None:
    assert hours_of(weekly).always


@pytest.mark.parametrize(("weekly", "opened", "closed"), OPEN_AND_CLOSED)
def test_hours_mean_what_people_read(
    weekly: str, opened: tuple[int, str], closed: tuple[int, str]
) -> None:
    hours = hours_of(weekly)
    assert is_open(hours, *opened) is True
    assert is_open(hours, *closed) is False


@pytest.mark.parametrize("weekly", REFUSED)
def test_hours_that_could_mean_two_things_or_none_are_refused(weekly: str) -> None:
    with pytest.raises(HoursProblem, match=": write, for instance, "):
        hours_of(weekly)


def test_public_holidays_need_to_be_somebody_s() -> None:
    with pytest.raises(HoursProblem, match="PH needs a country"):
        hours_of("Mo-Fr 09:00-17:00; PH off", country="")
    assert hours_of("Mo-Fr 09:00-17:00; PH(GB) off", country="").holidays_in == "GB"


def test_a_part_of_a_country_has_its_own_holidays() -> None:
    # 2 January is a holiday in Scotland, not in England.
    day = datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert state(hours_of("daily 09:00-17:00; PH(GB-SCT) off"), day).is_open is False
    assert state(hours_of("daily 09:00-17:00; PH(GB-ENG) off"), day).is_open is True


@pytest.mark.parametrize(
    ("dated", "opens_on"),
    [
        ("2026-12-24/2027-01-02 closed", date(2027, 1, 3)),
        ("Dec 24-Jan 2 closed", date(2027, 1, 3)),
        # A date wins over a run of dates, and over what is so each year.
        ("2026-12-24/2027-01-02 closed; 2026-12-31 09:00-12:00", date(2026, 12, 31)),
        ("Dec 24-Jan 2 closed; Dec 31 09:00-12:00", date(2026, 12, 31)),
        ("Dec 24-Jan 2 closed; 2026-12-28 09:00-12:00", date(2026, 12, 28)),
        ("2026-12-25/2028-12-24 closed", None),
    ],
)
def test_a_line_opens_again_when_its_closure_ends(dated: str, opens_on: date | None) -> None:
    found = state(hours_of("daily 09:00-17:00", dated), datetime(2026, 12, 25, 12, tzinfo=UTC))
    assert found.is_open is False
    assert (found.opens.date() if found.opens else None) == opens_on


def test_a_line_that_never_closes_but_on_holidays_says_until_when() -> None:
    hours = parse_hours("confirmed", "Europe/Berlin", "24/7", "", "", "DE")
    assert state(hours, datetime(2026, 12, 1, tzinfo=UTC)).until is None
    hours = parse_hours("confirmed", "Europe/Berlin", "24/7; PH off", "", "", "DE")
    until = state(hours, datetime(2026, 12, 1, tzinfo=UTC)).until
    assert until == datetime(2026, 12, 25, tzinfo=ZoneInfo("Europe/Berlin"))


def test_what_is_unusual_is_said_in_words() -> None:
    hours = hours_of("Mo-Fr 09:00-17:00; PH off; Dec 24 10:00-12:00", "2026-12-28/2026-12-30 off")
    assert hours_lines(hours, datetime(2026, 12, 20, tzinfo=UTC), "en") == [
        "Monday – Friday: 09:00–17:00",
        "On public holidays: closed",
        "Each year on 24 December: 10:00–12:00",
        "Thursday 24 December: 10:00–12:00",
        "Friday 25 December – Saturday 26 December: closed",
        "Monday 28 December – Wednesday 30 December: closed",
        "Friday 1 January: closed",
    ]


def test_hours_of_before_keep_the_form_that_their_hash_was_made_of() -> None:
    hours = hours_of("Mon 09:00-12:00", "2026-12-25 closed")
    assert set(hours.model_dump(mode="json")) == {
        "status",
        "zone",
        "always",
        "weekly",
        "monthly",
        "dated",
    }
    assert hours.model_dump(mode="json")["dated"] == [
        {"date": "2026-12-25", "opens": None, "closes": None}
    ]
    assert Hours.model_validate(hours.model_dump(mode="json")) == hours
