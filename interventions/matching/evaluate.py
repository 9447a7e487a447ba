"""How well a ruleset answers labelled queries; strict: the first topic must be the expected one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from interventions.matching.match import Match
from interventions.matching.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Labelled:
    """A query and what it should bring: None where a file says nothing of it, "" for nothing."""

    query: str
    locale: str
    expected_topic: str | None = None
    expected_response: str | None = None
    note: str = ""

    @property
    def wants_match(self) -> bool:
        if self.expected_topic is not None:
            return bool(self.expected_topic)
        return self.expected_response != "none"


@dataclass(slots=True)
class _Counts:
    rows: Counter[str] = field(default_factory=Counter)

    def add(self, row: Labelled, match: Match, *, right: bool) -> None:
        self.rows["wanted" if row.wants_match else "unwanted"] += 1
        self.rows["matched"] += match.matched
        self.rows["right"] += row.wants_match and match.matched and right
        self.rows["alarms"] += match.matched and not row.wants_match

    def to_dict(self) -> dict[str, float]:
        rows = self.rows
        return {
            "precision": _ratio(rows["right"], rows["matched"]),
            "recall": _ratio(rows["right"], rows["wanted"]),
            "false_alarm_rate": _ratio(rows["alarms"], rows["unwanted"], empty=0.0),
        }


@dataclass(frozen=True, slots=True)
class Scores:
    precision: float
    recall: float
    false_alarm_rate: float
    by_locale: dict[str, dict[str, float]]
    wrong: list[dict[str, Any]]

    def to_dict(self) -> dict[str, Any]:
        return {
            "precision": self.precision,
            "recall": self.recall,
            "false_alarm_rate": self.false_alarm_rate,
            "by_locale": self.by_locale,
            "wrong": self.wrong,
        }


def evaluate(ruleset: Ruleset, labelled: Iterable[Labelled]) -> Scores:
    """Precision and recall of the queries that want a match, alarms among those that want none."""
    overall, locales = _Counts(), dict[str, _Counts]()
    wrong: list[dict[str, Any]] = []
    for row in labelled:
        match = ruleset.match(row.query, row.locale)
        reason = what_is_wrong(row, match)
        for counts in (overall, locales.setdefault(row.locale, _Counts())):
            counts.add(row, match, right=not reason)
        if reason:
            wrong.append(_wrong(row, match, reason))
    by_locale = {locale: counts.to_dict() for locale, counts in sorted(locales.items())}
    return Scores(**overall.to_dict(), by_locale=by_locale, wrong=wrong)


def _ratio(part: int, whole: int, *, empty: float = 1.0) -> float:
    return round(part / whole, 4) if whole else empty


def what_is_wrong(row: Labelled, match: Match) -> str:
    """In a few words; '' where the match is as labelled."""
    if match.matched and not row.wants_match:
        return f"matched {match.topic}, nothing expected"
    if row.wants_match and not match.matched:
        return "nothing matched"
    if row.expected_topic is not None and row.expected_topic != (match.topic or ""):
        return f"topic {match.topic}, expected {row.expected_topic}"
    if row.expected_response is not None and row.expected_response != match.response:
        return f"response {match.response}, expected {row.expected_response}"
    return ""


def _wrong(row: Labelled, match: Match, reason: str) -> dict[str, Any]:
    return {
        "query": row.query,
        "locale": row.locale,
        "expected_topic": row.expected_topic,
        "expected_response": row.expected_response,
        "note": row.note,
        "reason": reason,
        "match": match.to_dict(),
    }
