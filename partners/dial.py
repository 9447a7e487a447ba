"""Numbers exactly as dialled, and the links made of them. Pure.

`dial` is what a person types: 119, 988, 3114 have no international form, so none is made up. Only
WhatsApp insists on one.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import quote

from cms.library.weblinks import web_address


class ChannelKind(StrEnum):
    """How a helpline is reached."""

    PHONE = "phone"
    TEXT = "text"
    WHATSAPP = "whatsapp"
    CHAT = "chat"
    EMAIL = "email"
    WEB = "web"
    APP = "app"


DIALLED = frozenset({ChannelKind.PHONE, ChannelKind.TEXT, ChannelKind.WHATSAPP})
QUIET = frozenset({ChannelKind.TEXT, ChannelKind.WHATSAPP, ChannelKind.CHAT})
"""Ways for somebody who cannot talk aloud."""

CALLING_CODES = {
    "AE": "971",
    "AU": "61",
    "BR": "55",
    "CA": "1",
    "DE": "49",
    "FR": "33",
    "GB": "44",
    "ID": "62",
    "IE": "353",
    "IN": "91",
    "JP": "81",
    "KR": "82",
    "LB": "961",
    "MY": "60",
    "NZ": "64",
    "PH": "63",
    "SG": "65",
    "TH": "66",
    "US": "1",
    "VN": "84",
}
SHORTEST_SUBSCRIBER = 8
"""Shorter numbers, such as 1767 or 800 4673, cannot be reached from abroad, so not by WhatsApp."""

_DIALLED_CHARACTERS = re.compile(r"[^0-9+*#]")


def digits_of(dial: str) -> str:
    """`+1 (833) 456-4566` -> `18334564566`."""
    return re.sub(r"[^0-9]", "", dial)


def href_of(
    kind: ChannelKind,
    dial: str,
    *,
    keyword: str = "",
    extension: str = "",
    countries: Sequence[str],
) -> str:
    """The link that opens the channel on a phone; '' where none can be made."""
    match kind:
        case ChannelKind.PHONE:
            pause = f",{extension}" if extension else ""
            return f"tel:{_dialled(dial)}{pause}"
        case ChannelKind.TEXT:
            body = f"?body={quote(keyword)}" if keyword else ""
            return f"sms:{_dialled(dial)}{body}"
        case ChannelKind.WHATSAPP:
            number = international(dial, countries)
            text = f"?text={quote(keyword)}" if keyword else ""
            return f"https://wa.me/{number}{text}" if number else ""
        case ChannelKind.EMAIL:
            return f"mailto:{dial}"
        case ChannelKind.CHAT | ChannelKind.WEB | ChannelKind.APP:
            return web_address(dial)


def international(dial: str, countries: Sequence[str]) -> str:
    """The number with its calling code and without `+`; '' where that would be a guess."""
    digits = digits_of(dial)
    if dial.strip().startswith("+"):
        return digits
    country = countries[0] if len(countries) == 1 else ""
    if country not in CALLING_CODES or len(digits) < SHORTEST_SUBSCRIBER:
        return ""
    return CALLING_CODES[country] + national(dial, country)


def national(dial: str, country: str) -> str:
    """The digits without calling code and trunk prefix, to compare two ways of writing one number.

    Short codes are left as they are: 0112 and 112 are not the same number.
    """
    digits = digits_of(dial)
    code = CALLING_CODES.get(country, "")
    if len(digits) < SHORTEST_SUBSCRIBER - 1:
        return digits
    if dial.strip().startswith("+") and code:
        digits = digits.removeprefix(code)
    return digits.removeprefix("1" if code == "1" and len(digits) == 11 else "0")


def _dialled(dial: str) -> str:
    return _DIALLED_CHARACTERS.sub("", dial).replace("#", "%23")
