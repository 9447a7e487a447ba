"""HTML from a stranger, such that reading it takes no longer than its length deserves. Pure."""

import re

DEEPEST = 24
"""Elements inside one another. A reader's time grows with the square of it."""

# What is left of `<!` and `<?` are comments, and what Word writes around what is for it alone.
_ENDLESS = re.compile(
    r"<(?=[!?])(?!!--|!\[(?:if|else|endif)\b[^<>]*\]\s*>|![a-z][^<>]*>|\?[^<>]*>)", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# They end by themselves where the next one begins, or have no end.
_FLAT = frozenset({"p", "li", "br", "hr", "img", "input", "h1", "h2", "h3", "h4", "td", "th", "tr"})


def without_endless(html: str) -> str:
    """A comment or declaration that does not end, or that nobody writes, stands there as text.

    A reader would look for its end each time it meets one, and Python's gives up at some.
    """
    if "<!" not in html and "<?" not in html:
        return html
    closed = html.rfind("-->") + len("-->") if "-->" in html else 0
    html = html[:closed] + html[closed:].replace("<!--", "&lt;!--")
    return _ENDLESS.sub("&lt;", html)


def shallow(html: str) -> str:
    """The same text; elements that lie deeper than those of any text are taken away around it."""
    html = without_endless(html)
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        is_end, name = tag[1], tag[2].lower()
        if name in _FLAT:
            return tag[0]
        inside = depth = max(depth - 1, 0) if is_end else depth + 1
        return tag[0] if inside < DEEPEST else ""

    return html if html.count("<") < DEEPEST else _TAG.sub(keep, html)
