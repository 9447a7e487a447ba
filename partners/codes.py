"""Countries and languages as staff write them: codes with spaces between, such as `GB IE`."""

from functools import cache
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Codes that the list of names holds beside the countries of ISO 3166.
NOT_COUNTRIES = frozenset(
    {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


def split_codes(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@cache
def _names() -> Any:
    return Locale("en")


def validate_countries(text: str) -> None:
    """Refuses anything but ISO 3166 codes of two capital letters."""
    known = _names().territories
    for code in split_codes(text):
        if len(code) != 2 or code not in known or code in NOT_COUNTRIES:
            raise ValidationError(
                _("“%(code)s” is not a country: write codes of two letters, such as GB IE."),
                code="country",
                params={"code": code},
            )
    _refuse_repeated(text)


def validate_languages(text: str) -> None:
    """Refuses anything but language codes such as `vi` or `fil`."""
    known = _names().languages
    for code in split_codes(text):
        if code not in known:
            raise ValidationError(
                _("“%(code)s” is not a language: write codes such as en vi fil."),
                code="language",
                params={"code": code},
            )
    _refuse_repeated(text)


def _refuse_repeated(text: str) -> None:
    codes = split_codes(text)
    if len(set(codes)) < len(codes):
        raise ValidationError(_("“%(text)s” names a code twice."), params={"text": text})
