"""What languages call themselves, and which way they run."""

from typing import NamedTuple
from unicodedata import normalize

from django.conf import settings
from django.utils.translation import get_language_info

from cms.translations.columns import languages


class Language(NamedTuple):
    code: str
    name: str
    direction: str


def language_name(code: str) -> str:
    """The name that the settings give, else the one that Django knows, else the code."""
    names = dict(settings.LANGUAGES)
    if code in names:
        return str(names[code])
    try:
        return normalize("NFC", str(get_language_info(code)["name_local"]))
    except KeyError:
        return code


def direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def enabled_languages() -> list[Language]:
    """The enabled languages, the source language first."""
    return [Language(code, language_name(code), direction(code)) for code in languages()]
