"""Days, and the midnights between which they lie in a market."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The browser's own picker of a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class InstantInput(forms.DateTimeInput):
    """The browser's own picker of a date and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def is_near(day: date) -> bool:
    """Whether it can be told on every clock of the world; nothing is planned beyond."""
    return 1900 < day.year < 2200


def refuse_far(day: date) -> None:
    if not is_near(day):
        raise ValidationError(_("Choose a year from 1901 to 2199."))


class DayField(forms.DateField):
    widget = DayInput
    default_validators = [refuse_far]


class InstantField(forms.DateTimeField):
    """An instant, typed in the person's zone."""

    widget = InstantInput
    default_validators = [refuse_far]


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
