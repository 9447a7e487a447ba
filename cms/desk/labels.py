"""What staff call objects: by key, for many of them in few queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import NoReverseMatch, reverse

from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import UnknownKind, kind_of


class ObjectLabel(NamedTuple):
    """An object as a screen shows it: its key, what it is called, its kind, and its form."""

    key: str
    name: str
    kind: str
    address: str


def object_labels(keys: Iterable[str]) -> dict[str, ObjectLabel]:
    """Each key's object; one that is gone is called by its key."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        by_kind[ObjectKey(key).kind].add(ObjectKey(key).name)
    found: dict[str, ObjectLabel] = {}
    for kind, names in by_kind.items():
        found |= _named_of_kind(kind, names)
    return found


def _named_of_kind(kind: str, names: set[str]) -> dict[str, ObjectLabel]:
    try:
        model = kind_of(kind).model
    except UnknownKind:
        keys = (ObjectKey.of(kind, name) for name in names)
        return {key: ObjectLabel(key, key.name, kind, "") for key in keys}
    opts = model._meta
    word = str(opts.verbose_name)
    rows: Iterable[Any] = model._default_manager.filter(key__in=names)
    things = {row.key: row for row in rows}
    found: dict[str, ObjectLabel] = {}
    for name in names:
        thing = things.get(name)
        try:
            route = f"admin:{opts.app_label}_{opts.model_name}_change"
            address = reverse(route, args=[thing.pk]) if thing else ""
        except NoReverseMatch:
            address = ""
        key = ObjectKey.of(kind, name)
        found[key] = ObjectLabel(key, str(thing) if thing else name, word, address)
    return found
