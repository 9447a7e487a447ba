"""Differences on their way into the database and back: compressed, some hundred at a time."""

import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from django.db.models import QuerySet

from cms.desk.imports.models import FileImport, ImportBatch
from cms.desk.imports.rows import Difference, Status

SIZE = 200
_FAST = 1


class Collector:
    """Gathers differences by status and place; holds what is full only in compressed form."""

    def __init__(self) -> None:
        self.is_open = True
        self._full: list[ImportBatch] = []
        self._filling: dict[tuple[Status, str], list[Difference]] = {}

    def put(self, status: Status, place: str, difference: Difference) -> None:
        if not self.is_open:
            return
        rows = self._filling.setdefault((status, place), [])
        rows.append(difference)
        if len(rows) == SIZE:
            self._close(status, place)

    def drop(self) -> None:
        """Nothing of a file that has to be mended is kept."""
        self.is_open = False
        self._full.clear()
        self._filling.clear()

    def finish(self) -> list[ImportBatch]:
        for status, place in list(self._filling):
            self._close(status, place)
        return self._full

    def _close(self, status: Status, place: str) -> None:
        rows = self._filling.pop((status, place))
        self._full.append(
            ImportBatch(status=status.value, place=place, size=len(rows), payload=pack(rows))
        )


def pack(rows: Iterable[Difference]) -> bytes:
    return zlib.compress(json.dumps(list(rows), ensure_ascii=False).encode(), _FAST)


def unpack(batch: ImportBatch) -> list[Difference]:
    rows = json.loads(zlib.decompress(bytes(batch.payload)))
    return [
        Difference(
            line,
            pk,
            tuple(identity),
            None if before is None else tuple(before),
            None if after is None else tuple(after),
        )
        for line, pk, identity, before, after in rows
    ]


def batches_of(file_import: FileImport, *statuses: str) -> QuerySet[ImportBatch]:
    batches = ImportBatch.objects.filter(file_import=file_import).order_by("pk")
    return batches.filter(status__in=statuses) if statuses else batches


def in_turn(batches: QuerySet[ImportBatch]) -> Iterator[ImportBatch]:
    """One at a time in memory, and no cursor that would be left open where somebody stops."""
    for pk in list(batches.values_list("pk", flat=True)):
        yield ImportBatch.objects.get(pk=pk)


def differences(file_import: FileImport, *statuses: str) -> Iterator[tuple[str, Difference]]:
    """(place, difference) of the statuses, a batch at a time in memory."""
    batches = in_turn(batches_of(file_import, *statuses))
    return chain.from_iterable(((b.place, row) for row in unpack(b)) for b in batches)


def statuses(file_import: FileImport) -> list[Status]:
    """What of an import is written."""
    taken = [Status.CONFLICT] if file_import.takes_conflicts else []
    return [Status.REMOVED, Status.CHANGED, *taken, Status.ADDED]


def written(file_import: FileImport, place: str = "") -> QuerySet[ImportBatch]:
    """The batches that applying writes, of one place or of all."""
    batches = batches_of(file_import, *statuses(file_import))
    return batches.filter(place=place) if place else batches


def places_of(file_import: FileImport) -> list[str]:
    """The places that applying changes, or has changed."""
    return sorted(set(written(file_import).order_by().values_list("place", flat=True)))
