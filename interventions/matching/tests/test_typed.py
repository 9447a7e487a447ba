"""Queries as people type them, in every language of the term lists in seeds/.

The sentences are our own. They were written before the lists grew, and then with the lists at hand:
they guard what is found, and say nothing of what strangers will type.
"""

from pathlib import Path

import pytest

from interventions.matching import Ruleset, Scores, Term, evaluate, read_queries

TYPED = Path(__file__).with_name("data") / "typed.csv"
FLOOR = 0.97
FLOORS = {"bn": 0.94, "hi": 0.95, "ja": 0.96}
"""Where a few sentences more or less are missed; 0.97 in every other language."""


@pytest.fixture(scope="module")
def scores(ruleset: Ruleset) -> Scores:
    return evaluate(ruleset, read_queries(TYPED))


def test_help_is_found_in_every_language(scores: Scores) -> None:
    found = {locale: part["recall"] for locale, part in scores.help["by_locale"].items()}
    low = {
        locale: share for locale, share in found.items() if share is None or share < _floor(locale)
    }
    assert low == {}


def _floor(locale: str) -> float:
    return FLOORS.get(locale, FLOOR)


def test_crises_are_found_and_the_answer_fits(scores: Scores) -> None:
    whole = scores.help["overall"]["all"]
    assert (whole["crisis_recall"] or 0) >= 0.98
    assert (whole["fitting"] or 0) >= 0.98


def test_idioms_titles_and_things_ask_for_no_help(scores: Scores) -> None:
    assert scores.help["overall"]["all"]["false_alarm_rate"] == pytest.approx(0, abs=0.01)


def test_every_language_of_a_list_has_queries(scores: Scores, terms: list[Term]) -> None:
    assert {term.locale for term in terms if term.locale} <= scores.help["by_locale"].keys()
