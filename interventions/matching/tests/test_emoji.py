"""Emoji are separators, unless a term has one as a word."""

import pytest

from interventions.matching import Term, WordClass, WordClasses, compile_list
from interventions.matching.ruleset import Ruleset
from interventions.matching.tests.rules import found, rules, term

KNIFE = "🔪"


@pytest.mark.parametrize(
    "query", ["🔪 myself", "🔪myself", "i want to 🔪🔪 myself", "🔪\ufe0f my-self", "🔪 🖤 myself"]
)
def test_an_emoji_of_a_term_is_a_word(query: str) -> None:
    assert found(rules(term("🔪 myself")), query) == ["🔪 myself"]


@pytest.mark.parametrize("query", ["myself", "🖤 myself", "🔪 yourself", "🔪", "myself 🔪"])
def test_the_term_is_not_found_without_it(query: str) -> None:
    assert not found(rules(term("🔪 myself")), query)


def test_other_emoji_stay_separators() -> None:
    ruleset = rules(term("🔪 myself"), term("kill myself"))
    assert found(ruleset, "kill 🔪 myself") == ["kill myself"]
    assert found(ruleset, "kill 🖤 myself") == ["kill myself"]
    assert found(ruleset, "k🖤i🖤l🖤l🖤m🖤y🖤s🖤e🖤l🖤f") == ["kill myself"]


def test_a_term_may_be_of_emoji_only_but_not_of_one() -> None:
    assert found(rules(term("🔪 🩸")), "me 🔪🩸") == ["🔪 🩸"]
    made = compile_list("t", "en", [Term("🔪", "en", "t")])
    assert "One emoji by itself" in made.broken[0].reason
    assert found(rules(term("🔪", match="exact")), "🔪") == ["🔪"]


def test_emoji_may_be_words_of_a_class_and_stand_in_exceptions() -> None:
    classes = WordClasses([WordClass("knife", "*", (KNIFE, "🗡️"))])
    row = Term("{knife} me", "en", "t", exceptions=("{knife} me out 🎮",))
    ruleset = Ruleset([compile_list("t", "en", [row], classes=classes)])
    assert ruleset.match("🗡 me").matched
    assert not ruleset.match("🗡️ me out 🎮").matched
    assert ruleset.match("🗡️ me out").matched


def test_a_span_holds_the_emoji_as_typed() -> None:
    text = "so 🔪🏽 myself"
    first = rules(term("🔪 myself")).match(text).first
    assert first is not None
    assert text[slice(*first.span)] == "🔪🏽 myself"
    assert first.span_utf16 == (3, 14)
