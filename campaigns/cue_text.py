"""The words of a caption without their markup."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

# Only what is closed, and starts like a tag or a time: "I <3 you" and "a < b" are words.
_TAG = re.compile(r"</?([A-Za-z][^\s<>/.]*)[^<>]*>|</?>|<\d+:[\d:.]+>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SUBRIP_TAG = re.compile(r"\{\\[^{}]*\}")


def plain(text: str) -> str:
    """The words alone: no markup, no control characters; composed, so that equal looks equal."""
    bare = unescape(_TAG.sub("", _BREAK.sub("\n", _SUBRIP_TAG.sub("", text))))
    kept = unicodedata.normalize("NFC", _CONTROL.sub("", bare))
    lines = (line.strip() for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)


def tags_of(text: str) -> Iterator[str]:
    """The markup that `plain` takes out, by its names: `<v>`, `{\\an8}`, and `<0:01>` for times."""
    for tag in _TAG.finditer(_BREAK.sub("", text)):
        yield f"<{tag[1].lower()}>" if tag[1] else "<00:00>"
    yield from _SUBRIP_TAG.findall(text)
