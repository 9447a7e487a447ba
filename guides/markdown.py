"""A guide written as Markdown: a title, a summary and sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cms.errors import Refused
from cms.library.richtext import clean

_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Part:
    """A heading, and the cleaned HTML below it."""

    heading: str
    body: str


@dataclass(frozen=True)
class Written:
    """A whole guide in one language."""

    title: str
    summary: str
    sections: tuple[Part, ...]


def read_markdown(path: Path) -> Written:
    """The guide in the file; raises Refused naming the file, and the line where one is wrong."""
    name = "/".join(path.parts[-3:])
    try:
        tokens = _markdown.parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The seed file {name} can't be read: {error}.") from None
    first, *rest = _split(tokens, name)
    if first[0].tag != "h1":
        raise Refused(f"{name}, line 1: it has to begin with “# ” and the title.")
    for part in rest:
        if part[0].tag == "h1":
            raise Refused(f"{name}, line {_line(part[0])}: a second title.")
    if len(first) != 6 or first[3].type != "paragraph_open":
        raise Refused(f"{name}, line {_line(first[0])}: one paragraph has to follow, the summary.")
    return Written(
        title=first[1].content,
        summary=" ".join(first[4].content.split()),
        sections=tuple(Part(part[1].content, _html(part[3:])) for part in rest),
    )


def _split(tokens: Sequence[Token], name: str) -> list[list[Token]]:
    """The tokens, cut before each heading of the first two levels."""
    parts: list[list[Token]] = []
    for token in tokens:
        if token.type == "heading_open" and token.tag in ("h1", "h2"):
            parts.append([])
        if not parts:
            raise Refused(f"{name}, line {_line(token)}: text before the title.")
        parts[-1].append(token)
    if not parts:
        raise Refused(f"{name} is empty.")
    return parts


def _html(tokens: Sequence[Token]) -> str:
    return clean(_markdown.renderer.render(tokens, _markdown.options, {}))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
