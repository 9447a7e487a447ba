"""No text that somebody may write holds up the thread that checks it, shows it or compares it.

Each is so long that a reading whose time grows with the square of it takes many times what is
allowed, and one whose time grows with the length a tenth of it. The processor's time is taken,
which is the same on a busy machine.
"""

import time
from collections.abc import Callable

import pytest
import regex

from cms.desk.differences.pieces import pieces
from cms.desk.rich_text_as_plain import readable
from cms.levels import Level
from cms.library import measures
from cms.library.editorial import BadPattern, Rule, compile_pattern, hits, plain
from cms.library.html import DEEPEST
from cms.library.richtext import clean

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]

LENGTH = 40_000
MOST_SECONDS = 5.0
SHAPES = [
    *(".x", " ", "a ", "1 ", "1,", "<a ", "<", "<p>", "<ul><li>", "<blockquote>", '<a href="'),
    *(
        "(",
        "(2019 ",
        "&",
        "<!--",
        "--><!--",
        "<![",
        "<!",
        "<?",
        "<![CDATA[",
        "?!",
        "\n",
        "e\u0301",
        "a-",
        "one thousand ",
        "BMI ",
    ),
    *("fast ", "\u202e", "😀", "</ul>", "<em>", "<table><tr><td>"),
]
READINGS: list[Callable[[str], object]] = [
    measures.words_per_sentence,
    lambda text: list(measures.amounts(text)),
    lambda text: list(measures.bare_figures(text)),
    plain,
    clean,
    readable,
    lambda text: pieces(text, text[::-1]),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_text_of_one_shape_is_read_in_time_that_grows_with_its_length(shape: str) -> None:
    text = (shape * (LENGTH // len(shape))) + "x"
    for reading in READINGS:
        started = time.thread_time()
        reading(text)
        assert time.thread_time() - started < MOST_SECONDS


def test_dots_before_a_word_are_no_sentence_end() -> None:
    assert measures.words_per_sentence("One. Two three." + "." * LENGTH + "x") == 2.0


def test_declarations_go_and_what_never_ends_stays_as_text() -> None:
    assert clean(
        "<p>a<!-- <b>x</b> -->b<?xml:namespace prefix='o' />c<![if !x]>d<![endif]></p>"
    ) == ("<p>abcd</p>")
    assert clean("<p>1 <!-- 2</p>") == "<p>1 &lt;!-- 2</p>"
    assert clean("<![ 3") == "&lt;![ 3"


def test_what_lies_too_deep_loses_its_tags_and_keeps_its_text() -> None:
    deep = "<ul><li>" * (DEEPEST + 9) + "help" + "</li></ul>" * (DEEPEST + 9)
    cleaned = clean(deep)
    assert "help" in cleaned
    assert cleaned.count("<ul>") == cleaned.count("</ul>") == DEEPEST - 1
    assert clean(cleaned) == cleaned


def test_texts_that_differ_too_much_are_compared_whole() -> None:
    before, after = "a b " * 3_000, "c d " * 3_000
    assert [piece.what for piece in pieces(before, after)] == ["removed", "added", "same"]
    assert "".join(p.text for p in pieces(before, after) if p.what != "added") == before


@pytest.mark.parametrize("pattern", ["a+a+a+a+b", "x*x*x*x*[yz]", "(?:a|b)*(?:a|b)*c"])
def test_a_pattern_that_could_run_for_hours_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_pattern(pattern)


def test_a_pattern_that_takes_too_long_is_given_up_and_told() -> None:

    slow = regex.compile("(?:x+x+x+)+y")
    rule = Rule("SLOW", "en", "", Level.BLOCKS, slow, "fewer repeats")
    assert [hit.quote for hit in hits("x" * 2_000, [rule], "en", [])] == [""]
