"""What differs between two documents of an object: each language's texts, and the facts.

Pure: documents in, values out. Inner parts are matched by their own key, so a section that only
moved is no difference.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from pydantic import BaseModel

from cms.desk.rich_text_as_plain import readable
from cms.publishing.documents import Document, Text

MOST_SHOWN = 500
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
    """The two texts word by word."""
    old, new = _TOKEN.findall(readable(before)), _TOKEN.findall(readable(after))
    found: list[Piece] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            found.append(Piece("removed", "".join(old[i1:i2])))
        if j1 < j2:
            found.append(Piece("added", "".join(new[j1:j2])))
    return tuple(found)


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
