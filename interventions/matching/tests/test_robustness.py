"""Whatever a text holds, it is answered and nothing raises."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import LONGEST_QUERY, Ruleset

MATCHING = "interventions.matching."
NASTY = {
    "empty": "",
    "spaces": " \t\n\u3000\u00a0",
    "zero-width": "\u200b\u200d\ufeff\u00ad",
    "NUL": "\0\0\0",
    "emoji": "🖤💔👩‍👩‍👧‍👦🇻🇳",
    "surrogates": "\ud800\udfff",
    "marks alone": "\u0301\u0323\u3099",
    "vowel signs alone": "ัิ\u1175\u11ab",
    "stars": "*a*b*c**",
    "bidi": "\u202e\u202d\u202c\u2069\u202e",
    "private and unassigned": "\ue000\U0010ffff\u0378",
    "leet signs": "!|+(@$€£¥§×",
}


@pytest.mark.parametrize("name", NASTY)
def test_text_without_words_matches_nothing(ruleset: Ruleset, name: str) -> None:
    assert not ruleset.match(NASTY[name], "en").matched


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_around_a_term_does_not_hide_it(ruleset: Ruleset, name: str) -> None:
    assert ruleset.match(f"{NASTY[name]} suicide {NASTY[name]}").topic == "suicide"


@given(
    st.text(alphabet="suicdeklmyf01!|+(*@$ .-'’🇸🇺🇮🅢🅤\u202e\u202c\u0301\u200bꜱісІlL\n", max_size=60)
)
def test_no_mixture_of_disguises_raises(ruleset: Ruleset, text: str) -> None:
    for match in (ruleset.match(text), ruleset.match(f"{text}suicide{text}")):
        assert match.to_dict()["matched"] == bool(match.matches)


@pytest.mark.parametrize("other", [None, 1, b"suicide", ["suicide"]])
def test_only_a_str_is_a_query(ruleset: Ruleset, other: object) -> None:
    with pytest.raises(TypeError, match="a query is a str"):
        ruleset.match(other)  # type: ignore[arg-type]


def test_nul_and_surrogates_between_letters(ruleset: Ruleset) -> None:
    assert ruleset.match("sui\0cide").topic == "suicide"
    assert ruleset.match("sui\ud800cide").topic == "suicide"


def test_only_the_beginning_of_a_long_text_is_read(ruleset: Ruleset) -> None:
    late = "a " * LONGEST_QUERY + "suicide"
    assert not ruleset.match(late).matched
    assert ruleset.match(late).truncated
    early = ruleset.match("suicide " + late)
    assert (early.matched, early.truncated) == (True, True)
    assert not ruleset.match("x" * LONGEST_QUERY).truncated


@pytest.mark.parametrize(
    "unit",
    [
        "suicide ",
        "s u i c i d e ",
        "suicid ",
        "a",
        "kill",
        "liiil",
        "su!c!de$ ",
        "s*i*c",
        "\u0301",
        "\u202esuicide",
        "자살",
        "قتل نفسي ",
        "withot anorexa disoder ",
        "suicide squad ",
        "#KillMyselfSuicideSquad",
    ],
)
def test_a_million_characters_are_answered_by_their_beginning(ruleset: Ruleset, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    match, early = ruleset.match(text), ruleset.match(text[:LONGEST_QUERY])
    assert match.truncated
    assert (match.topic, match.response) == (early.topic, early.response)


def test_a_term_is_kept_eight_times_at_most(ruleset: Ruleset) -> None:
    matches = ruleset.match("suicidal, " * 50).matches
    assert len(matches) == 8
    assert [found.span[0] for found in matches] == [10 * i for i in range(8)]


def test_no_cache_grows_by_what_is_searched_for(ruleset: Ruleset) -> None:
    modules = [module for name, module in sys.modules.items() if name.startswith(MATCHING)]
    named = [one for module in modules for one in vars(module).values()]
    caches = [one for one in named if hasattr(one, "cache_info")]
    assert caches

    def search(about: str) -> list[int]:
        for text in ("i want to die {}", "i wnat to die {}", "{} อยากฆ่าตัตาย", "{}hopelss"):
            ruleset.match(text.format(about), "en", "GB")
        return [one.cache_info().currsize for one in caches]

    assert search("anna of the mill") == search("john from bath") == search("mary 42")
