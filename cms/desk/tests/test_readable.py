"""Rich text as plain text: nothing that a reviewer has to see may get lost."""

import pytest

from cms.desk.rich_text_as_plain import readable


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain < text", "plain < text"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<h3>Talk</h3><p>Now</p>", "### Talk\n\nNow"),
        ("<h4>Talk</h4>", "#### Talk"),
        ("<ul><li><p>a</p></li><li>b</li></ul>", "- a\n\n- b"),
        ("<blockquote><p>said</p></blockquote>", "> said"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p><strong>bold</strong> and <em>soft</em></p>", "**bold** and *soft*"),
        ('<p><a href="https://x.org/?a=1&amp;b=2">them</a></p>', "[them](https://x.org/?a=1&b=2)"),
        ("<p>a &lt;b&gt;</p>", "a <b>"),
        ("", ""),
    ],
)
def test_everything_is_told(html: str, text: str) -> None:
    assert readable(html) == text


def test_another_spelling_of_the_same_html_reads_the_same() -> None:
    assert readable("<p>a  b</p>\n<p>c</p>\n") == readable("<p>a b</p><p>c</p>")


def test_another_address_of_a_link_reads_differently() -> None:
    before, after = '<p><a href="https://a.org">x</a></p>', '<p><a href="https://b.org">x</a></p>'
    assert readable(before) != readable(after)
