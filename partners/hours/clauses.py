"""Opening hours cut into clauses: days, and the times on them in minutes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from partners.hours.spans import DAY

CLOSED = ("closed", "off")
ALWAYS = "24/7"

_TIMES = re.compile(r"(\d{1,2})[:.](\d\d)-(\d{1,2})[:.](\d\d)", re.ASCII)
_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d]")
_LOOSE = re.compile(r"\s*([,-])\s*")
_PARTS = re.compile(r";|(?:(?<=[:.]\d\d)|(?<=off)|(?<=closed)),(?=\s*[A-Za-z])")
_CLAUSE = re.compile(r"(\S.*?):?\s+(\S+)")
_LAST_MINUTE = DAY - 1

Span = tuple[int, int]


class HoursProblem(ValueError):
    """Hours that can't be read. The message is one sentence with an example."""

    def __init__(self, what: str, example: str) -> None:
        super().__init__(f"{what}: write, for instance, {example}.")


class Clause(NamedTuple):
    """`Mon-Fri` and its spans; none where these days are closed."""

    days: str
    spans: list[Span]


def clauses(text: str, example: str, *, everyday: bool = False) -> Iterator[Clause]:
    """Each part between semicolons. Times alone are those of each day where `everyday` says so."""
    text = _DASHES.sub("-", text)
    for part in filter(None, (part.strip() for part in _PARTS.split(text))):
        tight = _LOOSE.sub(r"\1", part).removesuffix(" open")
        if everyday and tight == ALWAYS:
            yield Clause("daily", [(0, DAY)])
            continue
        if everyday and _TIMES.match(tight):
            tight = f"daily {tight}"
        match = _CLAUSE.fullmatch(tight)
        if match is None:
            raise HoursProblem(f"“{part}” lacks the days or the times", example)
        is_closed = match[2].lower() in CLOSED
        yield Clause(match[1], [] if is_closed else _spans(match[2], example))


def _spans(text: str, example: str) -> list[Span]:
    spans = sorted(_span(part.strip(), example) for part in text.split(","))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise HoursProblem(f"“{text.strip()}” has times that overlap", example)
    return spans


def _span(text: str, example: str) -> Span:
    match = _TIMES.fullmatch(text)
    if match is None:
        raise HoursProblem(f"“{text}” is not a time span", example)
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, match.groups())
    opens, closes = opens_hour * 60 + opens_minute, closes_hour * 60 + closes_minute
    if closes == _LAST_MINUTE:
        closes = DAY  # Nobody means to leave at one minute to midnight.
    if closes <= opens:
        closes += DAY
    sound = opens < DAY and closes <= 2 * DAY and max(opens_minute, closes_minute) < 60
    if not sound:
        raise HoursProblem(f"“{text}” is not a time span", example)
    return opens, closes
