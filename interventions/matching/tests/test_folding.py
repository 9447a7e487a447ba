"""Short forms, clitics and reduplication are the engine's work, whichever form the list has."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import Ruleset, compile_terms, folding
from interventions.matching.folding import Foldings, table, written_out
from interventions.matching.tests.rules import found, rules, term

ENGLISH = rules(
    term("life is not worth living"),
    term("dont wanna live"),
    term("i am done", "", "~i am done with homework"),
    term("i cannot go on"),
)


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("life isn't worth living", ["life is not worth living"]),
        ("life isnt worth leaving", []),
        ("LIFE ISN’T WORTH LIVING", ["life is not worth living"]),
        ("i do not want to live", ["dont wanna live"]),
        ("don't want to live", ["dont wanna live"]),
        ("im done", ["i am done"]),
        ("i'm so done", []),
        ("i can't go on", ["i cannot go on"]),
        ("i can not go on", ["i cannot go on"]),
        ("want to 2 live", []),
    ],
)
def test_contractions_find_each_other(query: str, texts: list[str]) -> None:
    assert found(ENGLISH, query) == texts


def test_an_exception_is_written_out_too() -> None:
    assert ENGLISH.match("im done wit homework").response == "soft"


def test_a_span_holds_the_short_form_as_it_was_typed() -> None:
    text = "honestly i'm done!"
    first = ENGLISH.match(text).first
    assert first is not None
    assert text[slice(*first.span)] == "i'm done"
    assert first.strength == "plain"


def test_an_apostrophe_decides_where_it_makes_another_word() -> None:
    ruleset = rules(term("i will end it"), term("we are dying"))
    assert found(ruleset, "i'll end it")
    assert not found(ruleset, "ill end it")
    assert not found(ruleset, "were dying")


INDONESIAN = rules(
    term("teman teman mau mati", locale="id"),
    term("hidup tidak berarti", locale="id"),
)


@pytest.mark.parametrize(
    "query",
    ["teman2 mau mati", "teman-teman mw mati", "hidupku gak berarti", "hidup gk berarti"],
)
def test_indonesian_reduplication_clitics_and_short_forms(query: str) -> None:
    assert found(INDONESIAN, query, "id")


def test_vietnamese_short_forms_keep_the_marks_of_what_they_stand_for() -> None:
    ruleset = rules(term("không muốn sống nữa", locale="vi"), term("tự tử", locale="vi"))
    assert found(ruleset, "ko mún sống nx", "vi")
    assert not found(ruleset, "ko muon song nua", "vi")
    assert not found(ruleset, "ko tu tu", "vi")
    unmarked = rules(term("không muốn sống", "unmarked", locale="vi"))
    assert found(unmarked, "k muon song", "vi")


@pytest.mark.parametrize("query", ["3ayez amoot", "3ayiz amout", "ayez amut"])
def test_arabic_in_latin_letters_is_compared_as_it_sounds(query: str) -> None:
    ruleset = rules(term("3ayez amoot", locale="ar"))
    assert found(ruleset, query, "ar")


def test_languages_without_a_list_read_nothing_into_a_query() -> None:
    assert not list(Foldings(["fr"]).readings("i'll wanna ko 3ayez teman2", "en"))


def test_no_short_form_stands_for_two_things_in_one_language() -> None:
    with folding._PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    typed = Counter((row["locale"], word) for row in rows for word in row["typed"].split())
    assert [word for word, times in typed.items() if times > 1] == []


@pytest.mark.parametrize("language", sorted(table()))
def test_writing_out_twice_changes_nothing_more(language: str) -> None:
    for typed, meant in table()[language].items():
        once = written_out(f"qqq {typed} qqq", language)
        assert meant in once
        assert written_out(once, language) == once or typed in meant


@given(st.text(max_size=30), st.sampled_from(["en", "vi", "id", "ar", ""]))
def test_any_text_is_written_out_with_every_place_in_it(text: str, locale: str) -> None:
    foldings = Foldings(["en", "vi", "id", "ar"], ["hidup"])
    for written in foldings.readings(text, locale):
        assert len(written.text) == len(written.at)
        assert all(0 <= place < len(text) for place in written.at)


@given(st.sampled_from(["isn't", "dont", "gonna", "teman2", "3ayez", "ko"]), st.text(max_size=20))
def test_short_forms_never_raise_whatever_stands_around(word: str, text: str) -> None:
    ruleset = Ruleset(compile_terms([term("is not"), term("teman teman", locale="id")]))
    for one in ruleset.match(f"{text} {word} {text}").matches:
        assert 0 <= one.span[0] < one.span[1]
