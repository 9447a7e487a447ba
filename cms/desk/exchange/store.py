"""The database side of files of content: a place is a working copy, by its key."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.translation import gettext as _

from cms.desk.exchange.files import ContentFile
from cms.desk.imports.rows import Difference, Identity, Values
from cms.desk.imports.stores import Author, Named, lock_rows
from cms.desk.log_now import was_released
from cms.errors import Moved, Refused
from cms.translations.changing import note_change
from cms.translations.texts import Passage, by_place, passages_in


class ContentStore:
    """Knows which working copies there were when it was made; rows are always read anew."""

    def __init__(self, file: ContentFile) -> None:
        self.file = file
        self._keys = set(file.owners.values_list("key", flat=True))
        self._fields: dict[str, set[str]] = defaultdict(set)
        self._right: dict[str, list[Passage]] = defaultdict(list)

    def place_of(self, values: Values) -> str | None:
        return values[0] if values[0] in self._keys else None

    def identity_of(self, values: Values) -> Identity:
        return values[: len(self.file.known_by)]

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        if place in self._keys:
            for row in self.file.rows([place]).order_by("pk"):
                yield row.pk, self.file.cells_of(row)

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        stored = (
            ((place, self.identity_of(values)), (pk, values))
            for place in {place for place, _identity in rows}
            for pk, values in self.rows(place)
        )
        return {named: found for named, found in stored if named in rows}

    def lock(self, places: Iterable[str]) -> None:
        lock_rows(self.file.owners.filter(key__in=list(places)))

    def add(self, place: str, rows: Collection[Difference], by: Author) -> None:
        for difference in rows:
            self.write(self.file.model(), difference.after or ())

    def change(self, place: str, rows: Collection[Difference], by: Author) -> None:
        for difference in rows:
            self.write(self.file.rows([place]).get(pk=difference.pk), difference.after or ())

    def remove(self, rows: Collection[Difference], by: Author) -> None:
        """Takes back what an import brought, as long as no release has to do with it."""
        for row in self.file.rows(()).filter(pk__in=[row.pk for row in rows]):
            owner = self.file.owner_of(row)
            if owner is row and was_released(row.object_key):
                message = _("“%(key)s” is public, or in a release: take it down by one.")
                raise Refused(message % {"key": row.key})
            self._fields[owner.key].add(str(row._meta.model_name))
            row.delete()

    def write(self, row: Any, values: Values) -> None:
        """Stores what differs in a row; notes which columns, and the translations it brings."""
        is_new = row.pk is None
        before = {} if is_new else by_place(passages_in(row))
        try:
            changed = self._taken(row, values)
        except ValueError as error:
            raise Moved(str(error)) from None
        key = self.file.owner_of(row).key
        self._fields[key] |= changed
        self._right[key] += [
            passage
            for passage in passages_in(row)
            if is_new or passage.target != before[passage.place].target
        ]

    def note_changes(self, places: Collection[str], by: Author) -> None:
        """As if the person had saved each object in its form."""
        if by is None:
            raise ValueError("Nobody imports: an import is recorded as somebody's change.")
        owners = self.file.owners.filter(key__in=places)
        said = _("Changed by an imported file.")
        for row in owners:
            key, fields = row.key, self._fields[row.key]
            if not note_change(
                row.object_key, by=by, fields=fields, right=self._right[key], note=said
            ):
                LogEntry.objects.log_actions(by.pk, [row], CHANGE, change_message=said)

    def _taken(self, row: Any, values: Values) -> set[str]:
        """The names of the columns that are stored otherwise now."""
        columns = list(zip(self.file.columns, values, strict=True))
        changed = set()
        for column, text in columns:
            if not column.is_many and column.cell.write(getattr(row, column.field, None)) != text:
                value = column.cell.read(text) if text else column.cell.cleared()
                setattr(row, column.field, value)
                changed.add(column.name)
        row.save()
        for column, text in columns:
            if column.is_many and column.cell.write(named := getattr(row, column.field)) != text:
                named.set(column.cell.read(text) if text else ())
                changed.add(column.name)
        return changed
