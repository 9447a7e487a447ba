"""When a channel answers: a small grammar, and what it means at an instant. No Django here."""

from partners.hours.clauses import HoursProblem
from partners.hours.grammar import (
    parse_dated,
    parse_hours,
    parse_monthly,
    parse_weekly,
)
from partners.hours.spans import Dated, Hours, HoursStatus, Monthly, Weekly
from partners.hours.state import OpenState, state
from partners.hours.writing import as_written

__all__ = [
    "Dated",
    "Hours",
    "HoursProblem",
    "HoursStatus",
    "Monthly",
    "OpenState",
    "Weekly",
    "as_written",
    "parse_dated",
    "parse_hours",
    "parse_monthly",
    "parse_weekly",
    "state",
]
