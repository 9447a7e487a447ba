"""Captions in WebVTT: read strictly, and written anew with nothing in them but timed words.

Pure. What comes out holds no styles, regions, comments, settings or markup, whatever went in.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _

LONGEST_FILE = 200_000
"""Characters. An hour of speech is about a quarter of it."""

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_TAG = re.compile(r"<[^>]*>?")
_SKIPPED = ("NOTE", "STYLE", "REGION")


class CaptionProblem(ValueError):
    """Why a file is no captions: one sentence that names the line."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words, and when they are shown: milliseconds from the start."""

    start: int
    end: int
    text: str


def parse(source: str) -> tuple[Cue, ...]:
    """The cues of a file, in their order; raises CaptionProblem."""
    if len(source) > LONGEST_FILE:
        raise CaptionProblem(_("The captions are too long for one video."))
    lines = source.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise CaptionProblem(_("Line 1: captions start with the word WEBVTT."))
    cues = tuple(_cues(lines))
    if not cues:
        raise CaptionProblem(_("There is no caption in the file."))
    return cues


def render(cues: Iterable[Cue]) -> str:
    """The cues as a file. Reading it again gives the same cues."""
    blocks = (f"{_clock(cue.start)} --> {_clock(cue.end)}\n{_escaped(cue.text)}\n" for cue in cues)
    return "\n".join(("WEBVTT\n", *blocks))


def words(cues: Iterable[Cue]) -> str:
    """What is said, a caption a line."""
    return "\n".join(cue.text.replace("\n", " ") for cue in cues)


def _cues(lines: list[str]) -> Iterator[Cue]:
    before = 0
    for number, block in _blocks(lines):
        if block[0].startswith(_SKIPPED) and "-->" not in block[0]:
            continue
        # A cue may have a name on the line above its times.
        named = len(block) > 1 and "-->" not in block[0]
        line, timing, text = number + named, block[named], block[named + 1 :]
        cue = _cue(line, timing, text)
        if cue.start < before:
            raise CaptionProblem(
                _("Line %(line)d: it starts before the caption above it.") % {"line": line}
            )
        before = cue.start
        if cue.text:
            yield cue


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines between empty ones, each with the number of its first, counted from 1."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], 2):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(line: int, timing: str, text: list[str]) -> Cue:
    match = _TIMING.fullmatch(timing.strip())
    if match is None:
        raise CaptionProblem(
            _("Line %(line)d: “%(text)s” is no timing such as 00:00:01.000 --> 00:00:04.000.")
            % {"line": line, "text": timing.strip()[:40]}
        )
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    if end <= start:
        raise CaptionProblem(
            _("Line %(line)d: the caption ends before it starts.") % {"line": line}
        )
    return Cue(start, end, _plain("\n".join(text)))


def _milliseconds(parts: Iterable[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _plain(text: str) -> str:
    """The words alone: no markup, no control characters; composed, so that equal looks equal."""
    bare = unescape(_TAG.sub("", text))
    kept = "".join(c for c in bare if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    lines = (line.strip() for line in unicodedata.normalize("NFC", kept).split("\n"))
    return "\n".join(line for line in lines if line)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
