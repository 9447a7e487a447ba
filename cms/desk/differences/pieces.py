"""Two texts side by side: what is the same, what was added, what was removed. Pure."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import NamedTuple

from cms.desk.rich_text_as_plain import readable

MOST_COMPARED = 250_000
"""Pairs of words or lines: more of them take longer than anybody waits."""
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A run of text that is `same`, `added` or `removed`."""

    what: str
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts word by word; where too much differs for that, line by line or whole."""
    found: list[Piece] = []
    for piece in _phrases(_compared(readable(before), readable(after))):
        if found and found[-1].what == piece.what:
            found[-1] = Piece(piece.what, found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


def _phrases(found: Iterable[Piece]) -> Iterator[Piece]:
    """Words that were all exchanged are one phrase: the spaces between them stay with them."""
    for is_space_or_new, run in groupby(found, key=_is_space_or_new):
        those = list(run)
        trailing = those[-1:] if those[-1].what == "same" else []
        those = those[: len(those) - len(trailing)]
        whats = {piece.what for piece in those}
        if is_space_or_new and whats >= {"added", "removed"}:
            for what in ("removed", "added"):
                yield Piece(what, "".join(p.text for p in those if p.what in (what, "same")))
        else:
            yield from those
        yield from trailing


def _is_space_or_new(piece: Piece) -> bool:
    return piece.what != "same" or (piece.text.isspace() and "\n" not in piece.text)


def _compared(before: str, after: str) -> Iterator[Piece]:
    """Lines first, then the words of the lines that differ."""
    for same, old, new in _runs(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if same:
            yield Piece("same", old)
            continue
        for is_same, removed, added in _runs(_TOKEN.findall(old), _TOKEN.findall(new)):
            if is_same:
                yield Piece("same", removed)
                continue
            if removed:
                yield Piece("removed", removed)
            if added:
                yield Piece("added", added)


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """(is the same, of the old, of the new) from the beginning of both to their end."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield True, "".join(old[:start]), ""
    if len(middle[0]) * len(middle[1]) > MOST_COMPARED:
        yield False, "".join(middle[0]), "".join(middle[1])
    else:
        for what, i1, i2, j1, j2 in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            yield what == "equal", "".join(middle[0][i1:i2]), "".join(middle[1][j1:j2])
    if end:
        yield True, "".join(old[len(old) - end :]), ""


def _shared(old: list[str], new: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
