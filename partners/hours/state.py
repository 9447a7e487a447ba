"""Whether a channel is open at an instant, and when that changes. Pure; right on the days on
which clocks are moved.

An opening starts at the first instant at which the clock on the wall shows its time or a later
one, and ends likewise. Where clocks are moved forward over 02:30, a line that opens at 02:30 opens
when they are moved; where an hour comes twice, the first one counts.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from partners.hours.spans import DAY, Hours, HoursStatus

MINUTE = timedelta(minutes=1)
HORIZON = timedelta(days=70)
"""How far ahead an opening is looked for: the 31st comes at least this often."""
FAR = timedelta(days=400)
"""How far ahead openings and closures of single dates are looked for."""

Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class OpenState:
    """A channel at an instant.

    `is_open` is None where the hours are unknown. `until` is when an open channel closes, None
    where it never does; `opens` is when a closed one opens, None where no opening is known.
    """

    status: HoursStatus
    is_open: bool | None = None
    until: datetime | None = None
    opens: datetime | None = None

    @property
    def is_sure(self) -> bool:
        """Whether "open now" may be said: hours that nobody confirmed are only stated."""
        return self.status is HoursStatus.CONFIRMED

    @property
    def changes_at(self) -> datetime | None:
        """The next instant at which the state is another one."""
        return self.until if self.is_open else self.opens


def state(hours: Hours, now: datetime) -> OpenState:
    """Whether the channel is open at `now`, an instant with a time zone."""
    if hours.status is HoursStatus.UNKNOWN:
        return OpenState(hours.status)
    zone = ZoneInfo(hours.zone)
    today = now.astimezone(zone).date()
    first = today - timedelta(days=2)
    unusual = _unusual_days(hours, first, today + FAR)
    if hours.always and not unusual:
        return OpenState(hours.status, is_open=True)
    last = max([today, *unusual]) + HORIZON
    for starts, closes in _intervals(hours, first, last):
        if starts > now:
            return OpenState(hours.status, is_open=False, opens=starts)
        if closes > now:
            # An opening that lasts to the end of what was looked at has no closing in sight.
            is_endless = hours.always and closes > _instant(last, 0, zone)
            return OpenState(hours.status, is_open=True, until=None if is_endless else closes)
    return OpenState(hours.status, is_open=False)


def _unusual_days(hours: Hours, first: date, last: date) -> list[date]:
    """Ends of what is unusual within the dates: beyond them, each week is like the next."""
    ends = [dated.until or dated.date for dated in hours.dated]
    if hours.yearly or hours.holidays:
        return [last]
    return [
        min(end, last)
        for dated, end in zip(hours.dated, ends, strict=True)
        if dated.date <= last and end >= first
    ]


def _intervals(hours: Hours, first: date, last: date) -> Iterator[Interval]:
    """The openings that start from `first` to `last`, those that touch joined into one."""
    zone = ZoneInfo(hours.zone)
    joined: Interval | None = None
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for opens, closes in _spans_on(hours, day):
            starts, ends = _instant(day, opens, zone), _instant(day, closes, zone)
            if starts == ends:  # The clocks were moved forward over the whole of it.
                continue
            if joined and starts <= joined[1]:
                joined = joined[0], max(joined[1], ends)
                continue
            if joined:
                yield joined
            joined = starts, ends
    if joined:
        yield joined


def _spans_on(hours: Hours, day: date) -> list[tuple[int, int]]:
    """The openings that start on a date, in minutes of its clock."""
    unusual = hours.exception_on(day)
    if unusual is not None:
        return unusual
    if hours.always:
        return [(0, DAY)]
    weekly = [(w.opens, w.closes) for w in hours.weekly if w.weekday == day.weekday()]
    monthly = [(m.opens, m.closes) for m in hours.monthly if m.day == day.day]
    return sorted(weekly + monthly)


def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The first instant at which the clocks of the zone show the time or a later one."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    local = wall.replace(tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    # The clocks are moved forward over this time, somewhere between these two instants.
    early = local.replace(fold=1).astimezone(UTC)
    instants = [early + step * MINUTE for step in range(int((instant - early) / MINUTE))]
    shown = bisect_left(instants, wall, key=lambda i: i.astimezone(zone).replace(tzinfo=None))
    return instants[shown] if shown < len(instants) else instant
