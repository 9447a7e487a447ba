"""Values in words, as their form shows them; pictures and clips to look at."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.desk.differences.leaves import Leaf, Order
from cms.desk.labels import object_labels
from cms.publishing.documents import Document, Part
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import UnknownKind, kind_for, kind_of

_STORED = re.compile(r"[0-9a-f]{32}\.(?:(webp|jpe?g|png|avif)|(mp4|webm)|[a-z0-9]{3,4})")
"""The name of a stored file: a picture, a clip, or something to read."""
MOST_LOOKED_AT = 40
"""Objects whose pictures are shown on one page: each has to be read."""


class Shown(NamedTuple):
    """A value on a page. `picture` and `clip` are addresses, '' for none."""

    text: str
    picture: str = ""
    clip: str = ""


class Names:
    """What the objects that values name are called, and look like: read once for a page."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        keys = sorted({key for leaf in leaves for key in _named(leaf)})
        self._labels = object_labels(keys)
        self._files = _files_of(keys)

    def show(self, leaf: Leaf) -> Shown:
        if keys := _named(leaf):
            text = ", ".join(self._labels[key].name for key in keys)
            return _looked_at(text, [name for key in keys for name in self._files[key]])
        if isinstance(leaf.value, tuple) and any(isinstance(each, Part) for each in leaf.value):
            return _looked_at("", [each.name for each in leaf.value])
        if isinstance(leaf.value, str) and _STORED.fullmatch(leaf.value):
            return _looked_at("", [leaf.value])
        return Shown(_in_words(leaf))


def _named(leaf: Leaf) -> list[str]:
    """The keys of the objects that a value names."""
    field = leaf.field
    if field is None or not (field.many_to_one or field.many_to_many):
        return []
    try:
        kind = kind_for(field.related_model).name
    except UnknownKind:
        return []
    names = [leaf.value] if isinstance(leaf.value, str) else leaf.value
    return [ObjectKey.of(kind, name) for name in names]


def _files_of(keys: Iterable[str]) -> dict[str, list[str]]:
    """The stored files of the first of the objects that have any, as they are now."""
    found: dict[str, list[str]] = defaultdict(list)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        if kind_of(key).document.files is not Document.files:
            by_kind[ObjectKey(key).kind].append(ObjectKey(key).name)
    for name, keys_of_kind in by_kind.items():
        kind = kind_of(name)
        for row in kind.model._default_manager.filter(key__in=keys_of_kind[:MOST_LOOKED_AT]):
            found[ObjectKey.of(name, getattr(row, "key", ""))] = [*kind.build(row).files()]
    return found


def _looked_at(text: str, files: Iterable[str]) -> Shown:
    """The first picture and the first clip among the files."""
    picture = clip = ""
    for name in files:
        if found := _STORED.fullmatch(name):
            picture = picture or (name if found[1] else "")
            clip = clip or (name if found[2] else "")
    return Shown(
        text, *(name and reverse("admin:library_file", args=[name]) for name in (picture, clip))
    )


def _in_words(leaf: Leaf) -> str:
    value = leaf.value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(value, "j M Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j M Y")
    if isinstance(value, Order):
        return ", ".join(value)
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    choices = dict(getattr(leaf.field, "flatchoices", None) or ())
    return str(choices.get(value, value))
