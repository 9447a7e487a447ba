import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.library.richtext import ALLOWED_TAGS, RichTextField, clean, refuse_dead_links
from cms.library.tests.payloads import PAYLOADS

INPUTS = Path(__file__).parent / "inputs"
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
        assert re.match(r"https?:|mailto:|/(?!/)|#", attributes.get("href") or "https:")


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
    assert clean("<u>under</u><svg>line</svg><font>d</font>") == "underlined"


PASTED = [
    ((INPUTS / "google_docs_paste.html").read_text(), "<p>Plain, <em>slanted</em></p>"),
    # Google Docs
    (
        (
            '<b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span style='
            '"font-weight:400">Signs</span></h1><ul><li dir="ltr" style="font-weight:400"><p '
            'role="presentation"><span style="font-weight:700">One</span></p></li></ul></b>'
        ),
        "<h3>Signs</h3><ul><li><p><strong>One</strong></p></li></ul>",
    ),
    (
        (
            '<b style="font-weight:normal"><div><table><tbody><tr><td><p><span style="color:red">'
            "Day</span></p></td><td><p>Hours</p></td></tr></tbody></table></div></b>"
        ),
        "<p>Day</p><p>Hours</p>",
    ),
    # Word
    (
        (
            "<h2>Signs<o:p></o:p></h2><p class=MsoListParagraphCxSpFirst style='mso-list:l0'>"
            "<![if !supportLists]><span style='x:Symbol'>·<span>&nbsp;</span></span><![endif]>"
            "One<o:p></o:p></p>\n<p class=MsoListParagraphCxSpLast style='mso-list:l0'>"
            "<!--[if !supportLists]-->·<!--[endif]-->Two</p><p class=MsoNormal><b>Bold</b></p>"
        ),
        "<h3>Signs</h3><ul><li>One</li>\n<li>Two</li></ul><p><strong>Bold</strong></p>",
    ),
    (
        (
            "<p style='mso-list:l0'><![if !supportLists]>1.<![endif]>One</p>"
            "<p style='mso-list:l0'><![if !supportLists]>2.<![endif]>Two</p>"
        ),
        "<ol><li>One</li><li>Two</li></ol>",
    ),
    ("<table><tr><th>Day</th><td>Hours</td></tr></table>", "<p>Day</p><p>Hours</p>"),
    # LibreOffice, Apple Notes, a web page
    ('<p style="margin:0"><i>a</i> <b>b</b></p>', "<p><em>a</em> <strong>b</strong></p>"),
    ("<div>One</div><div><br></div><div>Two</div>", "<p>One</p><p><br></p><p>Two</p>"),
    ("<h6>Small</h6><div><ul><li>a</li></ul></div>", "<h4>Small</h4><ul><li>a</li></ul>"),
    ('<span style="font-style:italic;font-weight:bold">x</span>', "<strong><em>x</em></strong>"),
    ("<style>p{}</style><title>t</title><p style='x'>a &lt; b</p>", "<p>a &lt; b</p>"),
]


@pytest.mark.parametrize(("html", "kept"), PASTED)
def test_what_word_processors_write_arrives_as_what_it_is(html: str, kept: str) -> None:
    assert clean(html) == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p style='mso-list:l0'><![if !supportLists]>Never ended", "<li>Never ended</li>"),
        (
            "<p style='mso-list:l0'><!--[if !supportLists]-->A whole sentence<!--[endif]-->b</p>",
            "<li>A whole sentenceb</li>",
        ),
        ("<![if !supportLists]>1<![endif]>9", "19"),
        ("<head><title>t</title><body><p>kept</p>", "<p>kept</p>"),
        ("<math><mi>x</mi></math><select><option>y</select>", "x<p>y</p>"),
        ("<main>a</main><figure><figcaption>b</figcaption></figure>", "<p>a</p><p>b</p>"),
    ],
)
def test_a_text_in_strange_elements_does_not_vanish(html: str, kept: str) -> None:
    assert clean(html) == kept


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("who.int", "https://who.int"),
        ("www.who.int/a?b=c", "https://www.who.int/a?b=c"),
        ("//who.int", "https://who.int"),
        ("jo@samaritans.org", "mailto:jo@samaritans.org"),
        ("/en/help/", "/en/help/"),
        ("/en/guides/a/#signs", "/en/guides/a/#signs"),
        ("#signs", "#signs"),
        ("HTTPS://who.int", "HTTPS://who.int"),
    ],
)
def test_a_link_is_completed_or_kept(href: str, kept: str) -> None:
    made = clean(f'<a href="{href}">a</a>')
    assert made == f'<a href="{kept}" rel="noopener noreferrer">a</a>'
    assert clean(made) == made
    refuse_dead_links(made)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "tel:988",
        "ftp://who.int",
        "file:///a",
        "page.html",
        "help",
        "java\nscript:x",
    ],
)
def test_a_link_that_would_vanish_is_refused_with_a_sentence(href: str) -> None:
    assert clean(f'<a href="{href}">a</a>') == '<a rel="noopener noreferrer">a</a>'
    with pytest.raises(ValidationError, match="is no link that this site keeps"):
        RichTextField(max_length=1_000).clean(f'<p><a class="x" href="{href}">a</a></p>', None)


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


WORDS = st.recursive(
    st.text("abc", min_size=1, max_size=3).map(lambda word: f" {word} "),
    lambda inner: st.builds(
        lambda tag, style, texts: f"<{tag} {style}>{''.join(texts)}</{tag}>",
        st.sampled_from(
            [
                *("b", "span", "div", "table", "tr", "td", "th", "h1", "h6", "ul", "li", "section"),
                *("dl", "dd", "figure", "o:p", "math", "mi", "svg", "select", "option", "textarea"),
                *("noscript", "button", "font", "u", "hr", "center", "caption", "blockquote", "p"),
            ]
        ),
        st.sampled_from(["", "style='font-weight:normal'", "style='mso-list:l0'", "class=x"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(WORDS)
def test_every_word_is_there_in_its_order_whatever_stood_around_it(html: str) -> None:
    def words(text: str) -> list[str]:
        return re.sub("<[^>]*>", " ", text).split()

    assert words(clean(html)) == words(html)


@given(HTML)
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = clean(html)

    assert_harmless(once)
    assert clean(once) == once
