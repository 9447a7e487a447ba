"""Which clocks a country goes by, from the time zone database. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

Clock = tuple[timedelta | None, ...]
"""How far from UTC it is in each month of a year."""


@cache
def clock_of(zone: str, year: int) -> Clock:
    instants = (datetime(year, month, 1, 12, tzinfo=UTC) for month in range(1, 13))
    return tuple(instant.astimezone(ZoneInfo(zone)).utcoffset() for instant in instants)


def zones_of(countries: Iterable[str]) -> list[str]:
    """The zones of the countries; none for a country that the database does not know."""
    return [zone for country in countries for zone in _zones().get(country, ())]


def the_zone_of(countries: Iterable[str], year: int) -> str:
    """The zone by which all of the countries go; '' where their clocks differ, or none is known."""
    zones = zones_of(countries)
    return zones[0] if len({clock_of(zone, year) for zone in zones}) == 1 else ""


def is_of(zone: str, countries: Iterable[str], year: int) -> bool:
    """Whether its clock is one of these countries'; always where no clock of theirs is known."""
    clocks = {clock_of(known, year) for known in zones_of(countries)}
    return not clocks or clock_of(zone, year) in clocks


@cache
def _zones() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (files("tzdata.zoneinfo") / "zone.tab").read_text().splitlines():
        if line and not line.startswith("#"):
            country, _place, zone = line.split("\t")[:3]
            found.setdefault(country, []).append(zone)
    return found
