"""The answer to a query. It holds no word of the query, only where words stood."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from interventions.matching.compiled import ListName

STRENGTHS = ("plain", "joined", "obfuscated", "fuzzy")


def strength_of(how: tuple[str, ...]) -> str:
    if not how:
        return "plain"
    if "fuzzy" in how:
        return "fuzzy"
    return "joined" if how == ("joined",) else "obfuscated"


@dataclass(frozen=True, slots=True)
class Found:
    """One term found in a query. Spans count code points, and UTF-16 units for browsers."""

    topic: str
    response: str
    list: ListName
    term: str
    target: str
    span: tuple[int, int]
    span_utf16: tuple[int, int]
    how: tuple[str, ...]

    @property
    def strength(self) -> str:
        return strength_of(self.how)

    def to_dict(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "response": self.response,
            "list": self.list._asdict(),
            "term": self.term,
            "target": self.target,
            "span": list(self.span),
            "span_utf16": list(self.span_utf16),
            "strength": self.strength,
            "how": list(self.how),
        }


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A term that an exception kept from matching."""

    topic: str
    term: str
    exception: str
    span: tuple[int, int]

    def to_dict(self) -> dict[str, Any]:
        return {"term": self.term, "exception": self.exception, "span": list(self.span)}


_NOTHING: Mapping[str, Any] = {
    "topic": None,
    "response": "none",
    "list": None,
    "term": None,
    "target": "",
    "span": None,
    "span_utf16": None,
    "strength": None,
    "how": [],
}


class Match(NamedTuple):
    """All that was found, what matters most first; `locale` is the one the query came with."""

    matches: tuple[Found, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    truncated: bool = False
    locale: str = ""

    @property
    def matched(self) -> bool:
        return bool(self.matches)

    @property
    def first(self) -> Found | None:
        return self.matches[0] if self.matches else None

    @property
    def topic(self) -> str | None:
        return self.matches[0].topic if self.matches else None

    @property
    def response(self) -> str:
        return self.matches[0].response if self.matches else "none"

    def to_dict(self) -> dict[str, Any]:
        """The explanation, fit for JSON."""
        first = self.first.to_dict() if self.first else dict(_NOTHING)
        return {
            "matched": self.matched,
            **first,
            "suppressed": [row.to_dict() for row in self.suppressed],
            "matches": [row.to_dict() for row in self.matches],
            "truncated": self.truncated,
            "locale": self.locale,
        }
