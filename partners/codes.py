"""Countries and languages as staff write them: codes with spaces between, such as `GB IE`."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.countries import all_countries
from cms.translations.names import babel_locale


def split_codes(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def validate_countries(text: str) -> None:
    """Refuses anything but ISO 3166 codes of two capital letters."""
    for code in split_codes(text):
        if code not in all_countries():
            raise ValidationError(
                _("“%(code)s” is not a country: write codes of two letters, such as GB IE."),
                code="country",
                params={"code": code},
            )
    _refuse_repeated(text)


def validate_languages(text: str) -> None:
    """Refuses anything but language codes such as `vi` or `fil`."""
    known = babel_locale("en").languages
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
