"""Taking back: a working copy says again what it said once, by a new save. What is live stays."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from cms.errors import Moved, Refused
from cms.publishing.documents import Document, Part, Text
from cms.publishing.freeze import document_of
from cms.publishing.models import WorkingCopy
from cms.translations.changing import note_change
from cms.translations.columns import column, languages, translated_fields

KEPT = frozenset({"former_slugs"})
"""An address that somebody may have kept goes on leading to the page."""


@transaction.atomic
def restore(
    thing: WorkingCopy, document: Document, *, by: User, note: str, revision: int | None = None
) -> list[str]:
    """Makes the working copy say what the document says, as a change of the person's own.

    Returns what could not be brought back, as it is gone, by its key. Raises Refused where nothing
    would change or the form would refuse it, Moved where the copy is not at the given revision any
    more; either way all stays as it is.
    """
    type(thing)._default_manager.select_for_update().values_list("pk").get(pk=thing.pk)
    thing = type(thing)._default_manager.get(pk=thing.pk)
    if revision is not None and thing.revision != revision:
        raise Moved(_("Somebody has saved it since you opened this page. Compare again."))
    now = document_of(thing.object_key)
    writer = _Writer()
    try:
        writer.write(thing, now.in_fields(), document.in_fields())
    except ValidationError as error:
        raise Refused(_refusal(error)) from None
    if document_of(thing.object_key) == now:
        raise Refused(_("It says that already."))
    note_change(thing.object_key, by=by, fields=writer.changed, note=note)
    return writer.gone


class _Writer:
    """Writes what differs, and notes it. What is the same keeps the spelling it was typed in."""

    def __init__(self) -> None:
        self.changed: set[str] = set()
        self.gone: list[str] = []

    def write(self, row: Any, now: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        differs = {
            field: wanted[field.name]
            for field in row._meta.get_fields()
            if field.name in wanted.keys() - KEPT and wanted[field.name] != now.get(field.name)
        }
        lists = {field: value for field, value in differs.items() if field.many_to_many}
        parts = {field: value for field, value in differs.items() if field.one_to_many}
        for field in differs.keys() - lists.keys() - parts.keys():
            self._set(row, field, differs[field])
        row.full_clean(exclude=set(translated_fields(type(row))))
        row.save()
        for field, keys in lists.items():
            getattr(row, field.name).set(filter(None, (self._named(field, key) for key in keys)))
        for field, those in parts.items():
            self._write_parts(row, field, now.get(field.name) or (), those)
        part = "" if isinstance(row, WorkingCopy) else f"{row._meta.model_name}."
        self.changed |= {f"{part}{field.name}" for field in differs}

    def _set(self, row: Any, field: Any, value: Any) -> None:
        if field.name in set(translated_fields(type(row))):
            for language in languages():
                name = column(field.name, language)
                empty = None if row._meta.get_field(name).null else ""
                setattr(row, name, value.root.get(language, empty))
        elif field.many_to_one:
            setattr(row, field.name, self._named(field, value) if value else None)
        else:
            setattr(row, field.name, _stored(field, value))

    def _write_parts(
        self, owner: Any, relation: Any, now: Iterable[Part], wanted: Iterable[Part]
    ) -> None:
        rows = getattr(owner, relation.name).all()
        there = dict(zip((name for name, _part in _known(now)), rows, strict=True))
        said = {name: part.in_fields() for name, part in _known(now)}
        parts = dict(_known(wanted))
        for name in there.keys() - parts.keys():
            there[name].delete()
        is_sorted_anew = list(there) != list(parts)
        for place, (name, part) in enumerate(parts.items(), 1):
            row = there.get(name) or relation.related_model()
            setattr(row, relation.field.name, owner)
            if is_sorted_anew and hasattr(row, "position"):
                row.position = place
            fields = part.in_fields()
            if not (lacking := list(self._lacking(row, fields))):
                self.write(row, said.get(name, {}), fields)
            self.gone += lacking

    def _lacking(self, row: Any, wanted: Mapping[str, Any]) -> Iterator[str]:
        """The objects that are gone, without which a row of a part says nothing."""
        for field in row._meta.fields:
            key = wanted.get(field.name)
            if field.many_to_one and key and _find(field, key) is None:
                yield f"{field.verbose_name} {key}"

    def _named(self, field: Any, key: str) -> Any:
        found = _find(field, key)
        if found is None:
            self.gone.append(f"{field.verbose_name} {key}")
        return found


def _find(field: Any, key: str) -> Any:
    return field.related_model._default_manager.filter(key=key).first()


def _known(parts: Iterable[Any]) -> Iterator[tuple[tuple[str, int], Any]]:
    """Each part by its own key, and how many before it have the same."""
    seen: Counter[str] = Counter()
    for part in parts:
        yield (part.key, seen[part.key]), part
        seen[part.key] += 1


def _stored(field: Any, value: Any) -> Any:
    """A document's value as the column keeps it."""
    if isinstance(value, Text):
        return next(iter(value.root.values()), "")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        if isinstance(field, models.JSONField):
            return [each.model_dump() if isinstance(each, Part) else each for each in value]
        return " ".join(value)
    return value


def _refusal(error: ValidationError) -> str:
    """Each message with the name of its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        message if name == "__all__" else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    )
