"""The labelled queries in seeds/, which the term list must answer without a mistake."""

from pathlib import Path

import pytest

from interventions.matching import Ruleset, evaluate, read_queries
from interventions.matching.evaluate import Labelled
from interventions.matching.tests.conftest import SEEDS

# Written by somebody who knew the terms and the rules, but neither these queries nor the engine.
INDEPENDENT = Path(__file__).with_name("data") / "independent.csv"


@pytest.mark.parametrize("name", ["queries.csv", "query_responses.csv"])
def test_every_labelled_query_is_answered_as_expected(ruleset: Ruleset, name: str) -> None:
    scores = evaluate(ruleset, read_queries(SEEDS / name))
    assert scores.wrong == []
    assert (scores.precision, scores.recall, scores.false_alarm_rate) == (1.0, 1.0, 0.0)


def test_queries_that_nobody_tuned_to_are_answered_nearly_as_well(ruleset: Ruleset) -> None:
    scores = evaluate(ruleset, read_queries(INDEPENDENT))
    assert scores.false_alarm_rate <= 0.003
    assert min(scores.precision, scores.recall) >= 0.997
    assert min(min(part["precision"], part["recall"]) for part in scores.by_locale.values()) >= 0.99


def test_scores_count_wrong_topics_against_precision_and_recall(ruleset: Ruleset) -> None:
    scores = evaluate(
        ruleset,
        [
            Labelled("suicide", "en", "suicide"),
            Labelled("thinspo", "en", "suicide"),
            Labelled("tự tử", "vi", ""),
            Labelled("banana bread", "en", ""),
            Labelled("banana bread", "vi", "distress"),
        ],
    )
    assert (scores.precision, scores.recall) == (0.3333, 0.3333)
    assert scores.false_alarm_rate == 0.5
    assert scores.by_locale["en"] == {
        "precision": 0.5,
        "recall": 0.5,
        "false_alarm_rate": 0.0,
    }
    assert [(row["query"], row["reason"]) for row in scores.wrong] == [
        ("thinspo", "topic eating_disorder, expected suicide"),
        ("tự tử", "matched suicide, nothing expected"),
        ("banana bread", "nothing matched"),
    ]


def test_an_expected_response_is_judged_where_the_row_has_one(ruleset: Ruleset) -> None:
    rows = [
        Labelled("kms", "en", "suicide", "crisis"),
        Labelled("kms", "en", "suicide", "soft"),
        Labelled("kms", "en", None, "none"),
    ]
    reasons = [row["reason"] for row in evaluate(ruleset, rows).wrong]
    assert reasons == ["response soft, expected crisis", "matched suicide, nothing expected"]
