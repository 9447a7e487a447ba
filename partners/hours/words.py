"""Opening hours in words, by the clock of those who answer."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_day_names, get_timezone_location
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from partners.hours import Hours, HoursStatus, OpenState
from partners.hours.spans import LEAP_YEAR

DAY = 24 * 60
HOUR = timedelta(hours=1)
STEP = timedelta(minutes=5)
"""How finely the last hour before an opening is told."""
SOON = timedelta(days=21)
"""How far ahead an unusual day is announced."""

Span = tuple[int, int]


class StateText(NamedTuple):
    """A sentence on whether somebody answers now, and a class for its look."""

    look: str
    words: str
    until: datetime | None = None
    """From when on the sentence is another one, though the state is the same; None if never."""


def state_text(state: OpenState, hours: Hours, now: datetime, language: str) -> StateText:
    """Stated hours are said as they are: that nobody checked them is said once on the page."""
    if state.is_open is None:
        return StateText("unknown", _("Hours not known: try now"))
    if state.is_open:
        return StateText("open", _open_until(state.until, hours))
    if not state.opens:
        return StateText("closed", _("Closed"))
    moment = _moment(state.opens, now, hours.zone, language)
    words = _("Closed, opens %(moment)s") % {"moment": moment}
    wait, until = _wait(state.opens, now)
    until = min(until, _midnight(now, hours.zone))
    return StateText("closed", f"{words} ({wait})" if wait else words, until)


def hours_lines(hours: Hours, now: datetime, language: str) -> list[str]:
    """All openings, one sentence a line; [] where they are unknown."""
    if hours.status is HoursStatus.UNKNOWN:
        return []
    if hours.always:
        lines = [_("24 hours, every day")]
    else:
        lines = [*_weekly_lines(hours, language), *_monthly_lines(hours)]
    unusual = [*_yearly_lines(hours, language), *_coming_lines(hours, now, language)]
    return [*lines, *_holiday_lines(hours), *unusual]


def zone_note(zone: str, country: str, language: str) -> str:
    """Whose clock is meant, where a visitor could doubt it: `Chicago`; '' where nobody would."""
    market = settings.MARKETS.get(country)
    if market and market.zones == (zone,):
        return ""
    return str(get_timezone_location(ZoneInfo(zone), locale=language, return_city=True))


def _open_until(until: datetime | None, hours: Hours) -> str:
    if until is None:
        return _("Open 24 hours")
    closes = until.astimezone(ZoneInfo(hours.zone)).strftime("%H:%M")
    return _("Open until %(time)s") % {"time": closes}


def _midnight(now: datetime, zone: str) -> datetime:
    """When `tomorrow` is no longer that."""
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZoneInfo(zone)).astimezone(UTC)


def _wait(opens: datetime, now: datetime) -> tuple[str, datetime]:
    """`in 3 hours` for an opening within a day, and until when that is said; else ''."""
    left = opens - now
    if left > timedelta(days=1):
        return "", opens - timedelta(days=1)
    if left > HOUR:
        count = -(-left // HOUR)
        words = ngettext("in %(count)d hour", "in %(count)d hours", count)
        return words % {"count": count}, opens - (count - 1) * HOUR
    count = -(-left // STEP) * STEP // timedelta(minutes=1)
    words = ngettext("in %(count)d minute", "in %(count)d minutes", count)
    return words % {"count": count}, opens - timedelta(minutes=count) + STEP


def _moment(instant: datetime, now: datetime, zone: str, language: str) -> str:
    """`at 13:00`, `on Wednesday at 13:00` or `on 3 January at 13:00`."""
    local, today = instant.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    clock = local.strftime("%H:%M")
    days = (local.date() - today).days
    if days == 0:
        return _("at %(time)s") % {"time": clock}
    if days == 1:
        return _("tomorrow at %(time)s") % {"time": clock}
    day = format_date(local, "EEEE" if days < 7 else "d MMMM", locale=language)
    return _("on %(day)s at %(time)s") % {"day": day, "time": clock}


def _weekly_lines(hours: Hours, language: str) -> Iterator[str]:
    names = get_day_names("wide", locale=language)
    spans = [
        tuple((w.opens, w.closes) for w in hours.weekly if w.weekday == day) for day in range(7)
    ]
    if spans[0] and len(set(spans)) == 1:
        yield _("Every day %(times)s") % {"times": _times(spans[0])}
        return
    for times, days in groupby(range(7), key=lambda day: spans[day]):
        run = list(days)
        if times:
            first, last = names[run[0]], names[run[-1]]
            label = first if len(run) == 1 else f"{first} – {last}"
            yield f"{label}: {_times(times)}"


def _monthly_lines(hours: Hours) -> Iterator[str]:
    for day, openings in groupby(hours.monthly, key=lambda monthly: monthly.day):
        times = _times(tuple((m.opens, m.closes) for m in openings))
        yield _("On day %(day)s of each month: %(times)s") % {"day": day, "times": times}


def _holiday_lines(hours: Hours) -> Iterator[str]:
    if hours.holidays:
        times = _times_or_closed([(h.opens, h.closes) for h in hours.holidays])
        yield _("On public holidays: %(times)s") % {"times": times}


def _yearly_lines(hours: Hours, language: str) -> Iterator[str]:
    for (first, last), openings in groupby(hours.yearly, key=lambda y: (y.first, y.last)):
        days = " – ".join(
            format_date(date(LEAP_YEAR, *day), "d MMMM", locale=language)
            for day in dict.fromkeys([first, last])
        )
        times = _times_or_closed([(y.opens, y.closes) for y in openings])
        yield _("Each year on %(days)s: %(times)s") % {"days": days, "times": times}


def _coming_lines(hours: Hours, now: datetime, language: str) -> Iterator[str]:
    """The unusual days of the next weeks, whatever makes them so; those alike in one line."""
    today = now.astimezone(ZoneInfo(hours.zone)).date()
    days = [today + timedelta(days=number) for number in range(SOON.days + 1)]
    for spans, alike in groupby(days, key=hours.exception_on):
        if spans is not None:
            run = list(alike)
            names = dict.fromkeys(_day(day, language) for day in (run[0], run[-1]))
            yield f"{' – '.join(names)}: {_times_or_closed(spans)}"


def _day(day: date, language: str) -> str:
    return str(format_date(day, "EEEE d MMMM", locale=language))


def _times_or_closed(spans: Sequence[tuple[int | None, int | None]]) -> str:
    known = tuple((opens, closes) for opens, closes in spans if opens is not None)
    return _times(known) if known else _("closed")


def comma() -> str:
    """Between the things of a list: Arabic has its own."""
    return pgettext("between the things of a list", ", ")


def _times(spans: tuple[tuple[int, int | None], ...]) -> str:
    return comma().join(_span(opens, closes or opens) for opens, closes in spans)


def _span(opens: int, closes: int) -> str:
    if closes <= DAY:
        return f"{_clock(opens)}–{_clock(closes)}"
    return _("%(from)s until %(to)s on the next day") % {
        "from": _clock(opens),
        "to": _clock(closes - DAY),
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
