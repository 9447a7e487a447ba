import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import OrdinaryWords, Term, compile_list, ordinary_words
from interventions.matching.context import Context
from interventions.matching.fuzzy import Lexicon
from interventions.matching.keyboard import one_slip
from interventions.matching.tests.evasions import typos
from interventions.matching.tests.rules import found, rules, term


@given(st.text(alphabet="abcde", min_size=7, max_size=14))
def test_every_word_at_distance_one_is_near(word: str) -> None:
    lexicon = Lexicon([word])
    assert [typo for typo in typos(word) if lexicon.near(typo) != [word]] == []


@given(
    st.text(alphabet="ab", min_size=6, max_size=9), st.text(alphabet="ab", min_size=7, max_size=9)
)
def test_nothing_else_is_near(token: str, word: str) -> None:
    near = Lexicon([word]).near(token)
    assert near == ([word] if token in typos(word) and token[0] == word[0] else [])


def test_an_ordinary_word_is_never_corrected() -> None:
    assert found(rules(term("hopeless")), "hopeles") == ["hopeless"]
    assert not found(rules(term("hopeless")), "homeless shelter")


def test_words_of_terms_and_exceptions_are_not_corrected() -> None:
    ruleset = rules(term("zzbcdefg", "", "zzbcdefh band"), term("zzbcdefx", "nofuzzy"))
    assert found(ruleset, "zzbcdefy") == ["zzbcdefg"]
    assert not found(ruleset, "zzbcdefh")
    assert found(ruleset, "zzbcdefx") == ["zzbcdefx"]


def test_a_correction_counts_only_for_matches_with_the_corrected_word() -> None:
    match = rules(term("recovery"), term("kms")).match("recovry kms")
    assert {one.term: one.strength for one in match.matches} == {
        "kms": "plain",
        "recovery": "fuzzy",
    }


def test_of_two_words_a_slip_may_stand_for_every_process_takes_the_same() -> None:
    """No order comes from a set of texts, which every process has in an order of its own."""
    words = [f"way{letter}" for letter in "zyxwvutsrqponmlkjihgfedcba"]
    firsts, seconds = compile_list(
        "distress", "en", [Term(f"no {w}", "en", "distress") for w in words]
    ).pairs
    assert list(seconds) == sorted(words)
    context = Context([("en", firsts, seconds)], ordinary_words())
    assert list(context.after["no"]) == sorted(words)


def test_two_mistyped_words_are_set_right_together() -> None:
    ruleset = rules(term("disorder recovery", topic="recovery"))
    first = ruleset.match("disoder recovry now").first
    assert first is not None
    assert first.span == (0, 15)


@pytest.mark.parametrize("word", ["homeless", "pression", "presion", "melukis", "de"])
def test_ordinary_words_of_several_languages_are_known(word: str) -> None:
    assert word in ordinary_words()


@pytest.mark.parametrize("word", ["suicde", "", "x" * 30, "\n", "zzzzzz", "aa\nab"])
def test_other_words_are_not(word: str) -> None:
    assert word not in ordinary_words()


def test_the_guard_may_be_ones_own() -> None:
    guard = OrdinaryWords(["suicidee"])
    assert "suicidee" in guard
    assert "homeless" not in guard


@pytest.mark.parametrize("query", ["anorexics", "for anorexics only", "bulimics"])
def test_the_plural_of_a_terms_word_means_it_though_a_dictionary_has_it(query: str) -> None:
    assert found(rules(term("anorexic"), term("bulimic")), query)


def test_a_plural_that_another_term_or_an_exception_has_stays_as_it_is() -> None:
    ruleset = rules(term("suicide", "", "virgin suicides"), term("suicides rising", "nofuzzy"))
    assert not found(ruleset, "suicides")


@pytest.mark.parametrize("word", ["hacerte", "hacerle", "hacernoslo", "tubuhmu", "tubuhnya"])
def test_a_word_with_a_pronoun_written_to_it_is_an_ordinary_word(word: str) -> None:
    assert word in ordinary_words()


def test_what_hurts_another_is_not_read_as_what_hurts_oneself() -> None:
    ruleset = rules(term("hacerme daño", locale="es"))
    assert found(ruleset, "hacermme daño")
    assert not found(ruleset, "no quiero hacerte daño")


@pytest.mark.parametrize(
    "query", ["i wnat to die", "want to diee", "wantt to die", "i waant to die"]
)
def test_a_slip_in_a_short_word_is_forgiven_within_its_phrase(query: str) -> None:
    assert found(rules(term("want to die")), query) == ["want to die"]


@pytest.mark.parametrize(
    "query",
    [
        "kil myself",
        "kill mysef",
        "kikl myself",
        "qant to die",
        "wantnto die",
        "want todie",
        "wan tto die",
        "i watn to die now",
        "iwantodie",
        "so iwanttodiee tonight",
        "#killmysef",
        "ijustwanttodie tonight",
        "killnmyself",
    ],
)
def test_one_slip_in_a_short_word_is_forgiven_within_its_phrase(query: str) -> None:
    assert found(rules(term("want to die"), term("i want to die"), term("kill myself")), query)


@pytest.mark.parametrize(
    "query",
    [
        "wpnt to die",  # p is no neighbour of a
        "went to die",  # a word in its own right
        "diee",
        "bundirr",
        "haircut myself",
        "kill myselfish",
        "wanttodiet",
        "kill me slef",
    ],
)
def test_other_errors_in_short_words_are_not_nor_words_by_themselves(query: str) -> None:
    assert not found(rules(term("want to die"), term("kill myself"), term("bundir")), query)


@pytest.mark.parametrize(
    ("locale", "text", "query"),
    [
        ("ru", "не хочу жить", "не хочуу жить"),
        ("ko", "죽고 싶어요", "죽고 십어요"),
        ("ar", "أريد أن أموت", "اريد ان اموتت"),
        ("el", "θέλω να πεθάνω", "θέλω να πεθάμω"),
        ("hi", "मैं मरना चाहता हूँ", "मैं मरना चाहत हूँ"),
        ("vi", "không muốn sống nữa", "không muốn sốngg nữa"),
        ("vi", "không muốn sống nữa", "không muôn sống nửa"),
        ("id", "mau bunuh diri", "mau bunuj diri"),
    ],
)
def test_slips_are_forgiven_in_every_script(locale: str, text: str, query: str) -> None:
    assert found(rules(term(text, locale=locale)), query, locale) == [text]


def test_what_is_a_word_is_told_by_the_language_of_the_menus() -> None:
    ruleset = rules(term("mau bunuh dire", locale="id"), term("bunuh diri sekarang", locale="id"))
    assert found(ruleset, "bunuh dir sekarang", "id")


def test_nofuzzy_phrases_are_left_as_they_are() -> None:
    assert not found(rules(term("kill myself", "nofuzzy")), "kil myself")


@given(st.text(alphabet="abc", min_size=2, max_size=6), st.text(alphabet="abc", max_size=7))
def test_one_slip_is_one_typing_error(word: str, typed: str) -> None:
    if one_slip(typed, word):
        kept = {word[:i] + word[i + 1 :] for i in range(len(word))}
        given_up = {typed[:i] + typed[i + 1 :] for i in range(len(typed))} | {typed}
        assert typed in kept or kept & given_up or word in given_up
        assert typed != word
