"""What differs between two documents of an object, in words: each language's texts, and the rest.

Inner parts are matched by their own key, so a section that only moved is no difference. All
screens that show a difference take it from here, and draw it by `admin/desk/difference.html`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from cms.desk.differences.leaves import Leaf, Leaves, Order, Path, leaves_of
from cms.desk.differences.pieces import Piece, pieces
from cms.desk.differences.values import Names, Shown
from cms.desk.rich_text_as_plain import readable
from cms.publishing.documents import Document, Text
from cms.translations.names import direction, language_name

MOST_SHOWN = 500


class Compared(NamedTuple):
    """Two documents of an object; None stands for nothing.

    `known` is what somebody has read before: what is otherwise since then is marked.
    """

    key: str
    before: Document | None
    after: Document | None
    known: Document | None = None


class TextChange(NamedTuple):
    """A text in one language, piece by piece, and the source that a translation should say."""

    path: Path
    label: str
    pieces: tuple[Piece, ...]
    source: str = ""
    is_new: bool = False


class FactChange(NamedTuple):
    """A value that is no text; None where there was, or is, none."""

    path: Path
    label: str
    before: Shown | None
    after: Shown | None
    is_new: bool = False


@dataclass(frozen=True)
class Language:
    """The texts that differ in one language."""

    code: str
    texts: tuple[TextChange, ...]

    @property
    def name(self) -> str:
        return language_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)


@dataclass(frozen=True)
class Difference:
    """Everything that differs. `left_out` counts the values beyond the most that are shown.

    `back` names what was changed when it was read before, and says again what it said at first.
    """

    languages: tuple[Language, ...] = ()
    facts: tuple[FactChange, ...] = ()
    left_out: int = 0
    back: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.languages)


def difference(key: str, before: Document | None, after: Document | None) -> Difference:
    """The difference of one object."""
    return differences([Compared(key, before, after)])[0]


def differences(compared: Sequence[Compared]) -> list[Difference]:
    """The difference of each, in a number of queries that does not grow with them."""
    taken = [_Taken(one) for one in compared]
    names = Names(leaf for one in taken for leaf in one.leaves_to_name())
    return [one.difference(names) for one in taken]


class _Taken:
    """Two documents taken apart."""

    def __init__(self, one: Compared) -> None:
        self.old, self.new = leaves_of(one.key, one.before), leaves_of(one.key, one.after)
        self.known = leaves_of(one.key, one.known) if one.known else None
        self.paths = list(dict.fromkeys([*self.new, *self.old]))
        """In the new document's order, then what only the old one had."""
        changed = [path for path in self.paths if _differs(self.old.get(path), self.new.get(path))]
        self.facts, self.left_out = changed[:MOST_SHOWN], max(0, len(changed) - MOST_SHOWN)

    def leaves_to_name(self) -> Iterator[Leaf]:
        for path in self.facts:
            yield from (side[path] for side in (self.old, self.new) if path in side)

    def difference(self, names: Names) -> Difference:
        languages = (Language(code, tuple(self._texts(code))) for code in self._languages())
        return Difference(
            languages=tuple(language for language in languages if language.texts),
            facts=tuple(self._fact(path, names) for path in self.facts),
            left_out=self.left_out,
            back=tuple(self._back()),
        )

    def _languages(self) -> list[str]:
        """The source language first."""
        sides = (leaf.value for side in (self.old, self.new) for leaf in side.values())
        codes = {code for value in sides if isinstance(value, Text) for code in value.root}
        return sorted(codes, key=lambda code: (code != settings.LANGUAGE_CODE, code))

    def _texts(self, code: str) -> Iterator[TextChange]:
        is_source = code == settings.LANGUAGE_CODE
        for path in self.paths:
            before, after = _in(self.old, path, code), _in(self.new, path, code)
            if before != after:
                yield TextChange(
                    path,
                    self._label(path),
                    pieces(before, after),
                    "" if is_source else readable(_in(self.new, path, settings.LANGUAGE_CODE)),
                    self.known is not None and _in(self.known, path, code) != after,
                )

    def _fact(self, path: Path, names: Names) -> FactChange:
        before, after = (
            names.show(side[path]) if path in side else None for side in (self.old, self.new)
        )
        is_new = self.known is not None and _differs(self.known.get(path), self.new.get(path))
        return FactChange(path, self._label(path), before, after, is_new)

    def _label(self, path: Path) -> str:
        return (self.new.get(path) or self.old[path]).label

    def _back(self) -> Iterator[str]:
        """What differed from the old document when it was read, and does not now."""
        for path, leaf in (self.known or {}).items():
            old, new = self.old.get(path), self.new.get(path)
            if _is_other(old, leaf) and not _is_other(old, new):
                yield leaf.label


def _is_other(old: Leaf | None, new: Leaf | None) -> bool:
    """Whether a value, or a text in any language, is another one."""
    before, after = _values(old, new)
    if isinstance(before, Text) or isinstance(after, Text):
        return (before or Text({})) != (after or Text({}))
    return _differs(old, new)


def _values(old: Leaf | None, new: Leaf | None) -> tuple[object, object]:
    return old.value if old else None, new.value if new else None


def _in(side: Leaves, path: Path, code: str) -> str:
    leaf = side.get(path)
    return leaf.value.root.get(code, "") if leaf and isinstance(leaf.value, Text) else ""


def _differs(old: Leaf | None, new: Leaf | None) -> bool:
    """Of orders only where parts changed places: what came or went is told by itself."""
    before, after = _values(old, new)
    if isinstance(before, Order) and isinstance(after, Order):
        return before.among(after) != after.among(before)
    return _plain(before) != _plain(after)


def _plain(value: object) -> object:
    return None if isinstance(value, (Text, Order)) else value
