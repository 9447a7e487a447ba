"""Restricted lists are matched by hashes: whole words, however spaced or disguised."""

import json

import pytest

from interventions.matching import Ruleset, Term, WordClass, WordClasses, compile_sealed, seal_all
from interventions.matching.bundle import load_bundle, sealed_data, signature
from interventions.matching.sealed import SHOWN, Sealed
from interventions.matching.tests.rules import rules, term

KEY = "0123456789abcdef"
CLASSES = WordClasses([WordClass("i", "en", ("i", "we"))])
ROWS = [
    Term(
        "{i} will use the zorble",
        "en",
        "suicide",
        exceptions=("i will use the zorble game", "~i will use the zorble at work"),
    ),
    Term("don't zorble 🔪", "en", "suicide", response="support", target="guide:x"),
]


def sealed() -> list[Sealed]:
    return list(seal_all(ROWS, KEY, CLASSES))


RULES = Ruleset([compile_sealed("suicide", "en", KEY, sealed(), "ed")])


@pytest.mark.parametrize(
    "query",
    [
        "we will use the zorble",
        "tonight i'll use the ZORBLE!",
        "i will-use the z0rble",
        "iwillusethezorble",
    ],
)
def test_a_restricted_phrase_is_found_by_its_hash(query: str) -> None:
    match = RULES.match(query, "en")
    assert (match.topic, match.response) == ("suicide", "crisis")
    assert match.matches[0].term == SHOWN


@pytest.mark.parametrize(
    "query", ["will use the zorble", "i will use the zorbl", "they will use the zorble", "", "🔪"]
)
def test_nothing_else_is(query: str) -> None:
    assert not RULES.match(query, "en").matched


def test_emoji_responses_and_targets_are_kept() -> None:
    first = RULES.match("do not zorble 🔪 now", "en").first
    assert first is not None
    assert (first.response, first.target) == ("support", "guide:x")


def test_exceptions_are_hashes_too_and_named_nowhere() -> None:
    match = RULES.match("i will use the zorble game", "en")
    assert not match.matched
    assert "zorble" not in json.dumps(match.to_dict())
    assert match.suppressed[0].exception == SHOWN
    assert RULES.match("i will use the zorble at work", "en").response == "soft"


def test_the_bundle_carries_no_word_and_a_client_matches_all_the_same() -> None:
    body = json.dumps(
        {
            "format": 1,
            "topics": [["suicide", 1, "crisis"]],
            "markets": {},
            "lists": [sealed_data("suicide", "en", "ed", KEY, sealed())],
        }
    ).encode()
    assert b"zorble" not in body
    client = load_bundle(body, secret="s", signed=signature(body, "s"))
    assert client.match("we will use the zorble").matched


def test_another_key_makes_other_hashes() -> None:
    other = list(seal_all(ROWS, "another", CLASSES))
    assert not {d for row in other for d in row.digests} & {
        d for row in sealed() for d in row.digests
    }


def test_a_span_holds_the_words_as_typed() -> None:
    text = "well, we  will use the zorble."
    first = RULES.match(text).first
    assert first is not None
    assert text[slice(*first.span)] == "we  will use the zorble"


def test_open_and_restricted_lists_work_side_by_side() -> None:
    both = Ruleset([*RULES.lists, *rules(term("kill myself")).lists])
    assert [one.term for one in both.match("kill myself, i will use the zorble").matches] == [
        SHOWN,
        "kill myself",
    ]
