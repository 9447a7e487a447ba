import pytest

from interventions.matching.tests.rules import found, rules, term

SQUAD = term("suicide", "", "suicide squad")
KMS = term("kms", "nofuzzy", "# kms", "kms to miles")


@pytest.mark.parametrize(
    "query",
    [
        "suicide squad",
        "#SuicideSquad",
        "SU1CIDE SQUAD",
        "suicide-squad",
        "suicide squad's",
        "suicidde squad",
    ],
)
def test_an_exception_silences_what_it_covers_however_typed(query: str) -> None:
    assert not found(rules(SQUAD), query)


@pytest.mark.parametrize(
    "query", ["suicide squads", "s u i c i d e squad", "suicide sq uad", "suicide squad suicide"]
)
def test_an_exception_does_not_silence_what_it_does_not_cover(query: str) -> None:
    assert found(rules(SQUAD), query) == ["suicide"]


@pytest.mark.parametrize(
    "query", ["10 kms", "7.2 kms", "20kms", "1,500 kms", "١٠ kms", "kms to miles"]
)
def test_a_number_before_a_unit_is_an_exception(query: str) -> None:
    assert not found(rules(KMS), query)


@pytest.mark.parametrize("query", ["kms", "kms 10", "ten kms", "kms 10 kms"])
def test_a_unit_without_a_number_before_it_still_counts(query: str) -> None:
    assert found(rules(KMS), query) == ["kms"]


def test_the_span_of_a_numbered_exception_holds_the_number() -> None:
    suppressed = rules(KMS).match("run 7.2 kms").suppressed
    assert [row.span for row in suppressed] == [(4, 11)]


def test_exceptions_of_a_topic_hold_across_its_languages() -> None:
    lists = rules(
        term("自殺", "", "自殺島", locale="ja"),
        term("自殺", locale="zh"),
        term("自殺", locale="zh", topic="distress"),
    )
    match = lists.match("自殺島", "zh")
    assert [one.topic for one in match.matches] == ["distress"]


def test_an_allow_row_speaks_for_its_topic_or_for_all() -> None:
    terms = [term("starving"), term("starving", topic="distress")]
    general = term("starving artist", topic="", match="allow")
    own = term("starving artist", match="allow")
    assert found(rules(*terms, general), "starving artist") == []
    assert found(rules(*terms, own), "starving artist") == ["starving"]


def test_a_soft_exception_keeps_the_match_and_softens_it() -> None:
    first = (
        rules(term("tired of living", "", "~tired of living in"))
        .match("tired of living in the city")
        .first
    )
    assert first is not None
    assert (first.topic, first.response) == ("suicide", "soft")


def test_silence_wins_over_softness() -> None:
    ruleset = rules(term("tired of living", "", "~tired of living in", "tired of living in hd"))
    assert not found(ruleset, "tired of living in hd")


def test_exceptions_ignore_marks() -> None:
    ruleset = rules(term("muốn chết", "unmarked", "đói muốn chết", locale="vi"))
    assert not found(ruleset, "doi muon chet", "vi")
    assert not found(ruleset, "ĐÓI MUỐN CHẾT", "vi")
    assert found(ruleset, "toi muon chet", "vi")


def test_a_word_of_a_title_is_no_word_of_an_all_words_term() -> None:
    ruleset = rules(
        term("help depression", topic="recovery", match="allwords"),
        term("depression", "", "great depression", topic="distress"),
    )
    assert not found(ruleset, "help with great depression essay")
    assert found(ruleset, "help with depression") == ["help depression"]
