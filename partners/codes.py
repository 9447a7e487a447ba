"""Countries, markets and languages as staff write them: codes with spaces between: `GB IE`."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.codes import country_code
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


def validate_markets(text: str) -> None:
    """Refuses what is no market of ours."""
    for code in split_codes(text):
        if code not in settings.MARKETS:
            raise ValidationError(
                _("“%(code)s” is not one of our markets: %(markets)s."),
                code="market",
                params={"code": code, "markets": " ".join(sorted(settings.MARKETS))},
            )


def _refuse_repeated(text: str) -> None:
    codes = split_codes(text)
    if len(set(codes)) < len(codes):
        raise ValidationError(_("“%(text)s” names a code twice."), params={"text": text})


class CodesField(models.CharField):  # type: ignore[type-arg]
    """Codes with spaces between, stored as they are meant: `UK IE` as `GB IE`.

    To the database it is plain text.
    """

    def __init__(self, *args: Any, meant: Callable[[str], str] = str, **options: Any) -> None:
        self.meant = meant
        super().__init__(*args, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if text is None else " ".join(map(self.meant, split_codes(text)))

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


def as_set(codes: Any) -> str:
    """The one way in which a set of markets is stored, from a text or a list: sorted, each once."""
    written = split_codes(codes) if isinstance(codes, str) else codes
    return " ".join(sorted(set(map(country_code, written))))


class MarketsInput(forms.MultipleChoiceField):
    """Some of our markets; its value is text, as it is stored."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[(code, code) for code in sorted(settings.MARKETS)], **options)

    def prepare_value(self, value: Any) -> Any:
        return split_codes(value) if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        return as_set(super().clean(value))


class MarketsField(models.CharField):  # type: ignore[type-arg]
    """Some of our markets, sorted, with spaces between: `ID VN`. None: every market."""

    def __init__(self, *args: Any, **options: Any) -> None:
        usual: dict[str, Any] = {
            "max_length": 100,
            "blank": True,
            "validators": [validate_markets],
            "help_text": gettext_lazy("None chosen: in every market."),
        }
        super().__init__(*args, **usual | options)

    def to_python(self, value: Any) -> Any:
        return value if value is None else as_set(value)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.to_python(value))

    def formfield(self, **_options: Any) -> forms.Field:  # type: ignore[override]
        return MarketsInput(label=self.verbose_name, help_text=self.help_text, required=False)
