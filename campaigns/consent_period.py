"""How long consent and permission last: whole days of UTC, the last one included."""

from datetime import UTC, date, datetime, time, timedelta


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def end_of(day: date) -> datetime:
    """The first instant after the day; for the last day of the calendar its own."""
    return start_of(min(day, date.max - timedelta(days=1)) + timedelta(days=1))
