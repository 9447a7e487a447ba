"""Days, and the midnights between which they lie in a market."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.conf import settings


class DayInput(forms.DateInput):
    """The browser's own picker of a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DayInput


def midnight(day: date, country: str) -> datetime:
    """The instant at which the day begins in the market; where no clock shows 00:00, after it."""
    zone = settings.MARKETS[country].zone
    return datetime.combine(day, time(), zone).astimezone(UTC)


def first_midnight(day: date, countries: Collection[str]) -> datetime:
    """When the day begins where it begins first."""
    return min(midnight(day, country) for country in countries)


def last_midnight(day: date, countries: Collection[str]) -> datetime:
    """When the day ends where it ends last."""
    return max(midnight(day + timedelta(days=1), country) for country in countries)
