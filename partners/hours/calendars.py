"""Public holidays by country, or by a part of one: `DE`, `DE-BY`, `GB-SCT`. ISO 3166 codes.

Without a part they are those of the whole country. What depends on a sighting of the moon is
estimated.
"""

from datetime import date
from functools import lru_cache

import holidays


def has_calendar(code: str) -> bool:
    """Whether the holidays of the country, and of the part where one is named, are known."""
    country, _, part = code.partition("-")
    parts = holidays.list_supported_countries().get(country)
    return parts is not None and (not part or part in parts)


@lru_cache(maxsize=256)
def public_holidays(code: str, year: int) -> frozenset[date]:
    country, _, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
