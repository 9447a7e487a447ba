"""Vietnamese typed where no input method listens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import Ruleset
from interventions.matching.telex import as_struck
from interventions.matching.tests.rules import found, rules, term

STRICT = rules(term("tự tử", locale="vi"), term("đầu hàng", locale="vi"))
UNMARKED = rules(term("muốn chết", "unmarked", locale="vi"))


@pytest.mark.parametrize(
    "query",
    [
        "tuwj tuwr",
        "TUWJ TUWR",
        "tuw5 tuw3",
        "tu75 tu73",
        "tujw turw",
        "ddaauf hangf",
        "d9a6u2 ha2ng",
    ],
)
def test_struck_keys_are_read_as_the_marks_they_stand_for(query: str) -> None:
    assert found(STRICT, query, "vi")


@pytest.mark.parametrize(
    "query",
    ["muoons cheets", "muo6n1 che6t1", "muốn chêts", "muốns chết", "muon chets", "muoons chetes"],
)
def test_marks_may_be_struck_keys_in_part(query: str) -> None:
    assert found(UNMARKED, query, "vi")


@pytest.mark.parametrize("query", ["tuwf tuwf", "tur tuj", "muowjn cheets", "daauf hangf"])
def test_other_marks_are_other_words(query: str) -> None:
    assert not found(STRICT, query, "vi")
    assert not found(UNMARKED, query, "vi")


def test_only_vietnamese_is_typed_so() -> None:
    assert found(STRICT, "tuwj tuwr", "vi-VN")
    assert not found(STRICT, "tuwj tuwr", "en")


def test_the_span_holds_the_keys_as_they_were_struck() -> None:
    first = STRICT.match("minh tuwj tuwr qua", "vi").first
    assert first is not None
    assert (first.span, first.how, first.strength) == ((5, 14), ("telex",), "obfuscated")


@pytest.mark.parametrize("query", ["muốn từ từ", "hôm nay", "nam", "8h", ""])
def test_text_without_such_keys_is_not_read_twice(query: str) -> None:
    assert as_struck(query) is None


@pytest.mark.parametrize(
    "query", ["facebook", "sofa giá rẻ", "die hard 2", "w", "ddd", "áff ww 99"]
)
def test_other_words_stay_harmless(ruleset: Ruleset, query: str) -> None:
    assert not ruleset.match(query, "vi").matched


@given(st.text(alphabet="tuwjrmonscheđdaAİ19 ốự\u200b!*", max_size=40))
def test_every_sign_keeps_its_place(text: str) -> None:
    struck = as_struck(text)
    if struck is not None:
        assert len(struck.at) == len(struck.text)
        assert set(struck.at) <= set(range(len(text)))
    first = STRICT.match(f"{text} tuwj tuwr {text}", "vi").first
    assert first is not None
    assert 0 <= first.span[0] < first.span[1] <= 2 * len(text) + 11
