"""Opening hours as their form takes them: what `parse_hours` reads, written anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from partners.hours.clauses import ALWAYS, CLOSED
from partners.hours.days import MONTHS, WEEKDAYS, MonthDay
from partners.hours.spans import DAY, Dated, Hours, Weekly, Yearly

D = TypeVar("D")
Times = tuple[tuple[int, int], ...]
"""From and to, in minutes; none where it is closed."""
_LAST_MINUTE = DAY - 1


def as_written(hours: Hours) -> dict[str, str]:
    """The columns of a channel that say these hours."""
    weekly = [ALWAYS] if hours.always else list(_weekly(hours.weekly))
    if hours.holidays:
        weekly.append(f"PH({hours.holidays_in}) {_said(_times(hours.holidays))}")
    monthly = ((m.day, _times([m])) for m in hours.monthly)
    return {
        "hours_status": hours.status.value,
        "zone": hours.zone,
        "weekly": "; ".join(weekly),
        "monthly": "; ".join(f"{day} {_said(times)}" for day, times in _joined(monthly)),
        "dated": "; ".join([*_dated(hours.dated), *_dated(hours.yearly)]),
    }


def _weekly(openings: Iterable[Weekly]) -> Iterator[str]:
    """A clause for each run of days with the same times."""
    by_day: dict[int, list[Weekly]] = defaultdict(list)
    for opening in openings:
        by_day[opening.weekday].append(opening)
    said = {day: _said(_times(of_day)) for day, of_day in sorted(by_day.items())}
    runs = groupby(enumerate(said), key=lambda one: (one[1] - one[0], said[one[1]]))
    for (_offset, times), run in runs:
        days = [day for _place, day in run]
        yield f"{_run(WEEKDAYS[days[0]].title(), WEEKDAYS[days[-1]].title())} {times}"


def _dated(days: Iterable[Dated | Yearly]) -> Iterator[str]:
    for named, times in _joined((_day(day), _times([day])) for day in days):
        yield f"{named} {_said(times)}"


def _day(day: Dated | Yearly) -> str:
    if isinstance(day, Dated):
        return _run(day.date.isoformat(), (day.until or day.date).isoformat(), "/")
    return _run(_month_day(day.first), _month_day(day.last))


def _month_day(day: MonthDay) -> str:
    return f"{MONTHS[day[0] - 1].title()} {day[1]}"


def _run(first: str, last: str, dash: str = "-") -> str:
    return first if first == last else f"{first}{dash}{last}"


def _joined(days: Iterable[tuple[D, Times]]) -> Iterator[tuple[D, Times]]:
    """Each day once, with all its times."""
    for day, those in groupby(days, key=lambda one: one[0]):
        yield day, tuple(span for _day, times in those for span in times)


def _times(openings: Sequence[object]) -> Times:
    spans = ((getattr(o, "opens", None), getattr(o, "closes", None)) for o in openings)
    return tuple((opens, closes) for opens, closes in spans if opens is not None and closes)


def _said(times: Times) -> str:
    return ",".join(f"{_clock(o)}-{_closing(o, c)}" for o, c in times) or CLOSED[0]


def _closing(opens: int, closes: int) -> str:
    """By the clock of the next day where that can't be mistaken for one of the same."""
    next_day = closes - DAY
    return _clock(next_day if 0 < next_day <= opens and next_day != _LAST_MINUTE else closes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
