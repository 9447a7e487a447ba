"""Captions: what is read, what is cleaned away, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns import webvtt
from campaigns.webvtt import CaptionProblem, Cue

WHOLE = """WEBVTT - Linh's video

STYLE
::cue { background: url(https://elsewhere.example/) }

REGION
id:left

NOTE a remark

1
00:00:00.500 --> 00:00:02.000 line:0 position:20%
<v Linh><b>Hello</b>, I&#39;m Linh.
And this is my&nbsp;sister &lt;3

00:02.100 --> 00:00:04.000
<script>alert(1)</script>Bye.
"""


def test_only_timed_words_are_left() -> None:
    assert webvtt.parse(WHOLE) == (
        Cue(500, 2000, "Hello, I'm Linh.\nAnd this is my\xa0sister <3"),
        Cue(2100, 4000, "alert(1)Bye."),
    )


def test_nothing_in_the_written_file_can_be_read_as_markup() -> None:
    assert webvtt.render(webvtt.parse(WHOLE)) == (
        "WEBVTT\n\n"
        "00:00:00.500 --> 00:00:02.000\nHello, I'm Linh.\nAnd this is my\xa0sister &lt;3\n\n"
        "00:00:02.100 --> 00:00:04.000\nalert(1)Bye.\n"
    )


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(ends: str) -> None:
    assert webvtt.parse("\ufeff" + WHOLE.replace("\n", ends)) == webvtt.parse(WHOLE)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "Line 1"),
        ("0:00:00.500,0:00:02.000\nYouTube's other format", "Line 1"),
        ("1\n2\n00:00:00,500 --> 00:00:02,000\nTwo numbers", "Line 1"),
        ("1\n00:00:00,500 --> 00:00:02,000\nA\n\n2\nB", "Line 6: “B” is no timing"),
        ("WEBVTT\n\nNOTEBOOK", "Line 3: “NOTEBOOK” is no timing"),
        ("WEBVTTX\n\n00:00.000 --> 00:01.000\nA", "Line 1"),
        ("WEBVTT\n", "no caption"),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\n<b></b>", "no caption"),
        ("WEBVTT\n\n00:00,000 --> 00:01,000\nComma", "Line 3"),
        ("WEBVTT\n\n1\n00:00.000 -> 00:01.000\nArrow", "Line 4"),
        ("WEBVTT\n\n1\n00:61.000 --> 01:01.000\nSeconds", "Line 4"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nBackwards", "Line 3: the caption ends before"),
        (
            "WEBVTT\n\n00:02.000 --> 00:03.000\nA\n\n00:01.000 --> 00:04.000\nB",
            "Line 6: it starts before",
        ),
        ("WEBVTT\n\n" + "x" * webvtt.LONGEST_FILE, "too long"),
    ],
)
def test_a_problem_names_its_line(source: str, sentence: str) -> None:
    with pytest.raises(CaptionProblem, match=sentence):
        webvtt.parse(source)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=5))
def test_reading_what_was_written_changes_nothing(texts: list[str]) -> None:
    blocks = (f"00:0{n}.000 --> 00:0{n}.900\n{text}\n" for n, text in enumerate(texts))
    try:
        once = webvtt.parse("WEBVTT\n\n" + "\n".join(blocks))
    except CaptionProblem:
        return
    assert webvtt.parse(webvtt.render(once)) == once
