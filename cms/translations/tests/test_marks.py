"""A translation is right as long as a person said so of these very two texts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.translations.marks import State, count_states, pair_of, state_of, text_hash
from cms.translations.names import direction, language_name
from cms.translations.texts import Passage

PASSAGE = Passage("guide", 1, "title", "vi", "Listen", "Lắng nghe")
MARKS = {pair_of("vi", "Listen", "Lắng nghe")}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.OK),
        ({"source": "Listen first"}, State.STALE),
        ({"target": "Nghe"}, State.STALE),
        ({"language": "id"}, State.STALE),
        ({"target": ""}, State.MISSING),
        ({"source": ""}, None),
        ({"pk": 2, "field": "heading"}, State.OK),
        ({"source": " Listen\n"}, State.OK),
    ],
)
def test_both_texts_decide_and_their_place_does_not(
    changes: dict[str, object], state: State | None
) -> None:
    assert state_of(replace(PASSAGE, **changes), MARKS) is state  # type: ignore[arg-type]


def test_states_are_counted_by_language() -> None:
    missing = replace(PASSAGE, language="ar", target="")
    counts = count_states([PASSAGE, PASSAGE, missing], MARKS)
    assert {code: dict(found) for code, found in counts.items()} == {
        "vi": {State.OK: 2},
        "ar": {State.MISSING: 1},
    }


@given(st.text(), st.text())
def test_two_texts_have_one_hash_only_where_they_read_alike(one: str, other: str) -> None:
    assert (text_hash(one) == text_hash(other)) == (one.strip() == other.strip())


def test_languages_are_named_in_their_own_words_and_composed() -> None:
    assert language_name("vi") == "Tiếng Việt"
    assert language_name("ko") == "한국어"
    assert language_name("xx-unknown") == "xx-unknown"
    assert [direction(code) for code in ("ar", "ur", "ar-EG", "vi", "zh-hans", "xx")] == [
        *("rtl", "rtl", "rtl"),
        *("ltr", "ltr", "ltr"),
    ]
