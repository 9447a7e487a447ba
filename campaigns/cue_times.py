"""The line of a caption that says when it is shown."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

_TIME = r"(?:(\d{1,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t]+(.*))?", re.ASCII)
_COMMA = re.compile(r"(?<=:\d\d),(?=\d{3})", re.ASCII)


class CaptionProblem(ValueError):
    """Why a file is no captions: one sentence that names the line."""


def timing_of(line: int, text: str, *, is_subrip: bool) -> tuple[int, int, str]:
    """Start and end in milliseconds, and the settings after them; raises CaptionProblem."""
    timing = _COMMA.sub(".", text) if is_subrip else text
    match = _TIMING.fullmatch(timing.strip())
    if match is None:
        raise CaptionProblem(
            _("Line %(line)d: “%(text)s” is no timing such as 00:00:01.000 --> 00:00:04.000.")
            % {"line": line, "text": text.strip()[:40]}
        )
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:8])
    if end <= start:
        raise CaptionProblem(
            _("Line %(line)d: the caption ends before it starts.") % {"line": line}
        )
    return start, end, (match[9] or "").strip()


def clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _milliseconds(parts: Iterable[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
