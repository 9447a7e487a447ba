"""Countries and languages in their own words, and in the words of the page."""

import unicodedata
from functools import cache
from typing import NamedTuple

from django.conf import settings

from cms.countries import all_countries
from cms.translations.names import babel_locale, country_name


class MarketName(NamedTuple):
    """A country in the words of the page, and as most people there call it: Japan, 日本."""

    code: str
    name: str
    own_name: str
    language: str
    speaks: bool


@cache
def market_names(language: str) -> tuple[MarketName, ...]:
    """All markets, in the order of the names that the page shows."""
    found = [
        MarketName(
            code,
            country_name(code, language),
            country_name(code, market.languages[0]),
            market.languages[0],
            language in market.languages,
        )
        for code, market in settings.MARKETS.items()
    ]
    return tuple(sorted(found, key=lambda m: plain_letters(m.name)))


@cache
def every_country(language: str) -> tuple[tuple[str, str], ...]:
    """Code and name of every country of the world, by name."""
    found = ((code, country_name(code, language)) for code in all_countries())
    return tuple(sorted(found, key=lambda country: (plain_letters(country[1]), country[0])))


@cache
def language_name(code: str, language: str) -> str:
    """`ja` in `en` -> Japanese."""
    return str(babel_locale(language).languages.get(code, code))


def plain_letters(name: str) -> str:
    """Ấn Độ stands among the A's."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
