"""Every country of the world by its ISO 3166 code, market or not."""

from functools import cache

from babel import Locale

from cms.codes import country_code

# Codes that the list of names holds beside the countries of ISO 3166.
NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


@cache
def all_countries() -> frozenset[str]:
    """The codes of every country."""
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES


def country_of(code: str) -> str | None:
    """The country that a code names, however it is typed; None for what is no country."""
    meant = country_code(code)
    return meant if meant in all_countries() else None
