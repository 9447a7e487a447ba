"""Date-times on the clock of a place, kept without a zone: the place says which clock is meant.

A campaign that starts at midnight starts at each market's own midnight, so what staff write and
what is stored is "2026-12-01 00:00" and nothing more.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

NO_LOCAL_TIME = _("Write a date and a time without a zone, such as 2026-12-01 00:00.")


def local_time(value: Any) -> datetime:
    """The value as a date-time without a zone; raises ValidationError for anything else."""
    try:
        parsed = parse_datetime(value.strip()) if isinstance(value, str) else value
    except ValueError:
        parsed = None
    if not isinstance(parsed, datetime) or parsed.tzinfo is not None:
        raise ValidationError(NO_LOCAL_TIME, code="local_time")
    return parsed


def instant_of(local: datetime, country: str) -> datetime:
    """The instant at which the country's clock shows the time.

    A time that a clock change skips counts as if the change had not come yet (02:30 becomes
    03:30 of summer time); of a time that comes twice it is the first: as calendars do (RFC 5545).
    """
    return local.replace(tzinfo=settings.MARKETS[country].zone, fold=0).astimezone(UTC)


class LocalTimeInput(forms.DateTimeInput):
    """The browser's own picker of a date and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class LocalTimeFormField(forms.Field):
    """Takes what was typed as it is; Django's own field would read it in the editor's zone."""

    widget = LocalTimeInput

    def to_python(self, value: Any) -> datetime | None:
        return None if value in self.empty_values else local_time(value)


if TYPE_CHECKING:
    _Field = models.Field[datetime | str, datetime]
else:
    _Field = models.Field  # It takes no types at run time.


class LocalTimeField(_Field):
    """A date and time of day on a clock that another field names."""

    description = _("date and time on a local clock")

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "timestamp" if connection.vendor == "postgresql" else "datetime"

    def to_python(self, value: Any) -> datetime | None:
        return None if value is None else local_time(value)

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return self.to_python(prepared)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        ready = value if prepared else self.get_prep_value(value)
        return str(ready) if connection.vendor == "sqlite" and ready is not None else ready

    def from_db_value(
        self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper
    ) -> datetime | None:
        return self.to_python(value)

    def value_to_string(self, obj: models.Model) -> str:
        value: datetime | None = self.value_from_object(obj)
        return "" if value is None else value.isoformat()

    def formfield(self, **options: Any) -> forms.Field | None:  # type: ignore[override]
        return super().formfield(**{"form_class": LocalTimeFormField, **options})
