"""The database side of files whose places are locales: labelled queries and word classes."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone

from cms.desk.imports.rows import Difference, Identity, Values
from cms.desk.imports.stores import BATCH, Author, Named, lock_rows
from cms.library.models import Topic
from cms.publishing.guards import note_guards
from interventions.actions import note_class_changes
from interventions.models import GUARDED, Example
from interventions.termfiles.row_types import ClassRow, ExampleRow
from interventions.word_classes import WordClass

_CHUNK = 2_000


class LocaleStore(ABC):
    """Rows that are known by their first cell and their locale, the second one."""

    columns: ClassVar[tuple[str, ...]]
    """The fields, in the order of a row; the first two say which row it is."""
    changing: ClassVar[list[str]]

    def __init__(self) -> None:
        self._locales = set(self.stored().order_by().values_list("locale", flat=True).distinct())

    @abstractmethod
    def stored(self) -> QuerySet[Any]: ...

    @abstractmethod
    def made(self, row: Values, by: Author) -> Any:
        """An object that says what the row says."""

    @abstractmethod
    def note_changes(self, places: Collection[str], by: Author) -> None: ...

    def place_of(self, values: Values) -> str | None:
        return values[1] if values[1] in self._locales else None

    def identity_of(self, values: Values) -> Identity:
        return values[:2]

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        found = self.stored().filter(locale=place).order_by("pk")
        for pk, *row in found.values_list("pk", *self.columns).iterator(_CHUNK):
            yield pk, as_cells(row)

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        names = {identity[0] for _place, identity in rows}
        found = self.stored().filter(**{f"{self.columns[0]}__in": names}).order_by()
        cells = ((pk, as_cells(row)) for pk, *row in found.values_list("pk", *self.columns))
        return {(values[1], values[:2]): (pk, values) for pk, values in cells}

    def lock(self, places: Iterable[str]) -> None:
        lock_rows(self.stored().filter(locale__in=list(places)))

    def add(self, place: str, rows: Collection[Difference], by: Author) -> None:
        made = [self.made(row.after or (), by) for row in rows]
        self.stored().model._default_manager.bulk_create(made, batch_size=BATCH)

    def change(self, place: str, rows: Collection[Difference], by: Author) -> None:
        """Far quicker than an update, which would be a case for each row."""
        self.stored().model._default_manager.bulk_create(
            [self.made(row.after or (), by) for row in rows],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=list(self.columns[:2]),
            update_fields=self.changing,
        )

    def remove(self, rows: Collection[Difference], by: Author) -> None:
        self.stored().filter(pk__in=[row.pk for row in rows]).delete()


def as_cells(row: Iterable[str | None]) -> Values:
    """A topic that is none is an empty cell."""
    return tuple(value or "" for value in row)


class ExampleStore(LocaleStore):
    columns = tuple(
        "expected_topic__key" if name == "expected_topic" else name for name in ExampleRow._fields
    )
    changing: ClassVar = [*ExampleRow._fields[2:]]

    def __init__(self) -> None:
        super().__init__()
        self._topics = dict(Topic.objects.values_list("key", "pk"))

    def stored(self) -> QuerySet[Any]:
        return Example.objects.all()

    def made(self, row: Values, by: Author) -> Example:
        cells = ExampleRow(*row)._asdict()
        topic = cells.pop("expected_topic")
        return Example(**cells, expected_topic_id=self._topics[topic] if topic else None)

    def change(self, place: str, rows: Collection[Difference], by: Author) -> None:
        super().change(place, rows, by)
        self._note(rows, by)

    def remove(self, rows: Collection[Difference], by: Author) -> None:
        super().remove(rows, by)
        self._note(rows, by)

    def _note(self, rows: Collection[Difference], by: Author) -> None:
        """Releases are checked against them, so who reviews the next is told."""
        said = ((row.before or ("",), " ".join(filter(None, row.after or ()))) for row in rows)
        note_guards(
            ((before[0], " ".join(filter(None, before)), after) for before, after in said),
            guard=str(Example._meta.verbose_name),
            kinds=GUARDED,
            by=by,
        )

    def note_changes(self, places: Collection[str], by: Author) -> None:
        """Labelled queries are not published: the import itself is the record."""


class ClassStore(LocaleStore):
    columns = ClassRow._fields
    changing: ClassVar = [*ClassRow._fields[2:], "changed_by", "changed_at"]

    def stored(self) -> QuerySet[Any]:
        return WordClass._default_manager.all()

    def made(self, row: Values, by: Author) -> WordClass:
        now = timezone.now()
        return WordClass(**ClassRow(*row)._asdict(), changed_by=by, changed_at=now)

    def note_changes(self, places: Collection[str], by: Author) -> None:
        """The lists whose terms name a class of these languages are not what they were."""
        note_class_changes(places, by=by)
