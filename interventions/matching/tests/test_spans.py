"""Spans hold the word as it was typed, whatever form the text came in."""

import unicodedata
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import Ruleset, Term, compile_terms, normalise, search_fold, skeleton

WORDS = [
    "suicide",
    "tự tử",
    "muốn chết",
    "リストカット",
    "摂食障害",
    "죽고 싶",
    "자살",
    "انتحار",
    "ฆ่าตัวตาย",
]
WORDS += ["ガギグゲゴ", "अवसाद ख़ुदकुशी", "autolesión", "депрессия"]
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = get_args(Form)
AROUND = st.text(alphabet=" .,-🖤\u200b\n\u3000「」", max_size=6)

_RULES = Ruleset(
    compile_terms(
        Term(word, "vi" if word.startswith(("tự", "mu")) else "xx", "t") for word in WORDS
    )
)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("form", FORMS)
def test_a_span_holds_the_word_as_typed(word: str, form: Form) -> None:
    typed = unicodedata.normalize(form, word)
    text = unicodedata.normalize(form, "é ") + typed + unicodedata.normalize(form, " é")
    first = _RULES.match(text).first
    assert first is not None
    assert first.term == word
    assert text[slice(*first.span)] == typed


def test_half_width_kana_and_conjoining_jamo_are_matched_where_they_stand() -> None:
    assert skeleton("ｶﾞｷﾞｸﾞｹﾞｺﾞ") == skeleton("ガギグゲゴ") == skeleton("がぎぐげご")
    for typed in ("ｶﾞｷﾞｸﾞｹﾞｺﾞ", unicodedata.normalize("NFD", "자살")):
        first = _RULES.match(f"x {typed} x").first
        assert first is not None
        assert first.span == (2, 2 + len(typed))


@given(st.sampled_from(WORDS), st.sampled_from(FORMS), AROUND, AROUND)
def test_spans_survive_whatever_stands_around(
    word: str, form: Form, before: str, after: str
) -> None:
    typed = unicodedata.normalize(form, word)
    text = f"{before}{typed}{after}"
    match = _RULES.match(text)
    assert typed in [text[slice(*found.span)] for found in match.matches]


@given(st.text())
def test_no_text_raises_and_every_span_lies_in_it(text: str) -> None:
    for found in _RULES.match(text + " su1cide tự tử " + text, "vi").matches:
        assert 0 <= found.span[0] < found.span[1] <= 2 * len(text) + 15


@given(st.text(alphabet=st.characters()))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert search_fold(search_fold(text)) == search_fold(text)


@given(st.text(), st.sampled_from(FORMS))
def test_composition_changes_no_skeleton(text: str, form: Form) -> None:
    canonical: Form = "NFC" if form.endswith("C") else "NFD"
    assert skeleton(unicodedata.normalize(canonical, text)) == skeleton(text)


@given(st.sampled_from(["suicide", "kill myself", "thinspo"]), st.text(max_size=40))
def test_a_term_between_blanks_is_found_in_any_text(term: str, text: str) -> None:
    rules = Ruleset(compile_terms([Term(term, "en", "t")]))
    assert rules.match(f"{term} {text}").matched
