"""The database side of files of word classes: a place is a locale."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from interventions.actions import note_class_changes
from interventions.termfiles.differences import Difference, Identity, Values
from interventions.termfiles.stores import BATCH, Named, lock_rows
from interventions.word_classes import WordClass

EXPORTED = ("name", "locale", "words", "note")
_ROWS = WordClass._default_manager


class ClassStore:
    def place_of(self, values: Values) -> str | None:
        return values[1] if _ROWS.filter(locale=values[1]).exists() else None

    def identity_of(self, values: Values) -> Identity:
        return (values[0], values[1])

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        for pk, *row in _ROWS.filter(locale=place).order_by("pk").values_list("pk", *EXPORTED):
            yield pk, tuple(row)

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        found = _ROWS.filter(name__in={name for _place, (name, _locale) in rows})
        return {
            (row[1], (row[0], row[1])): (pk, tuple(row))
            for pk, *row in found.order_by().values_list("pk", *EXPORTED)
        }

    def lock(self, places: Iterable[str]) -> None:
        if connection.features.has_select_for_update:
            lock_rows(_ROWS.filter(locale__in=list(places)).order_by("pk"))

    def make(self, place: str, values: Values) -> None:
        """A locale is there without being made."""

    def add(self, place: str, rows: Collection[Difference], by: Any) -> None:
        _ROWS.bulk_create([_class(row, by) for row in rows], batch_size=BATCH)

    def change(self, place: str, rows: Collection[Difference], by: Any) -> None:
        _ROWS.bulk_create(
            [_class(row, by) for row in rows],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["name", "locale"],
            update_fields=["words", "note", "changed_by", "changed_at"],
        )

    def remove(self, rows: Collection[Difference]) -> None:
        _ROWS.filter(pk__in=[row.pk for row in rows]).delete()

    def note_changes(self, places: Collection[str], by: Any) -> None:
        """The lists whose terms name a class of these languages are not what they were."""
        note_class_changes(places, by=by)


def _class(row: Difference, by: Any) -> WordClass:
    name, locale, words, note = row.after or ()
    return WordClass(
        name=name,
        locale=locale,
        words=words,
        note=note,
        changed_by=by,
        changed_at=timezone.now(),
    )
