"""The lines of a caption file put together: header, comments and styles out, a block for each cue.

Browsers end a caption at an empty line or at the next line with an arrow; a line of one space is
part of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from campaigns.cue_times import CaptionProblem

ARROW = "-->"
_FIRST_LINE = re.compile(r"WEBVTT(?:[ \t].*)?")
_SUBRIP_TIME = re.compile(r"\d+:\d\d:\d\d[,.]\d{3}\s*-->", re.ASCII)
_COMMENT = re.compile(r"NOTE(?:[ \t].*)?")
_STYLE = re.compile(r"(?:STYLE|REGION)[ \t]*")

_MAP = "X-TIMESTAMP-MAP="
"""Of streams; some put it below the header."""

NumberedLine = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A cue: the number of its timing's line, that line, and the lines of its words."""

    line: int
    timing: str
    text: list[str]
    is_subrip: bool


@dataclass
class Dropped:
    """What of a file is in no cue."""

    header: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    comments: int = 0
    styles: int = 0
    places: int = 0
    empty: int = 0

    def in_words(self) -> Iterator[str]:
        if self.header:
            yield _("lines of the header (%(lines)s)") % {"lines": _some(self.header)}
        if self.comments:
            yield _("comments")
        if self.styles:
            yield _("styles and regions")
        if self.names:
            yield _("names of captions (%(names)s)") % {"names": _some(self.names)}
        if self.places:
            yield _("places on the picture")
        if self.tags:
            yield _("markup (%(tags)s)") % {"tags": _some(sorted(self.tags))}
        if self.empty:
            yield _("captions without words")


@dataclass(frozen=True, slots=True)
class Body:
    """The numbered lines below the header."""

    lines: list[NumberedLine]
    is_subrip: bool


def without_header(lines: list[str], dropped: Dropped) -> Body:
    """What follows WEBVTT and its header; SubRip has none. Raises CaptionProblem."""
    numbered = list(enumerate(lines, 1))
    if not _FIRST_LINE.fullmatch(lines[0]):
        if not _is_subrip(lines):
            raise CaptionProblem(
                _(
                    "Line 1: captions start with the word WEBVTT. Save them as WebVTT (.vtt) or "
                    "SubRip (.srt)."
                )
            )
        return Body(numbered, is_subrip=True)
    at = 1
    while at < len(lines) and lines[at].strip() and ARROW not in lines[at]:
        at += 1
    if at < len(lines) and ARROW in lines[at] and at > 1:
        at -= 1  # The line above the times is the name of the first caption.
    dropped.header += [line.strip() for line in lines[1:at]]
    return Body(numbered[at:], is_subrip=False)


def blocks(body: Body, dropped: Dropped) -> Iterator[Block]:
    """The cues. A line that belongs to none raises CaptionProblem."""
    for group in _groups(body.lines):
        if ARROW in group[0][1]:
            yield from _split(group, "", body, dropped)
        elif len(group) > 1 and ARROW in group[1][1]:
            yield from _split(group[1:], group[0][1].strip(), body, dropped)
        elif _COMMENT.fullmatch(group[0][1]):
            dropped.comments += 1
        elif _STYLE.fullmatch(group[0][1]):
            dropped.styles += 1
        elif group[0][1].startswith(_MAP):
            dropped.header += [text.strip() for _line, text in group]
        else:
            # What stands where times belong is named in the refusal.
            at = 1 if len(group) > 1 else 0
            yield Block(*group[at], [], body.is_subrip)


def _split(group: list[NumberedLine], name: str, body: Body, dropped: Dropped) -> Iterator[Block]:
    """The cues of lines without an empty one between, the first of which is a timing."""
    starts = [at for at, (_line, text) in enumerate(group) if ARROW in text]
    for at, after in zip(starts, [*starts[1:], len(group)], strict=True):
        text = [line for _number, line in group[at + 1 : after]]
        if name and not name.isdigit():
            dropped.names.append(name)
        is_last = after == len(group)
        name = "" if is_last or not _is_name(text, name) else text.pop().strip()
        yield Block(*group[at], text, body.is_subrip)


def _is_name(text: list[str], before: str) -> bool:
    """Whether the last line is the name of the next caption: it counts on, or stands apart."""
    if not text:
        return False
    counts_on = before.isdecimal() and text[-1].strip() == str(int(before) + 1)
    return counts_on or (len(text) > 1 and not text[-2].strip())


def _groups(lines: Iterable[NumberedLine]) -> Iterator[list[NumberedLine]]:
    """Lines between empty ones, from the first that has something to read."""
    group: list[NumberedLine] = []
    for number, line in [*lines, (0, "")]:
        if line and (group or line.strip()):
            group.append((number, line))
        elif group and not line:
            yield group
            group = []


def _is_subrip(lines: list[str]) -> bool:
    """Whether times with hours stand first, or below a number."""
    head = [line.strip() for line in lines if line.strip()][:2]
    times = head[1:] if head and head[0].isdecimal() else head[:1]
    return any(map(_SUBRIP_TIME.match, times))


def _some(things: list[str]) -> str:
    """The first few, each once and short."""
    named = list(dict.fromkeys(thing[:40] for thing in things))
    return ", ".join(named[:4]) + ("…" if len(named) > 4 else "")
