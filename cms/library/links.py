"""What a link of a text leads to, and how it is written. Pure."""

import re

_SCHEMES = ("https://", "http://", "mailto:")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"(?:[\w-]+\.)+([a-z]{2,})(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_FILES = frozenset({"html", "htm", "php", "asp", "aspx", "pdf", "doc", "docx", "txt"})
_UNSEEN = re.compile(r"[\x00-\x20\x7f]+")


def link_of(href: str) -> str | None:
    """The address as a page may hold it; None where it leads nowhere that is allowed.

    `who.int/a` -> `https://who.int/a`; `jo@who.int` -> `mailto:jo@who.int`; `/en/help/` and
    `#signs` stay. A scheme such as `javascript:` is nothing to link to.
    """
    text = _UNSEEN.sub("", href)
    if text.lower().startswith(_SCHEMES):
        return text
    if text.startswith("//"):
        return f"https:{text}"
    if text.startswith(("/", "#")) and "\\" not in text:
        return text
    if _EMAIL.fullmatch(text):
        return f"mailto:{text}"
    site = _SITE.fullmatch(text)
    return f"https://{text}" if site and site[1].lower() not in _FILES else None
