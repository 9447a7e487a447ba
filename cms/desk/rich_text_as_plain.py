"""Rich text as plain text that still tells everything: for diffs, and for a source to read.

<h3>Talk</h3><p>Call <a href="https://x.org">them</a>.</p>   ->   ### Talk

                                                                  Call [them](https://x.org).
"""

import re
from html.parser import HTMLParser

_IS_RICH = re.compile(r"\s*<(?:p|h3|h4|ul|ol|blockquote)[\s>]")
_BLOCKS = {"p": "", "h3": "### ", "h4": "#### ", "li": "- ", "blockquote": "> "}
_INLINE = {"strong": "**", "em": "*"}


def readable(text: str) -> str:
    """The text itself, or, of rich text, what a reader sees and where its links lead."""
    if not _IS_RICH.match(text):
        return text
    writer = _Writer()
    writer.feed(text)
    writer.close()
    return "\n\n".join(block for block in map(str.strip, writer.blocks) if block)


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = [""]
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._open(_BLOCKS[tag])
        elif tag == "br":
            self._write("\n")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._write("[")
        else:
            self._write(_INLINE.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.blocks.append("")
        elif tag == "a" and self._links:
            self._write(f"]({self._links.pop()})")
        else:
            self._write(_INLINE.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self._write(re.sub(r"\s+", " ", data))

    def _open(self, prefix: str) -> None:
        """A paragraph inside a list item or a quotation goes on in the same block."""
        if prefix or self.blocks[-1] not in ("- ", "> "):
            self.blocks.append(prefix)

    def _write(self, text: str) -> None:
        self.blocks[-1] += text
