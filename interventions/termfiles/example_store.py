"""The database side of files of labelled queries: a place is a locale."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connection

from cms.library.models import Topic
from interventions.models import Example
from interventions.termfiles.differences import Difference, Identity, Values
from interventions.termfiles.stores import BATCH, Named, lock_rows

EXPORTED = (
    *("query", "locale", "expected_topic__key", "note", "expected_response"),
    *("country", "also_ok", "kind"),
)
_CHUNK = 2_000


class ExampleStore:
    def __init__(self) -> None:
        self._locales = set(Example.objects.order_by().values_list("locale", flat=True).distinct())
        self._topics = dict(Topic.objects.values_list("key", "pk"))

    def place_of(self, values: Values) -> str | None:
        return values[1] if values[1] in self._locales else None

    def identity_of(self, values: Values) -> Identity:
        return (values[0], values[1])

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        examples = Example.objects.filter(locale=place).order_by("pk")
        for pk, *row in examples.values_list("pk", *EXPORTED).iterator(_CHUNK):
            yield pk, example_values(row)

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        found = Example.objects.filter(query__in={query for _place, (query, _locale) in rows})
        return {
            (row[1], (row[0], row[1])): (pk, example_values(row))
            for pk, *row in found.order_by().values_list("pk", *EXPORTED)
        }

    def lock(self, places: Iterable[str]) -> None:
        if connection.features.has_select_for_update:
            lock_rows(Example.objects.filter(locale__in=list(places)).order_by("pk"))

    def make(self, place: str, values: Values) -> None:
        """A locale is there without being made."""

    def add(self, place: str, rows: Collection[Difference], by: Any) -> None:
        Example.objects.bulk_create(map(self._example, rows), batch_size=BATCH)

    def change(self, place: str, rows: Collection[Difference], by: Any) -> None:
        Example.objects.bulk_create(
            map(self._example, rows),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["query", "locale"],
            update_fields=[
                *("expected_topic", "note", "expected_response", "country", "also_ok", "kind")
            ],
        )

    def remove(self, rows: Collection[Difference]) -> None:
        Example.objects.filter(pk__in=[row.pk for row in rows]).delete()

    def note_changes(self, places: Collection[str], by: Any) -> None:
        """Labelled queries are not published: the import itself is the record."""

    def _example(self, row: Difference) -> Example:
        query, locale, topic, note, response, country, also_ok, kind = row.after or ()
        return Example(
            query=query,
            locale=locale,
            expected_topic_id=self._topics[topic] if topic else None,
            note=note,
            expected_response=response,
            country=country,
            also_ok=also_ok,
            kind=kind,
        )


def example_values(row: Collection[Any]) -> Values:
    query, locale, topic, *rest = row
    return (query, locale, topic or "", *rest)
