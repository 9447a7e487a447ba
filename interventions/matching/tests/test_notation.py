"""A term may say a family of phrases; what stands for what, and what is refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import (
    MOST_PHRASES,
    BadNotation,
    Term,
    WordClass,
    WordClasses,
    compile_list,
    compile_terms,
    compiled,
    expand,
    is_family,
    read_classes,
    read_terms,
)
from interventions.matching.ruleset import Ruleset

CLASSES = WordClasses(
    [
        WordClass("self", "en", ("myself", "(my|me) self")),
        WordClass("self", "vi", ("bản thân",)),
        WordClass("i", "en", ("i", "")),
        WordClass("knife", "*", ("🔪", "🗡️")),
        WordClass("self", "pt-BR", ("mim",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("kms", ["kms"]),
        ("kill (myself|me)", ["kill myself", "kill me"]),
        ("a (b|c d|) e", ["a b e", "a c d e", "a e"]),
        ("[i] want [to|too] die", None),
        ("(kill [off]|end) it", ["kill off it", "kill it", "end it"]),
        ("suicid(e|al)", ["suicide", "suicidal"]),
        ("kms|sh", ["kms", "sh"]),
        ("kill {self}", ["kill myself", "kill my self", "kill me self"]),
        ("kill {Self}", ["kill myself", "kill my self", "kill me self"]),
        ("(a|b|a)", ["a", "b"]),
        ("  plain  as it is ", ["  plain  as it is "]),
        (":)", [":)"]),
    ],
)
def test_a_text_stands_for_its_phrases(text: str, phrases: list[str] | None) -> None:
    wanted = phrases or [
        *("i want to die", "i want too die", "i want die"),
        *("want to die", "want too die", "want die"),
    ]
    assert list(expand(text, "en", CLASSES)) == wanted


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-GB", 3),
        ("en_US", 3),
        ("vi", 1),
        ("pt-BR", 1),
        ("PT-br", 1),
    ],
)
def test_a_class_is_that_of_the_language(locale: str, words: int) -> None:
    assert len(expand("{self}", locale, CLASSES)) == words
    assert expand("{knife}", locale, CLASSES) == ("🔪", "🗡️")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("want (to die", "The “(” at character 6 is never closed."),
        ("want [to die", "The “[” at character 6 is never closed."),
        ("want {self", "The “{” at character 6 is never closed."),
        ("(want to) die)", "The “)” at character 14 closes nothing."),
        ("want (to] die", "The “]” at character 9 closes nothing."),
        ("want {to|die}", "is no name of a word class"),
        ("want {}", "is no name of a word class"),
        ("want {no such}", "is no name of a word class"),
        ("want {other}", "There is no word class “other” for this language (character 6)."),
        ("[want]", "It may stand for nothing at all"),
        ("{i}[x]", "There is no word class “i” for this language"),
        ("(" * 40 + ")" * 40, "stand too deep within others"),
        ("(a|b|c|d|e|f|g|h|i|j)" * 4, "It stands for more than 2,000 phrases"),
        ("(a|b|c|d|e|f|g|h|i|j)" * 400, "It stands for more than 2,000 phrases"),
    ],
)
def test_what_is_no_notation_is_refused_in_a_sentence(text: str, fault: str) -> None:
    with pytest.raises(BadNotation, match=re.escape(fault)):
        expand(text, "vi", CLASSES)


def test_a_word_of_a_class_names_no_other_class() -> None:
    with pytest.raises(BadNotation, match="may not name another"):
        WordClasses([WordClass("who", "en", ("{self}",))])


def test_as_many_phrases_as_allowed_are_still_a_row() -> None:
    digits = "(0|1|2|3|4|5|6|7|8|9)"
    assert len(expand(f"{digits}{digits}{digits}[a]")) == MOST_PHRASES


@given(st.text(alphabet="ab ([{|)]}", max_size=30))
def test_any_text_is_a_family_a_phrase_or_refused(text: str) -> None:
    try:
        phrases = expand(text)
    except BadNotation:
        return
    assert len(set(phrases)) == len(phrases) >= 1
    assert not is_family(text) or not any(map(is_family, phrases))


_WORD = st.text(alphabet="abc", min_size=1, max_size=4)


@given(st.lists(st.lists(_WORD, min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_family_matches_as_its_phrases_written_one_by_one(groups: list[list[str]]) -> None:
    family = " ".join(f"({'|'.join(group)})" for group in groups)
    phrases = expand(family)
    one = Ruleset(compile_terms([Term(family, "xx", "t")]))
    many = Ruleset(compile_terms([Term(phrase, "xx", "t") for phrase in phrases]))
    for phrase in phrases:
        text = f"so, {phrase}!"
        as_family, as_rows = one.match(text), many.match(text)
        assert [found.term for found in as_family.matches] == [family]
        assert {found.span for found in as_family.matches} == {
            found.span for found in as_rows.matches
        }


def test_exceptions_are_families_too_and_keep_their_signs() -> None:
    term = Term(
        "suicide",
        "en",
        "suicide",
        exceptions=("suicide (squad|squads)", "~my suicide (bag|door)[s]", "# suicide[s]"),
    )
    rules = Ruleset(compile_terms([term]))
    assert not rules.match("suicide squads").matched
    assert rules.match("my suicide doors").response == "soft"
    assert not rules.match("10 suicide").matched
    assert rules.match("suicide squat").response == "crisis"
    assert rules.match("suicide squads").suppressed[0].exception == "suicide (squad|squads)"


def test_all_words_and_allow_rows_are_families_too() -> None:
    rules = Ruleset(
        compile_terms(
            [
                Term("help (suicide|depression)", "en", "recovery", "allwords"),
                Term("depression (glass|era)", "en", "", "allow"),
            ]
        )
    )
    assert rules.match("depression, need help").matched
    assert not rules.match("help with depression glass").matched


def test_a_row_that_does_not_hold_is_left_out_and_named() -> None:
    made = compile_list("t", "en", [Term("kill {nobody}", "en", "t"), Term("fine", "en", "t")])
    assert [row.term for row in made.broken] == ["kill {nobody}"]
    assert Ruleset([made]).match("fine").matched


def test_all_families_of_a_list_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "MOST_IN_A_LIST", 10)
    terms = [Term(f"({n}|a|b|c|d) x", "en", "t") for n in range(4)]
    made = compile_list("t", "en", terms)
    assert [row.term for row in made.broken] == ["(2|a|b|c|d) x", "(3|a|b|c|d) x"]
    assert "All families of a list" in made.broken[0].reason


def test_word_classes_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "classes.csv"
    path.write_text("name,locale,words,note\nself,en,myself; me;; (my|me) self,who speaks\n")
    classes = read_classes(path)
    assert classes.words("self", "en") == ("myself", "me", "my self", "me self")
    assert classes.names("en-GB") == ["self"]
    terms = tmp_path / "terms.csv"
    terms.write_text("term,locale,topic,exceptions\nkill {self},en,suicide,kill {self} dead\n")
    assert read_terms(terms, classes)[0].text == "kill {self}"
    with pytest.raises(ValueError, match=r"line 2, column term, 'kill \{self\}': There is no word"):
        read_terms(terms)
    path.write_text("name,locale,words\nself,en,my (self\n")
    with pytest.raises(ValueError, match="line 2, column words"):
        read_classes(path)
