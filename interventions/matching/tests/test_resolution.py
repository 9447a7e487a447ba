"""Which match comes first, and which gives way."""

from interventions.matching import Ruleset, Term, compile_list, compile_terms
from interventions.matching.tests.rules import found, rules, term


def test_a_longer_match_hides_the_shorter_within_it() -> None:
    ruleset = rules(term("suicide"), term("suicide prevention", topic="recovery"))
    assert found(ruleset, "suicide prevention") == ["suicide prevention"]
    assert found(ruleset, "suicide prevention suicide") == ["suicide", "suicide prevention"]


def test_matches_that_overlap_in_part_both_stay() -> None:
    ruleset = rules(term("want to die"), term("die alone", topic="distress"))
    assert found(ruleset, "want to die alone") == ["want to die", "die alone"]


def test_an_all_words_match_hides_only_its_own_words() -> None:
    ruleset = rules(
        term("want to die"),
        term("depression"),
        term("help depression", topic="recovery", match="allwords"),
    )
    query = "help i want to die of depression"
    assert found(ruleset, query) == ["want to die", "help depression"]


def test_a_topic_comes_before_strength_length_and_place() -> None:
    ruleset = rules(term("hopeless and lost", topic="distress"), term("kms"), term("suicide"))
    assert found(ruleset, "hopeless and lost su1cide kms") == [
        "kms",
        "suicide",
        "hopeless and lost",
    ]


def test_within_a_topic_plain_comes_before_joined_obfuscated_and_fuzzy() -> None:
    ruleset = rules(term("aaabbbb"), term("cccc dddd"), term("eeeiff"), term("ghijklm"))
    query = "ghijkxm ee3iff ccccdddd aaabbbb"
    assert found(ruleset, query) == ["aaabbbb", "cccc dddd", "eeeiff", "ghijklm"]
    strengths = [one.strength for one in ruleset.match(query).matches]
    assert strengths == ["plain", "joined", "obfuscated", "fuzzy"]


def test_a_crisis_comes_before_a_softened_match_of_its_topic() -> None:
    ruleset = rules(term("dont want to live", "", "~dont want to live in"), term("kill me"))
    first = ruleset.match("dont want to live in pain kill me").first
    assert first is not None
    assert (first.term, first.response) == ("kill me", "crisis")


def test_the_list_of_the_visitors_language_breaks_a_tie() -> None:
    ruleset = rules(term("自殺", locale="ja"), term("自殺", locale="zh"))
    for locale in ("ja", "zh"):
        first = ruleset.match("自殺", locale).first
        assert first is not None
        assert first.list.locale == locale


def test_a_term_may_answer_otherwise_than_its_topic() -> None:
    ruleset = rules(term("suicide statistics", topic="recovery", response="info"))
    assert ruleset.match("suicide statistics").response == "info"
    assert rules(term("ed recovery", topic="recovery")).match("ed recovery").response == "recovery"
    assert ruleset.match("weather").response == "none"


def test_topics_may_be_given() -> None:
    lists = compile_terms([term("lonely", topic="loneliness"), term("sad", topic="blues")])
    ruleset = Ruleset(lists, topics=[("blues", 2, "info"), ("loneliness", 1, "helper")])
    assert [one.response for one in ruleset.match("sad lonely").matches] == ["helper", "info"]


def test_a_topic_nobody_described_comes_last_and_offers_support() -> None:
    ruleset = rules(term("lonely", topic="loneliness"), term("scary", topic="sensitive"))
    match = ruleset.match("lonely scary")
    assert [(one.topic, one.response) for one in match.matches] == [
        ("sensitive", "notice"),
        ("loneliness", "support"),
    ]


def test_a_compiled_list_serves_several_rulesets() -> None:
    first = compile_list("suicide", "en", [Term("suicide", "en", "suicide")], "9f2c")
    other = compile_list(
        "distress", "en", [Term("sad", "en", "distress", exceptions=("sad song",))]
    )
    alone, both = Ruleset([first]), Ruleset([first, other])
    assert found(alone, "sad suicide") == ["suicide"]
    assert found(both, "sad suicide") == ["suicide", "sad"]
    assert found(alone, "suicide") == ["suicide"]
    named = both.match("suicide").first
    assert named is not None
    assert named.list.edition == "9f2c"


def test_a_crisis_is_not_hidden_by_support_that_has_more_of_its_words() -> None:
    ruleset = rules(
        term("so tired of life i want to end it", response="support"),
        term("want to end it"),
        term("tired of living alone", topic="distress", response="support"),
        term("tired of living"),
    )
    assert ruleset.match("so tired of life i want to end it").response == "crisis"
    assert ruleset.match("tired of living alone").topic == "suicide"


def test_who_is_left_behind_is_in_no_crisis_though_its_words_are_there() -> None:
    ruleset = rules(
        term("suicide"), term("died by suicide", topic="bereavement"), term("want to die")
    )
    match = ruleset.match("my brother died by suicide")
    assert (match.topic, match.response, len(match.matches)) == ("bereavement", "support", 1)
    match = ruleset.match("my brother died by suicide and i want to die")
    assert (match.topic, match.response) == ("suicide", "crisis")
    assert [one.topic for one in match.matches] == ["suicide", "bereavement"]


def test_first_person_beats_third_but_a_mere_word_does_not() -> None:
    ruleset = rules(
        term("my friend wants to die", response="helper"), term("want to die"), term("suicide")
    )
    assert ruleset.match("my friend wants to die and i want to die").response == "crisis"
    assert ruleset.match("suicide: my friend wants to die").response == "helper"
    assert ruleset.match("my friend wants to die").response == "helper"
