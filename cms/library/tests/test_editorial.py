import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.levels import Level
from cms.library.editorial import (
    LONGEST_PATTERN,
    PIECE,
    BadPattern,
    Rule,
    compile_pattern,
    hits,
    plain,
)


def rule(pattern: str, *, locale: str = "en", topic: str = "suicide") -> Rule:
    return Rule("T-1", locale, topic, Level.BLOCKS, compile_pattern(pattern), "better")


COMMIT = rule(r"\bcommit(?:s|ted|ting)?\s+suicide\b")


def quotes(
    text: str, *rules: Rule, language: str = "en", topics: tuple[str, ...] = ("suicide",)
) -> list[str]:
    return [hit.quote for hit in hits(text, rules, language, topics)]


def test_a_hit_says_where_it_is() -> None:
    text = "He committed suicide, they say."

    (hit,) = hits(text, [COMMIT], "en", {"suicide"})

    assert (hit.start, hit.end) == (3, 20)
    assert text[hit.start : hit.end] == hit.quote == "committed suicide"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("com<strong>mitted</strong> suicide", "committed suicide"),
        ("committed<br>suicide", "committed suicide"),
        ("committed&nbsp;suicide", "committed suicide"),
        ("sui\u00adcide", "suicide"),
        ("Tom &amp; Mai", "Tom & Mai"),
        ("1 < 2 and I <3 you", "1 < 2 and I <3 you"),
        (unicodedata.normalize("NFD", "tự tử"), unicodedata.normalize("NFC", "tự tử")),
        ("  a\n b ", "a b"),
        ("", ""),
    ],
)
def test_plain_text_is_what_a_reader_sees(html: str, text: str) -> None:
    assert plain(html) == text


def test_a_rule_does_not_reach_from_one_paragraph_into_the_next() -> None:
    assert quotes(plain("<p>What they commit</p><p>Suicide is preventable</p>"), COMMIT) == []


def test_capitals_make_no_difference() -> None:
    assert quotes("COMMITTED SUICIDE", COMMIT) == ["COMMITTED SUICIDE"]


def test_a_rule_holds_in_its_own_language_only() -> None:
    assert quotes("committed suicide", COMMIT, language="id") == []


@pytest.mark.parametrize(
    ("topic", "topics", "holds"),
    [
        ("suicide", ("suicide",), True),
        ("suicide", ("wellbeing", "suicide"), True),
        ("suicide", ("distress",), True),
        ("suicide", ("wellbeing",), False),
        ("eating_disorder", ("recovery",), True),
        ("eating_disorder", ("suicide",), False),
        ("", ("wellbeing",), True),
    ],
)
def test_a_rule_holds_under_its_topic_and_the_neighbours(
    topic: str, topics: tuple[str, ...], holds: bool
) -> None:
    assert bool(quotes("the word", rule("word", topic=topic), topics=topics)) is holds


@given(st.integers(0, 3 * PIECE))
def test_a_long_line_is_searched_to_its_end(before: int) -> None:
    text = "x" * before + " committed suicide " + "y " * PIECE

    assert quotes(text, COMMIT) == ["committed suicide"]


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(", "can't be read"),
        ("a{99999999999999999999}", "can't be read"),
        ("a" * (LONGEST_PATTERN + 1), "longer than"),
        ("", "matches an empty text"),
        ("a*", "matches an empty text"),
        ("(a+)+b", "may not repeat or choose"),
        ("(?:a|aa)+b", "may not repeat or choose"),
        ("(?:(?:x|y)z)*b", "may not repeat or choose"),
        (r"(?:\w+\s?){10,}b", "may not repeat or choose"),
        (r"((a)+)+b", "may not repeat or choose"),
        ("a.*b.*c", "may not be repeated"),
    ],
)
def test_a_pattern_that_is_wrong_or_could_run_for_hours_is_refused(
    pattern: str, sentence: str
) -> None:
    with pytest.raises(BadPattern, match=sentence):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bfought\b(?:\s+\w+){0,2}\s+anorexia",
        r"a\.+b",
        r"[.*+(|]+x",
        r"(?:self|own)\s+harm",
        r"\(a|b\)+",
        r"(?<!no )word(?!\s+(?:of|in)\b)",
    ],
)
def test_ordinary_patterns_are_taken(pattern: str) -> None:
    assert compile_pattern(pattern).search("nothing of the kind") is None


def test_a_text_of_a_megabyte_is_searched() -> None:
    slow = rule(r"\w+\s+\w+\s+never$")
    assert quotes("word " * 200_000, slow, COMMIT) == []
