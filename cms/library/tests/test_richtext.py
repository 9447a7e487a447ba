import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.library.richtext import ALLOWED_TAGS, clean
from cms.library.tests.payloads import PAYLOADS

Tag = tuple[str, dict[str, str | None]]


class Tags(HTMLParser):
    """Every element of a text, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Tag] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert tag in ALLOWED_TAGS
        assert attributes.keys() <= ({"href", "rel"} if tag == "a" else set())
        assert re.match(r"https?:|mailto:", attributes.get("href") or "https:")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_runs_is_left(payload: str) -> None:
    assert_harmless(clean(payload))
    assert_harmless(clean(f"<p>before</p>{payload}<p>after</p>"))


def test_what_an_editor_needs_stays() -> None:
    html = (
        "<h3>Signs</h3><p>One <strong>and</strong> <em>two</em><br>three</p>"
        "<ul><li>a</li></ul><ol><li>b</li></ol><blockquote><p>c</p></blockquote><h4>More</h4>"
    )
    assert clean(html) == html


@pytest.mark.parametrize("href", ["https://who.int/a?b=c", "http://who.int", "mailto:a@who.int"])
def test_a_link_stays_and_tells_the_other_site_nothing(href: str) -> None:
    assert clean(f'<a href="{href}">a</a>') == f'<a href="{href}" rel="noopener noreferrer">a</a>'


def test_an_element_that_is_not_allowed_leaves_its_text() -> None:
    assert clean("<h1>Title</h1><table><tr><td>cell</td></tr></table>") == "Titlecell"


@pytest.mark.parametrize("empty", ["", " \n", "<p></p>", "<p><br></p>", "<script>x</script>"])
def test_an_empty_text_is_no_text(empty: str) -> None:
    assert clean(empty) == ""


def test_what_no_database_stores_is_taken_out() -> None:
    assert clean("<p>a\0b\ud800c</p>").encode() == b"<p>ab?c</p>"


HTML = st.recursive(
    st.text(max_size=20) | st.sampled_from(PAYLOADS),
    lambda inner: st.builds(
        lambda tag, text: f"<{tag} href='https://a.example' onclick=x>{text}</{tag}>",
        st.sampled_from(["p", "a", "em", "li", "script", "svg", "style", "math", "b"]),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)


@given(HTML)
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = clean(html)

    assert_harmless(once)
    assert clean(once) == once
