"""A document taken apart by the fields of its form: each value with its path and its label."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.publishing.documents import Document, Part, Text
from cms.publishing.kinds import UnknownKind, kind_of

Path = tuple[str, ...]


class Order(tuple[str, ...]):
    """The keys of the parts, one after another."""

    __slots__ = ()

    def among(self, others: "Order") -> list[str]:
        known = set(others)
        return [key for key in self if key in known]


class Leaf(NamedTuple):
    """A value: a `Text`, an `Order`, or plain data. `field` is the model's, where it has one."""

    label: str
    value: Any
    field: Any = None


Leaves = dict[Path, Leaf]


def leaves_of(key: str, document: Document | None) -> Leaves:
    """Everything that the object's document says, and nothing that is empty."""
    try:
        model: Any = kind_of(key).model
    except UnknownKind:
        model = None
    return dict(_leaves(model, document, (), "")) if document else {}


def _leaves(model: Any, part: Part, path: Path, within: str) -> Iterator[tuple[Path, Leaf]]:
    for name, value in part.in_fields().items():
        field = _field(model, name)
        here, label = (*path, name), f"{within}{capfirst(_label(field, name))}"
        if isinstance(value, tuple) and any(_is_row(inner) for inner in value):
            yield from _rows(field, value, here, within)
            keys = Order(str(inner.key) for inner in value)
            yield (*here, ""), Leaf(_("%(what)s, order") % {"what": label}, keys)
        elif value not in (None, "", ()) and value != Text({}):
            yield here, Leaf(label, value, field)


def _rows(field: Any, rows: Any, path: Path, within: str) -> Iterator[tuple[Path, Leaf]]:
    model = getattr(field, "related_model", None)
    word = model._meta.verbose_name if model else path[-1]
    for row in rows:
        label = f"{within}{capfirst(str(word))} “{row.key}” › "
        yield from _leaves(model, row, (*path, str(row.key)), label)


def _is_row(value: object) -> bool:
    return isinstance(value, Part) and hasattr(value, "key")


def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _label(field: Any, name: str) -> str:
    """As on the form; of rows, what they are called together."""
    if field is not None and field.one_to_many:
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name) if field is not None else name.replace("_", " ")
