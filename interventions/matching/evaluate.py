"""How well a ruleset answers labelled queries.

Precision and recall are strict: the first topic must be the expected one. `help` asks what counts
for somebody who searches: is help found at all, and does the response fit?
"""

from collections import Counter
from collections.abc import Callable, Iterable
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
    country: str = ""
    also_ok: tuple[str, ...] = ()
    """Other responses that fit as well."""
    kind: str = ""
    """How it is typed: plain, typo, slang ...; as the file has it."""

    @property
    def fitting(self) -> tuple[str, ...]:
        """The responses that fit; none where the file names none."""
        return (self.expected_response, *self.also_ok) if self.expected_response else ()

    @property
    def wants_match(self) -> bool:
        if self.expected_topic is not None:
            return bool(self.expected_topic)
        return self.expected_response != "none"


NO_TOPIC = "none"


@dataclass(slots=True)
class Help:
    """Counts of whether help is found: `wanted` rows ask for it, `unwanted` ones do not."""

    wanted: int = 0
    found: int = 0
    crises: int = 0
    crises_found: int = 0
    unwanted: int = 0
    alarms: int = 0
    judged: int = 0
    fitting: int = 0

    def add(self, row: Labelled, match: Match) -> None:
        if not row.wants_match:
            self.unwanted += 1
            self.alarms += match.matched
            return
        is_crisis = row.expected_response == "crisis"
        self.wanted += 1
        self.found += match.matched
        self.crises += is_crisis
        self.crises_found += is_crisis and match.matched
        if match.matched and row.fitting:
            self.judged += 1
            self.fitting += match.response in row.fitting

    def to_dict(self) -> dict[str, float | None]:
        """Shares; None where no row tells."""
        return {
            "recall": _share(self.found, self.wanted),
            "crisis_recall": _share(self.crises_found, self.crises),
            "false_alarm_rate": _share(self.alarms, self.unwanted),
            "fitting": _share(self.fitting, self.judged),
        }


Helps = dict[str, dict[str, dict[str, float | None]]]
_GROUPS: dict[str, Callable[[Labelled], str]] = {
    "overall": lambda row: "all",
    "by_locale": lambda row: row.locale or "-",
    "by_kind": lambda row: row.kind or "-",
    "by_response": lambda row: row.expected_response or "-",
}


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
    help: Helps

    def to_dict(self) -> dict[str, Any]:
        return {
            "precision": self.precision,
            "recall": self.recall,
            "false_alarm_rate": self.false_alarm_rate,
            "by_locale": self.by_locale,
            "help": self.help,
            "wrong": self.wrong,
        }


def evaluate(ruleset: Ruleset, labelled: Iterable[Labelled]) -> Scores:
    """Precision and recall of the queries that want a match, alarms among those that want none."""
    overall, locales = _Counts(), dict[str, _Counts]()
    helped: dict[str, dict[str, Help]] = {group: {} for group in _GROUPS}
    wrong: list[dict[str, Any]] = []
    for row in labelled:
        match = ruleset.match(row.query, row.locale, row.country)
        for group, name_of in _GROUPS.items():
            helped[group].setdefault(name_of(row), Help()).add(row, match)
        reason = what_is_wrong(row, match)
        for counts in (overall, locales.setdefault(row.locale, _Counts())):
            counts.add(row, match, right=not reason)
        if reason:
            wrong.append(_wrong(row, match, reason))
    by_locale = {locale: counts.to_dict() for locale, counts in sorted(locales.items())}
    helps: Helps = {
        group: {name: counts.to_dict() for name, counts in sorted(parts.items())}
        for group, parts in helped.items()
    }
    return Scores(**overall.to_dict(), by_locale=by_locale, wrong=wrong, help=helps)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


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
    if row.fitting and match.response not in row.fitting:
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
