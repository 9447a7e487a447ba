"""What differs between two documents of an object: each language's texts, and the facts.

Pure: documents in, values out. Inner parts are matched by their own key, so a section that only
moved is no difference.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any, NamedTuple

from pydantic import BaseModel

from cms.desk.rich_text_as_plain import readable
from cms.publishing.documents import Document, Text

MOST_SHOWN = 500
MOST_COMPARED = 250_000
"""Pairs of words or lines: more of them take longer than anybody waits."""
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A run of text that is `same`, `added` or `removed`."""

    what: str
    text: str


class TextChange(NamedTuple):
    """One text in one language, piece by piece."""

    path: str
    pieces: tuple[Piece, ...]


class FactChange(NamedTuple):
    """One value that is not a text: '' where there was, or is, none."""

    path: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """Everything that differs. `left_out` counts the facts beyond the most that are shown."""

    texts: Mapping[str, tuple[TextChange, ...]]
    facts: tuple[FactChange, ...]
    left_out: int = 0

    def __bool__(self) -> bool:
        return bool(self.facts) or any(self.texts.values())


def difference(before: Document | None, after: Document | None) -> Difference:
    """From what is live to what is proposed; None stands for nothing."""
    old, new = _flat(before), _flat(after)
    facts = [
        FactChange(path, str(old.get(path, "")), str(new.get(path, "")))
        for path in _paths(old, new)
        if _differs(old.get(path), new.get(path))
    ]
    languages = sorted(
        {
            code
            for flat in (old, new)
            for v in flat.values()
            if isinstance(v, Text)
            for code in v.root
        }
    )
    return Difference(
        texts={code: tuple(_text_changes(old, new, code)) for code in languages},
        facts=tuple(facts[:MOST_SHOWN]),
        left_out=max(0, len(facts) - MOST_SHOWN),
    )


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts word by word; where too much differs for that, line by line or whole."""
    found: list[Piece] = []
    for piece in _compared(readable(before), readable(after)):
        if found and found[-1].what == piece.what:
            found[-1] = Piece(piece.what, found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


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


def _text_changes(
    old: Mapping[str, Any], new: Mapping[str, Any], language: str
) -> Iterator[TextChange]:
    for path in _paths(old, new):
        before, after = _in(old.get(path), language), _in(new.get(path), language)
        if before != after:
            yield TextChange(path, pieces(before, after))


def _in(value: Any, language: str) -> str:
    return value.root.get(language, "") if isinstance(value, Text) else ""


def _differs(old: Any, new: Any) -> bool:
    """Of orders only where parts changed places: what came or went is told by itself."""
    if isinstance(old, _Order) and isinstance(new, _Order):
        return old.among(new) != new.among(old)
    plain = [None if isinstance(value, (Text, _Order)) else value for value in (old, new)]
    return plain[0] != plain[1]


class _Order(tuple[str, ...]):
    """The keys of the parts, one after another."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)

    def among(self, others: "_Order") -> list[str]:
        known = set(others)
        return [key for key in self if key in known]


def _paths(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """In the new document's order, then what only the old one had."""
    return list(dict.fromkeys([*new, *old]))


def _flat(document: Document | None) -> dict[str, Any]:
    return dict(_leaves("", document)) if document else {}


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(f"{path} › {name}" if path else name, getattr(value, name))
    elif isinstance(value, tuple) and any(isinstance(inner, (BaseModel, Text)) for inner in value):
        for index, inner in enumerate(value, 1):
            yield from _leaves(f"{path} › {getattr(inner, 'key', index)}", inner)
        keys = (str(getattr(inner, "key", index)) for index, inner in enumerate(value, 1))
        yield f"{path} (order)", _Order(keys)
    elif value not in (None, "", ()):
        yield path, _fact(value)


def _fact(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_fact, value))
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
