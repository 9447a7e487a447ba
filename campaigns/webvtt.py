"""Captions in WebVTT or SubRip: read strictly, and written anew with nothing but timed words.

Pure. What comes out holds no styles, regions, comments, settings or markup, whatever went in; what
was left out is told. Cues are read as browsers do (https://www.w3.org/TR/webvtt1/#file-parsing).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.cue_blocks import Block, Dropped, blocks, without_header
from campaigns.cue_text import plain, tags_of
from campaigns.cue_times import CaptionProblem, clock, timing_of

__all__ = ["LONGEST_FILE", "CaptionProblem", "Captions", "Cue", "parse", "read", "render", "words"]

LONGEST_FILE = 200_000
"""Characters. An hour of speech is about a quarter of it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words, and when they are shown: milliseconds from the start."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Captions:
    """The cues of a file, in their order, and what of the file is in none of them, in words."""

    cues: tuple[Cue, ...]
    dropped: tuple[str, ...]


def parse(source: str) -> tuple[Cue, ...]:
    """The cues of a file, in their order; raises CaptionProblem."""
    return read(source).cues


def read(source: str) -> Captions:
    """As `parse`, with what is left out."""
    if len(source) > LONGEST_FILE:
        raise CaptionProblem(_("The captions are too long for one video."))
    lines = source.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    dropped = Dropped()
    cues = tuple(_cues(blocks(without_header(lines, dropped), dropped), dropped))
    if not cues:
        raise CaptionProblem(_("There is no caption in the file."))
    return Captions(cues, tuple(dropped.in_words()))


def render(cues: Iterable[Cue]) -> str:
    """The cues as a file. Reading it again gives the same cues."""
    written = (f"{clock(cue.start)} --> {clock(cue.end)}\n{_escaped(cue.text)}\n" for cue in cues)
    return "\n".join(("WEBVTT\n", *written))


def words(cues: Iterable[Cue]) -> str:
    """What is said, a caption a line."""
    return "\n".join(cue.text.replace("\n", " ") for cue in cues)


def _cues(found: Iterable[Block], dropped: Dropped) -> Iterator[Cue]:
    before = 0
    for block in found:
        start, end, settings = timing_of(block.line, block.timing, is_subrip=block.is_subrip)
        if start < before:
            raise CaptionProblem(
                _("Line %(line)d: it starts before the caption above it.") % {"line": block.line}
            )
        before = start
        raw = "\n".join(block.text)
        dropped.places += bool(settings)
        dropped.tags.update(tags_of(raw))
        if text := plain(raw):
            yield Cue(start, end, text)
        else:
            dropped.empty += 1


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
