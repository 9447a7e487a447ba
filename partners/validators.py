"""Checks of what staff type: hours, zones, numbers. A refusal is a sentence with an example."""

import re
from collections.abc import Callable, Sequence
from typing import NoReturn
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import hours
from partners.dial import DIALLED, ChannelKind
from partners.digits import digits_of, plain_number
from partners.numbering import certain, is_international, is_possible, offered

_NUMBER = re.compile(r"(?:\(?\+|\(|\*)?[0-9][0-9 ().#*/-]*")
_VANITY = re.compile(r"[(+0-9].*[A-Z]{3,}", re.IGNORECASE)
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
FEWEST_DIGITS, MOST_DIGITS = 2, 17
"""The shortest codes have two; the longest numbers fifteen, after 00 or 011."""

ZONES = frozenset(available_timezones())

validate_address = URLValidator(
    schemes=["https"], message=gettext_lazy("Write an address that starts with https://.")
)
validate_email = EmailValidator(gettext_lazy("Write an email address such as jo@example.org."))


def validate_number(text: str) -> None:
    """Refuses what is no number in any script: too few digits, too many, or words."""
    number = plain_number(text)
    digits = len(digits_of(number))
    if _NUMBER.fullmatch(number) and FEWEST_DIGITS <= digits <= MOST_DIGITS:
        return
    if _VANITY.match(number) and "EXT" not in number.upper():
        in_digits = number.upper().translate(_KEYPAD)
        if _NUMBER.fullmatch(in_digits):
            _refuse(_("“%(text)s” is dialled in digits: write %(right)s."), text, in_digits)
    raise ValidationError(_("Write the number as it is dialled, such as 0120-279-338."))


def validate_dialling(text: str, countries: Sequence[str]) -> None:
    """Refuses a number that a phone would not reach as it is written, and offers the right one."""
    if right := offered(text, countries):
        _refuse(_("“%(text)s” is not dialled as it stands: write %(right)s."), text, right)
    if "/" in text and not certain(text, countries):
        first = plain_number(text).split("/")[0].strip()
        _refuse(
            _(
                "“%(text)s” may be two numbers: write one, such as %(right)s, "
                "and the other in a row of its own."
            ),
            text,
            first,
        )
    if is_international(text) and not is_possible(text):
        _refuse(
            _(
                "“%(text)s” is no number that can be dialled from abroad. "
                "Write it as people there dial it, without +."
            ),
            text,
        )


def validate_dial(kind: ChannelKind, text: str, countries: Sequence[str]) -> None:
    """Refuses a number where an address belongs, and the other way round."""
    try:
        if kind in DIALLED:
            validate_number(text)
            validate_dialling(text, countries)
        elif kind is ChannelKind.EMAIL:
            validate_email(text)
        else:
            validate_address(text)
    except ValidationError as error:
        raise ValidationError({"dial": error.messages}) from None


def validate_weekly(text: str) -> None:
    validate_hours(lambda: hours.parse_weekly(text))


def validate_monthly(text: str) -> None:
    validate_hours(lambda: hours.parse_monthly(text))


def validate_dated(text: str) -> None:
    validate_hours(lambda: hours.parse_dated(text))


def validate_hours(read: Callable[[], object]) -> None:
    """Refuses hours that cannot be read."""
    try:
        read()
    except hours.HoursProblem as problem:
        raise ValidationError(str(problem), code="hours") from None


def _refuse(message: str, text: str, right: str = "") -> NoReturn:
    raise ValidationError(message, code="number", params={"text": text, "right": right})


def validate_zone(name: str) -> None:
    """Takes the name of a place: `localtime` is this machine's, and Etc/GMT+7 is seven behind."""
    is_place = "/" in name and not name.startswith("Etc/")
    if name not in ZONES or not (is_place or name == "UTC"):
        raise ValidationError(
            _("“%(name)s” is not a time zone: write a name such as Asia/Ho_Chi_Minh."),
            code="zone",
            params={"name": name},
        )
