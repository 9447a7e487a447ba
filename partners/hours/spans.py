"""Opening hours as values: part of a helpline's document.

Minutes count from midnight of the day on which an opening starts, by the clock on the wall, so
`closes` may lie beyond 1440: 08:30-05:30 is 510 to 1770. An opening belongs to the day it starts.
"""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

DAY = 24 * 60


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
    """What holds on one date instead of the weekly and monthly openings; no times: closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    date: date
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
