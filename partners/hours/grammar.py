"""Opening hours as staff write them.

weekly    24/7  |  Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00  |  daily 08:30-05:30
monthly   10 08:00-32:00  |  1,15 09:00-12:00,14:00-16:00
dated     2026-12-25 closed; 2026-12-31 09:00-12:00

A closing time at or before the opening time lies on the next day, and so does 32:00.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from partners.hours.spans import DAY, Dated, Hours, HoursStatus, Monthly, Weekly

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = "24/7"
WEEKLY_EXAMPLE = "Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00, or 24/7"
MONTHLY_EXAMPLE = "10 08:00-32:00"
DATED_EXAMPLE = "2026-12-25 closed; 2026-12-31 09:00-12:00"

_TIMES = re.compile(r"(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)", re.ASCII)
_LOOSE = re.compile(r"\s*([,–-])\s*")
_CLAUSE = re.compile(r"(\S+)\s+(\S.*)")


class HoursProblem(ValueError):
    """Hours that can't be read. The message is one sentence with an example."""


def parse_hours(status: str, zone: str, weekly: str, monthly: str, dated: str) -> Hours:
    """The hours of a channel from its columns."""
    openings = parse_weekly(weekly)
    always = _covers_the_week(openings)
    return Hours(
        status=HoursStatus(status),
        zone=zone,
        always=always,
        weekly=() if always else openings,
        monthly=() if always else parse_monthly(monthly),
        dated=parse_dated(dated),
    )


def parse_weekly(text: str) -> tuple[Weekly, ...]:
    if text.strip() == ALWAYS:
        return tuple(Weekly(weekday=day, opens=0, closes=DAY) for day in range(7))
    found = (
        Weekly(weekday=day, opens=opens, closes=closes)
        for days, times in _clauses(text, WEEKLY_EXAMPLE)
        for day in _weekdays(days)
        for opens, closes in _spans(times, WEEKLY_EXAMPLE)
    )
    return tuple(sorted(found, key=lambda w: (w.weekday, w.opens, w.closes)))


def parse_monthly(text: str) -> tuple[Monthly, ...]:
    found = (
        Monthly(day=day, opens=opens, closes=closes)
        for days, times in _clauses(text, MONTHLY_EXAMPLE)
        for day in _days_of_month(days)
        for opens, closes in _spans(times, MONTHLY_EXAMPLE)
    )
    return tuple(sorted(found, key=lambda m: (m.day, m.opens, m.closes)))


def parse_dated(text: str) -> tuple[Dated, ...]:
    found: list[Dated] = []
    for day_text, times in _clauses(text, DATED_EXAMPLE):
        day = _date(day_text)
        if any(other.date == day for other in found):
            raise _problem(f"{day_text} stands there twice", DATED_EXAMPLE)
        if times.strip().lower() == "closed":
            found.append(Dated(date=day))
        else:
            spans = _spans(times, DATED_EXAMPLE)
            found += [Dated(date=day, opens=opens, closes=closes) for opens, closes in spans]
    return tuple(sorted(found, key=lambda d: (d.date, d.opens or 0)))


def _clauses(text: str, example: str) -> Iterator[tuple[str, str]]:
    """(`Mon-Fri`, `09:00-21:00`) for each part between semicolons."""
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = _CLAUSE.fullmatch(_LOOSE.sub(lambda m: m[1].replace("–", "-"), part))
        if match is None:
            raise _problem(f"“{part}” lacks the days or the times", example)
        yield match[1], match[2]


def _spans(text: str, example: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for part in text.split(","):
        match = _TIMES.fullmatch(part.strip())
        if match is None:
            raise _problem(f"“{part.strip()}” is not a time span", example)
        opens_hour, opens_minute, closes_hour, closes_minute = map(int, match.groups())
        opens, closes = opens_hour * 60 + opens_minute, closes_hour * 60 + closes_minute
        if closes <= opens:
            closes += DAY
        sound = opens < DAY and closes <= 2 * DAY and max(opens_minute, closes_minute) < 60
        if not sound:
            raise _problem(f"“{part.strip()}” is not a time span", example)
        spans.append((opens, closes))
    ordered = sorted(spans)
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        raise _problem(f"“{text.strip()}” has times that overlap", example)
    return ordered


def _weekdays(text: str) -> list[int]:
    """`daily`, `Mon`, `Mon-Fri`, `Sat,Sun` or `Fri-Mon` as numbers."""
    if text.lower() == "daily":
        return list(range(7))
    days: list[int] = []
    for part in text.lower().split(","):
        first, _, last = part.partition("-")
        try:
            start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        except ValueError:
            raise _problem(f"“{text}” are not days of the week", WEEKLY_EXAMPLE) from None
        days += [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]
    if len(set(days)) < len(days):
        raise _problem(f"“{text}” names a day twice", WEEKLY_EXAMPLE)
    return days


def _days_of_month(text: str) -> list[int]:
    parts = text.split(",")
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= 31 for part in parts):
        raise _problem(f"“{text}” are not days of the month", MONTHLY_EXAMPLE)
    return [int(part) for part in parts]


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _problem(f"“{text}” is not a date", DATED_EXAMPLE) from None


def _covers_the_week(openings: tuple[Weekly, ...]) -> bool:
    """Whether no minute of the week is left out, as with `24/7` or `daily 00:00-24:00`."""
    week = 7 * DAY
    starts = [(w.weekday * DAY + w.opens, w.closes - w.opens) for w in openings]
    # What runs past Sunday night covers Monday morning.
    around = sorted(starts + [(start - week, length) for start, length in starts])
    reached = 0
    for start, length in around:
        if start > reached:
            return False
        reached = max(reached, start + length)
    return bool(openings) and reached >= week


def _problem(what: str, example: str) -> HoursProblem:
    return HoursProblem(f"{what}: write, for instance, {example}.")
