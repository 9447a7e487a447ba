"""Opening hours as staff write them; what OpenStreetMap's `opening_hours` says clearly, too.

weekly    24/7  |  Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00  |  daily 08:30-05:30
          and, instead of these: PH closed  |  PH(DE-BY) 10:00-16:00  |  Dec 24-26 closed
monthly   10 08:00-32:00  |  1,15 09:00-12:00,14:00-16:00
dated     2026-12-25 closed; 2026-12-31 09:00-12:00; 2026-12-24/2027-01-02 closed; Dec 25 closed
          2026 Dec 24-26 off

A closing time at or before the opening time lies on the next day, and so does 32:00; 23:59 is
midnight. A day has its times in one clause; only `closed` may take some days out of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from partners.hours.calendars import has_calendar
from partners.hours.clauses import Clause, HoursProblem, Span, clauses
from partners.hours.days import Days, NoDays, read_days
from partners.hours.spans import DAY, Dated, Holiday, Hours, HoursStatus, Monthly, Weekly, Yearly

WEEKLY_EXAMPLE = "Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00, or 24/7"
MONTHLY_EXAMPLE = "10 08:00-32:00"
DATED_EXAMPLE = "2026-12-25 closed; 2026-12-31 09:00-12:00"
HOLIDAYS_EXAMPLE = "PH(DE) closed"

Times = Sequence[tuple[int | None, int | None]]
CLOSED_ALL_DAY: Times = [(None, None)]


@dataclass
class _Read:
    """What clauses said so far, by the kind of day."""

    week: dict[int, list[Span]] = field(default_factory=dict)
    holidays: dict[str, list[Span]] = field(default_factory=dict)
    dated: list[Dated] = field(default_factory=list)
    yearly: list[Yearly] = field(default_factory=list)

    def weekly(self) -> tuple[Weekly, ...]:
        return tuple(
            Weekly(weekday=day, opens=opens, closes=closes)
            for day in sorted(self.week)
            for opens, closes in self.week[day]
        )


def parse_hours(
    status: str, zone: str, weekly: str, monthly: str, dated: str, country: str = ""
) -> Hours:
    """The hours of a channel from its columns; `country` is whose public holidays `PH` means."""
    read = _read(weekly, WEEKLY_EXAMPLE)
    _read_dated(dated, read)
    calendar, holidays = _holidays(read, country)
    openings = read.weekly()
    always = _covers_the_week(openings)
    return Hours(
        status=HoursStatus(status),
        zone=zone,
        always=always,
        weekly=() if always else openings,
        monthly=() if always else parse_monthly(monthly),
        dated=tuple(sorted(read.dated, key=lambda d: (d.date, d.opens or 0))),
        yearly=tuple(sorted(read.yearly, key=lambda y: (y.first, y.opens or 0))),
        holidays=holidays,
        holidays_in=calendar,
    )


def parse_weekly(text: str) -> tuple[Weekly, ...]:
    return _read(text, WEEKLY_EXAMPLE).weekly()


def parse_monthly(text: str) -> tuple[Monthly, ...]:
    found = (
        Monthly(day=day, opens=opens, closes=closes)
        for clause in clauses(text, MONTHLY_EXAMPLE)
        for day in _days_of_month(clause)
        for opens, closes in clause.spans
    )
    return tuple(sorted(found, key=lambda m: (m.day, m.opens, m.closes)))


def parse_dated(text: str) -> tuple[Dated, ...]:
    read = _Read()
    _read_dated(text, read)
    return tuple(sorted(read.dated, key=lambda d: (d.date, d.opens or 0)))


def _read(text: str, example: str) -> _Read:
    read = _Read()
    for clause in clauses(text, example, everyday=True):
        _add(clause, read, example)
    return read


def _read_dated(text: str, read: _Read) -> None:
    """Adds the clauses of single days."""
    for clause in clauses(text, DATED_EXAMPLE):
        if any(days.weekdays for days in _days(clause, DATED_EXAMPLE)):
            raise HoursProblem(f"“{clause.days}” is not a date", DATED_EXAMPLE)
        _add(clause, read, DATED_EXAMPLE)


def _add(clause: Clause, read: _Read, example: str) -> None:
    named: list[int] = []
    for days in _days(clause, example):
        named += days.weekdays
        if days.holidays_in is not None:
            if read.holidays:
                raise HoursProblem("PH stands there twice", HOLIDAYS_EXAMPLE)
            read.holidays[days.holidays_in] = clause.spans
        _add_dates(clause, days, read)
    if len(set(named)) < len(named):
        raise HoursProblem(f"“{clause.days}” names a day twice", example)
    for day in named:
        if day in read.week and (clause.spans or not read.week[day]):
            raise HoursProblem(f"“{clause.days}” has a day of another clause", example)
        read.week[day] = clause.spans


def _add_dates(clause: Clause, days: Days, read: _Read) -> None:
    times: Times = clause.spans or CLOSED_ALL_DAY
    if days.dates:
        first, last = days.dates
        until = None if first == last else last
        dated = [Dated(date=first, until=until, opens=o, closes=c) for o, c in times]
        _refuse_overlap(clause, read.dated, dated[0])
        read.dated += dated
    if days.yearly:
        start, end = days.yearly
        yearly = [Yearly(first=start, last=end, opens=o, closes=c) for o, c in times]
        _refuse_overlap(clause, read.yearly, yearly[0])
        read.yearly += yearly


def _refuse_overlap(clause: Clause, others: Sequence[Dated | Yearly], new: Dated | Yearly) -> None:
    """Two days, or two runs of days, that meet: nobody could tell which one holds."""
    for other in others:
        if other.is_run == new.is_run and (other.covers(new.start) or new.covers(other.start)):
            raise HoursProblem(f"{clause.days} stands there twice", DATED_EXAMPLE)


def _days(clause: Clause, example: str) -> list[Days]:
    try:
        return list(read_days(clause.days))
    except NoDays as problem:
        what = str(problem) or f"“{clause.days}” are not days of the week"
        raise HoursProblem(what, example) from None


def _days_of_month(clause: Clause) -> list[int]:
    parts = clause.days.split(",")
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= 31 for part in parts):
        raise HoursProblem(f"“{clause.days}” are not days of the month", MONTHLY_EXAMPLE)
    return [int(part) for part in parts]


def _holidays(read: _Read, country: str) -> tuple[str, tuple[Holiday, ...]]:
    """Whose public holidays are meant, and what holds on them."""
    for named, spans in read.holidays.items():
        code = named or country
        if not has_calendar(code):
            what = f"nobody knows the public holidays of {code}" if code else "PH needs a country"
            raise HoursProblem(what, HOLIDAYS_EXAMPLE)
        times: Times = spans or CLOSED_ALL_DAY
        return code, tuple(Holiday(opens=opens, closes=closes) for opens, closes in times)
    return "", ()


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
