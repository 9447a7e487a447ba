"""Videos that stay on their platform: which links are known, and what a frame may load.

Pure. Nothing is asked of a platform until a visitor chooses to watch.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _


class UnknownPlatform(ValueError):
    """The link leads to no video of a platform that we know."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A video on a platform: what the visitor is told, and the address for the frame."""

    platform: str
    address: str


_YOUTUBE = (
    r"(?:(?:www\.|m\.)?youtube\.com/(?:watch\?v=|shorts/|embed/)|youtu\.be/"
    r"|www\.youtube-nocookie\.com/embed/)([A-Za-z0-9_-]{11})"
)
_VIMEO = r"(?:(?:www\.)?vimeo\.com/|player\.vimeo\.com/video/)(\d{6,12})"
_TIKTOK = r"www\.tiktok\.com/(?:@[\w.]{1,40}/video/|embed/v2/|player/v1/)(\d{15,22})"
_PLATFORMS = (
    ("YouTube", _YOUTUBE, "https://www.youtube-nocookie.com/embed/{}"),
    ("Vimeo", _VIMEO, "https://player.vimeo.com/video/{}?dnt=1"),
    ("TikTok", _TIKTOK, "https://www.tiktok.com/player/v1/{}"),
)

FRAME_SOURCES = (
    "https://player.vimeo.com",
    "https://www.tiktok.com",
    "https://www.youtube-nocookie.com",
)
"""What a page with a chosen video may frame."""


def embed_of(link: str) -> Embed:
    """The video that a link from the address bar or a share button leads to."""
    for platform, pattern, address in _PLATFORMS:
        match = re.fullmatch(rf"https://{pattern}/?(?:[?&#][^\s\"<>]*)?", link.strip())
        if match:
            return Embed(platform, address.format(match[1]))
    raise UnknownPlatform(_("Write the https:// link of one video on YouTube, Vimeo or TikTok."))
