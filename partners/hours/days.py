"""The days that a clause of opening hours names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partners.hours.spans import LEAP_YEAR

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHOLE = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MonthDay = tuple[int, int]

_HOLIDAYS = re.compile(r"PH(?:\(([A-Z]{2}(?:-[A-Z0-9]{1,3})?)\))?", re.ASCII | re.IGNORECASE)
_DATES = re.compile(r"(\d{4}-\d\d-\d\d)(?:[-/](\d{4}-\d\d-\d\d))?", re.ASCII)
_SPELT = re.compile(
    r"(\d{4}) ([a-z]{3}) (\d\d?)(?:-(?:(?:(\d{4}) )?([a-z]{3}) )?(\d\d?))?",
    re.ASCII | re.IGNORECASE,
)
_YEARLY = re.compile(r"([a-z]{3}) (\d\d?)(?:-(?:([a-z]{3}) )?(\d\d?))?", re.ASCII | re.IGNORECASE)


class NoDays(ValueError):
    """A text that names no days; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Days:
    """What one part of a list names: exactly one of these."""

    weekdays: tuple[int, ...] = ()
    holidays_in: str | None = None
    """Whose public holidays; '' for those of the line's own country."""
    dates: tuple[date, date] | None = None
    yearly: tuple[MonthDay, MonthDay] | None = None


def read_days(text: str) -> Iterator[Days]:
    """`daily`, `Mon-Fri`, `Mo,We`, `PH`, `PH(DE-BY)`, `2026-12-24/2027-01-02`, `2026 Dec 24-26` or
    `Dec 24-Jan 2`."""
    for part in text.split(","):
        if part.lower() == "daily":
            yield Days(weekdays=tuple(range(7)))
        elif found := _HOLIDAYS.fullmatch(part):
            yield Days(holidays_in=(found[1] or "").upper())
        elif found := _DATES.fullmatch(part):
            yield Days(dates=_dates(part, found[1], found[2] or found[1]))
        elif found := _SPELT.fullmatch(part):
            yield Days(dates=_spelt(found))
        elif found := _YEARLY.fullmatch(part):
            yield Days(yearly=_yearly(found))
        else:
            yield Days(weekdays=_weekdays(part))


def _weekdays(text: str) -> tuple[int, ...]:
    """`Mon`, `Mo`, `Mon-Fri` or `Fri-Mon` as numbers."""
    first, _, last = text.lower().partition("-")
    start, end = _weekday(first), _weekday(last or first)
    return tuple(day % 7 for day in range(start, end + 1 if end >= start else end + 8))


def _weekday(text: str) -> int:
    """By two letters or more of its name: `mo`, `mon`, `tues`, `thursday`."""
    for number, name in enumerate(_WHOLE):
        if len(text) > 1 and name.startswith(text):
            return number
    raise NoDays


def _dates(text: str, first: str, last: str) -> tuple[date, date]:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise NoDays(f"“{text}” is not a date") from None
    if end < start:
        raise NoDays(f"“{text}” ends before it starts")
    return start, end


def _spelt(found: re.Match[str]) -> tuple[date, date]:
    """As OpenStreetMap writes a date: `2026 Dec 24`, `2026 Dec 24-26`, `2026 Dec 24-2027 Jan 2`."""
    year, month, day, last_year, last_month, last_day = found.groups()
    start = _iso(found[0], year, month, day)
    end = _iso(found[0], last_year or year, last_month or month, last_day or day)
    return _dates(found[0], start, end)


def _iso(text: str, year: str, month: str, day: str) -> str:
    number, of_month = _month_day(text, month, day)
    return f"{year}-{number:02}-{of_month:02}"


def _yearly(found: re.Match[str]) -> tuple[MonthDay, MonthDay]:
    first = _month_day(found[0], found[1], found[2])
    last = _month_day(found[0], found[3] or found[1], found[4]) if found[4] else first
    return first, last


def _month_day(text: str, month: str, day: str) -> MonthDay:
    try:
        found = date(LEAP_YEAR, MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        raise NoDays(f"“{text}” is not a day of the year") from None
    return found.month, found.day
