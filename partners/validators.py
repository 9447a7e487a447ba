"""Checks of what staff type: hours, zones, numbers. A refusal is a sentence with an example."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import hours
from partners.dial import DIALLED, ChannelKind

validate_number = RegexValidator(
    r"^[+*]?[0-9][0-9 ().#*-]*\Z",
    gettext_lazy("Write the number as it is dialled, such as 0120-279-338."),
)
validate_address = URLValidator(
    schemes=["https"], message=gettext_lazy("Write an address that starts with https://.")
)
validate_email = EmailValidator(gettext_lazy("Write an email address such as jo@example.org."))


def validate_dial(kind: ChannelKind, text: str) -> None:
    """Refuses a number where an address belongs, and the other way round."""
    try:
        if kind in DIALLED:
            validate_number(text)
        elif kind is ChannelKind.EMAIL:
            validate_email(text)
        else:
            validate_address(text)
    except ValidationError as error:
        raise ValidationError({"dial": error.messages}) from None


def validate_weekly(text: str) -> None:
    _validate_hours(hours.parse_weekly, text)


def validate_monthly(text: str) -> None:
    _validate_hours(hours.parse_monthly, text)


def validate_dated(text: str) -> None:
    _validate_hours(hours.parse_dated, text)


def _validate_hours(parse: Callable[[str], object], text: str) -> None:
    try:
        parse(text)
    except hours.HoursProblem as problem:
        raise ValidationError(str(problem), code="hours") from None


def validate_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(
            _("“%(name)s” is not a time zone: write a name such as Asia/Ho_Chi_Minh."),
            code="zone",
            params={"name": name},
        ) from None
