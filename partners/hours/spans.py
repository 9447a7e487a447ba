"""Opening hours as values: part of a helpline's document.

Minutes count from midnight of the day on which an opening starts, by the clock on the wall, so
`closes` may lie beyond 1440: 08:30-05:30 is 510 to 1770. An opening belongs to the day it starts.
"""

from collections.abc import Sequence
from datetime import date as date_type
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from partners.hours.calendars import public_holidays

DAY = 24 * 60
LEAP_YEAR = 2024
"""A year that has every day."""


class HoursStatus(StrEnum):
    """How well the hours are known. Only confirmed ones may say "open now"."""

    CONFIRMED = "confirmed"
    STATED = "stated"
    UNKNOWN = "unknown"


class Weekly(BaseModel):
    """An opening on one day of every week; Monday is 0."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    weekday: int
    opens: int
    closes: int


class Monthly(BaseModel):
    """An opening on one day of every month, beside the weekly ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    day: int
    opens: int
    closes: int


class Dated(BaseModel):
    """What holds from a date to another instead of the weekly and monthly openings.

    No times: closed. No `until`: that date alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    date: date_type
    opens: int | None = None
    closes: int | None = None
    until: date_type | None = None

    @property
    def start(self) -> date_type:
        return self.date

    @property
    def is_run(self) -> bool:
        return self.until is not None

    def covers(self, day: date_type) -> bool:
        return self.date <= day <= (self.until or self.date)

    @model_serializer(mode="wrap")
    def _as_before(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without_empty(write(self), "until")


class Yearly(BaseModel):
    """The same in every year: `(12, 24)` to `(1, 2)` as months and days, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    first: tuple[int, int]
    last: tuple[int, int]
    opens: int | None = None
    closes: int | None = None

    @property
    def start(self) -> date_type:
        return date_type(LEAP_YEAR, *self.first)

    @property
    def is_run(self) -> bool:
        return self.first != self.last

    def covers(self, day: date_type) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


class Holiday(BaseModel):
    """What holds on public holidays instead; no times: closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    opens: int | None = None
    closes: int | None = None


class Hours(BaseModel):
    """All openings of a channel, in the time zone of whoever answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    status: HoursStatus = HoursStatus.UNKNOWN
    zone: str = "UTC"
    always: bool = False
    weekly: tuple[Weekly, ...] = ()
    monthly: tuple[Monthly, ...] = ()
    dated: tuple[Dated, ...] = ()
    yearly: tuple[Yearly, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    holidays_in: str = ""
    """Whose public holidays: `DE` or `DE-BY`; see `calendars`."""

    def exception_on(self, day: date_type) -> list[tuple[int, int]] | None:
        """The openings that start on an unusual day, [] where it is closed; None on others.

        A date wins over dates from and to, these over what is so every year, that over holidays.
        """
        found: Sequence[Dated | Yearly | Holiday] = (
            [d for d in self.dated if d.covers(day) and not d.is_run]
            or [d for d in self.dated if d.covers(day)]
            or [y for y in self.yearly if y.covers(day) and not y.is_run]
            or [y for y in self.yearly if y.covers(day)]
        )
        if not found and self.holidays and day in public_holidays(self.holidays_in, day.year):
            found = self.holidays
        spans = [(e.opens, e.closes) for e in found if e.opens is not None and e.closes is not None]
        return sorted(spans) if found else None

    @model_serializer(mode="wrap")
    def _as_before(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without_empty(write(self), "yearly", "holidays", "holidays_in")


def _without_empty(written: dict[str, Any], *names: str) -> dict[str, Any]:
    """So that hours without what came later have the hash that they had before."""
    return {name: value for name, value in written.items() if value or name not in names}
