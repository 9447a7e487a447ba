"""The ways to reach a helpline, and the links made of them. Pure.

`dial` is what a person types: 119, 988, 3114 have no international form, so none is made up. Only
WhatsApp insists on one.
"""

from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import quote

from cms.library.weblinks import web_address
from partners.numbering import dialled, international


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
            return f"tel:{_in_link(dial, countries)}{pause}"
        case ChannelKind.TEXT:
            body = f"?body={quote(keyword)}" if keyword else ""
            return f"sms:{_in_link(dial, countries)}{body}"
        case ChannelKind.WHATSAPP:
            number = international(dial, countries)
            text = f"?text={quote(keyword)}" if keyword else ""
            return f"https://wa.me/{number}{text}" if number else ""
        case ChannelKind.EMAIL:
            return f"mailto:{dial}"
        case ChannelKind.CHAT | ChannelKind.WEB | ChannelKind.APP:
            return web_address(dial)


def _in_link(dial: str, countries: Sequence[str]) -> str:
    return dialled(dial, countries).replace("#", "%23")
