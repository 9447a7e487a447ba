"""What languages call themselves, which way they run, and what they call countries."""

from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from babel import Locale, UnknownLocaleError
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


@cache
def country_name(country: str, language: str) -> str:
    """`VN` in `id` -> Vietnam."""
    return str(babel_locale(language).territories.get(country, country))


@cache
def babel_locale(language: str) -> Locale:
    """What Babel knows of the language; English for one that it does not know."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def direction(code: str) -> str:
    """The way the language runs; one that Django does not know runs from the left."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def enabled_languages() -> list[Language]:
    """The enabled languages, the source language first."""
    return [Language(code, language_name(code), direction(code)) for code in languages()]
