"""HTML as word processors write it, told in the few elements that a text may have. Pure.

Google Docs wraps everything in `<b style="font-weight:normal">`, Word writes lists as paragraphs
with a drawn bullet, and both have headings and tables of their own.
"""

import re
from html import escape
from html.parser import HTMLParser

_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_KEPT = {"p", "ul", "ol", "li", "blockquote"} | set(_HEADINGS)
_BOXES = {
    *("div", "td", "th", "dt", "dd", "caption", "section", "article", "pre", "address", "center"),
    *("figure", "figcaption", "details", "summary", "main", "nav", "header", "footer", "aside"),
    *("form", "fieldset", "legend", "option"),
}
"""Elements without a counterpart, whose text still stands by itself."""
_SILENT = {"style", "script", "title", "xml", "head", "template"}
_BLOCK = re.compile(r"<(?:p|h3|h4|ul|ol|li|blockquote)[ >]")
_BOLD = re.compile(r"font-weight:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|lighter|[1-5]00)", re.IGNORECASE)
_SLANTED = re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE)
_NOT_SLANTED = re.compile(r"font-style:\s*normal", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
_FOREIGN = re.compile(
    r"<(?!(?:p|br|h3|h4|ul|ol|li|strong|em|a|blockquote)[\s>/])[a-z!?]|style=|mso-", re.IGNORECASE
)
_LONGEST_MARKER = 12
"""Characters of a drawn bullet or number, with the space behind it."""


def plain_elements(html: str) -> str:
    """The HTML with the elements that `richtext` knows; others as their nearest counterpart."""
    if not _FOREIGN.search(html):
        return html
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.written()


class _Reader(HTMLParser):
    """Writes what it reads. Each open element has what closes it; each box its own text."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[list[str]] = [[]]
        self.open: list[tuple[str, str]] = []
        self.silent = 0
        self.marker: list[str] | None = None
        """What was drawn before an item, until it is known to be no more than that."""
        self.list = ""

    def written(self) -> str:
        self._give_back()
        while self.open:
            self._close(self.open[-1][0])
        self._end_list()
        return "".join(self.texts[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = dict(attrs).get("style") or ""
        if tag in _KEPT or tag in _BOXES:
            self._give_back()
        if tag == "body":
            self.silent = 0
        elif tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self._write("<br>")
        elif tag == "a":
            href = escape(dict(attrs).get("href") or "")
            self._open(tag, f'<a href="{href}">', "</a>")
        elif tag in _KEPT:
            self._open_block(tag, "mso-list:" in style and "mso-list:none" not in style)
        elif tag in _BOXES:
            self._end_list()
            self.open.append((tag, ""))
            self.texts.append([])
        elif tag in ("b", "strong", "i", "em", "span"):
            self._open(tag, *_emphasis(tag, style))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif any(name == tag for name, _end in self.open):
            if tag in _KEPT or tag in _BOXES:
                self._give_back()
            while self._close(self.open[-1][0]) != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.marker is not None:
            self.marker.append(data)
        elif not self.silent:
            self._write(escape(data, quote=False))

    def unknown_decl(self, data: str) -> None:
        self._condition(data)

    def handle_comment(self, data: str) -> None:
        self._condition(data.strip("[]"))

    def _condition(self, said: str) -> None:
        """Word draws the bullet or number of a list between two conditions."""
        if said.startswith("if !supportLists"):
            self._give_back()
            self.marker = []
        elif self.marker is not None and said.startswith("endif"):
            drawn = "".join(self.marker)
            if len(drawn.strip()) > _LONGEST_MARKER or "<li>" not in self.texts[-1]:
                self._give_back()
            else:
                self._start_list("ol" if _NUMBERED.match(drawn) else "ul")
                self.marker = None

    def _give_back(self) -> None:
        """What began like a marker and never ended is text."""
        if self.marker is not None:
            text, self.marker = "".join(self.marker), None
            self._write(escape(text, quote=False))

    def _start_list(self, tag: str) -> None:
        """Puts the list in front of the item that was just opened."""
        text = self.texts[-1]
        place = len(text) - 1 - text[::-1].index("<li>")
        if self.list != tag:
            before = f"</{self.list}>" if self.list else ""
            text.insert(place, f"{before}<{tag}>")
            self.list = tag

    def _end_list(self) -> None:
        if self.list:
            self._write(f"</{self.list}>")
            self.list = ""

    def _open_block(self, tag: str, is_item: bool) -> None:
        if is_item:
            self._open(tag, "<li>", "</li>")
            return
        self._end_list()
        name = _HEADINGS.get(tag, tag)
        self._open(tag, f"<{name}>", f"</{name}>")

    def _open(self, tag: str, start: str, end: str) -> None:
        self.open.append((tag, end))
        self._write(start)

    def _close(self, tag: str) -> str:
        """Ends the innermost element. A box becomes a paragraph, unless it holds some."""
        name, end = self.open.pop()
        if name in _BOXES:
            self._end_list()
            inner = "".join(self.texts.pop())
            is_line = inner.strip() and not _BLOCK.search(inner)
            self._write(f"<p>{inner.strip()}</p>" if is_line else inner)
        else:
            self._write(end)
        return name

    def _write(self, text: str) -> None:
        self.texts[-1].append(text)


def _emphasis(tag: str, style: str) -> tuple[str, str]:
    """What opens and closes it: `<b>` that says it is not bold is not."""
    bold = _BOLD.search(style) or (tag in ("b", "strong") and not _NOT_BOLD.search(style))
    slanted = _SLANTED.search(style) or (tag in ("i", "em") and not _NOT_SLANTED.search(style))
    names = [name for name, is_so in (("strong", bold), ("em", slanted)) if is_so]
    start = "".join(f"<{name}>" for name in names)
    return start, "".join(f"</{name}>" for name in reversed(names))
