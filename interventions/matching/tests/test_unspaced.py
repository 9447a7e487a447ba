"""One slip in phrases that have no spaces between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import Ruleset
from interventions.matching.tests.rules import found, rules, term

TH, JA, ZH, KO = (
    "อยากฆ่าตัวตาย",
    "いなくなってしまいたい",
    "活着没有任何意义了",
    "살고 싶지 않아요 정말",
)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return rules(
        term(TH, locale="th"),
        term(JA, "", f"{JA}という歌", locale="ja"),
        term(ZH, locale="zh"),
        term(KO, locale="ko"),
        term("死にたいです", "nofuzzy", locale="ja"),
    )


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("อยากฆ่าตัตาย", TH),  # a letter missing
        ("อยากฆ่าตัววตาย", TH),  # twice
        ("อยากฆ่ตาัวตาย", TH),  # changed about
        ("อยากฆ่าตัวตาว", TH),  # a key beside the right one
        ("いなくなてしまいたい", JA),
        ("いなくななってしまいたい", JA),
        ("いなくなっしてまいたい", JA),
        ("もう、いなくなてしまいたい。", JA),
        ("活着没任何意义了", ZH),
        ("活着没有有任何意义了", ZH),
        ("活着没有何任意义了", ZH),
        ("살고 싶지 아요 정말", KO),  # a syllable missing
        ("살고 싶디 않아요 정말", KO),  # one of its letters
    ],
)
def test_a_phrase_with_one_slip_is_found(ruleset: Ruleset, typed: str, phrase: str) -> None:
    (match,) = ruleset.match(typed).matches
    assert (match.term, match.strength) == (phrase, "fuzzy")
    start, end = match.span
    assert abs(end - start - len(phrase)) <= 1
    assert typed[start:end].strip("もう、。") == typed[start:end]


@pytest.mark.parametrize(
    "typed",
    [
        "อยากฆ่าตตาย",  # two letters missing
        "อยากฆ่าตัวหาย",  # no key beside the right one
        "いなく。なてしまいたい",  # two sentences
        "いなくなてしまいたいという歌",  # an exception
        "死にたたいです",  # a term that is to be exact
        "活着没意义了",
        "活着没有任何乐义了",  # another word
    ],
)
def test_more_than_a_slip_is_something_else(ruleset: Ruleset, typed: str) -> None:
    assert not found(ruleset, typed)


@given(st.text(alphabet=[*TH, *JA, *ZH, "살", "고", " ", "。"], max_size=40))
def test_whatever_is_typed_its_spans_lie_in_it(text: str) -> None:
    ruleset = rules(term(TH, locale="th"), term(JA, locale="ja"), term(ZH, locale="zh"))
    for match in ruleset.match(text).matches:
        start, end = match.span
        assert 0 <= start < end <= len(text)
