"""A document taken apart by the fields of its form: each value with its path and its label."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.publishing.documents import Document, Part, Text
from cms.publishing.kinds import UnknownKind, kind_of

Path = tuple[str, ...]
NO_TEXT = Text({})


class Order(tuple[str, ...]):
    """The keys of the parts, one after another."""

    __slots__ = ()

    def among(self, others: "Order") -> list[str]:
        known = set(others)
        return [key for key in self if key in known]


class Row(NamedTuple):
    """A part that has a key, such as a section, and the part that it is in."""

    word: str
    key: str
    owner: "Row | None"

    def __str__(self) -> str:
        return f"{self.owner or ''}{capfirst(self.word)} “{self.key}” › "


class Leaf(NamedTuple):
    """A value: a `Text`, an `Order`, or plain data. `field` is the model's, where it has one."""

    value: Any
    field: Any
    name: str
    row: Row | None = None

    @property
    def label(self) -> str:
        """As on the form. Made when asked for: of a long list few values differ."""
        label = f"{self.row or ''}{capfirst(field_word(self.field, self.name))}"
        return _("%(what)s, order") % {"what": label} if isinstance(self.value, Order) else label


Leaves = dict[Path, Leaf]


def leaves_of(key: str, document: Document | None) -> Leaves:
    """Everything that the object's document says, and nothing that is empty."""
    try:
        model: Any = kind_of(key).model
    except UnknownKind:
        model = None
    return dict(_leaves(model, document, (), None)) if document else {}


def _leaves(model: Any, part: Part, path: Path, row: Row | None) -> Iterator[tuple[Path, Leaf]]:
    for name, value in part.in_fields().items():
        if value in (None, "", ()) or value == NO_TEXT:
            continue
        field, here = _field(model, name), (*path, name)
        if isinstance(value, tuple) and any(_is_row(inner) for inner in value):
            yield from _rows(field, value, here, row)
            keys = Order(str(inner.key) for inner in value)
            yield (*here, ""), Leaf(keys, field, name, row)
        else:
            yield here, Leaf(value, field, name, row)


def _rows(field: Any, rows: Any, path: Path, owner: Row | None) -> Iterator[tuple[Path, Leaf]]:
    model = getattr(field, "related_model", None)
    word = str(model._meta.verbose_name) if model else path[-1]
    for row in rows:
        yield from _leaves(model, row, (*path, str(row.key)), Row(word, str(row.key), owner))


def _is_row(value: object) -> bool:
    return isinstance(value, Part) and hasattr(value, "key")


@cache
def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def field_word(field: Any, name: str) -> str:
    """What a field is called; of rows, what they are called together."""
    if field is not None and field.one_to_many:
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name) if field is not None else name.replace("_", " ")
