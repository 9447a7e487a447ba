"""The markets: each country, its clock and the languages people there are most likely to read.

Emergency numbers are content, edited and reviewed, and are not kept here.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Market:
    """A country by ISO 3166 code; zones by IANA name, the first for dates of a campaign."""

    country: str
    zones: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zones[0])


def _market(country: str, languages: str, *zones: str) -> Market:
    return Market(country, zones, tuple(languages.split()))


_ALL = (
    _market("VN", "vi", "Asia/Ho_Chi_Minh"),
    _market("ID", "id", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak"),
    _market("SG", "en ms zh ta", "Asia/Singapore"),
    _market("MY", "ms en", "Asia/Kuala_Lumpur", "Asia/Kuching"),
    _market("PH", "fil en", "Asia/Manila"),
    _market("TH", "th", "Asia/Bangkok"),
    _market(
        "US",
        "en es",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
    ),
    _market("GB", "en", "Europe/London"),
    _market("IE", "en ga", "Europe/Dublin"),
    _market(
        "CA",
        "en fr",
        "America/Toronto",
        "America/Winnipeg",
        "America/Regina",
        "America/Edmonton",
        "America/Vancouver",
        "America/Halifax",
        "America/St_Johns",
    ),
    _market(
        "AU",
        "en",
        "Australia/Sydney",
        "Australia/Brisbane",
        "Australia/Adelaide",
        "Australia/Darwin",
        "Australia/Perth",
        "Australia/Hobart",
    ),
    _market("NZ", "en mi", "Pacific/Auckland", "Pacific/Chatham"),
    _market("JP", "ja", "Asia/Tokyo"),
    _market("KR", "ko", "Asia/Seoul"),
    _market("DE", "de", "Europe/Berlin"),
    _market("FR", "fr", "Europe/Paris"),
    _market("BR", "pt", "America/Sao_Paulo", "America/Manaus", "America/Rio_Branco"),
    _market("IN", "en hi", "Asia/Kolkata"),
    _market("AE", "ar en", "Asia/Dubai"),
    _market("LB", "ar", "Asia/Beirut"),
)

MARKETS: dict[str, Market] = {market.country: market for market in _ALL}
