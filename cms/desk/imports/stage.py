"""From a file to a staged import: everything it would do, kept and shown, and nothing done yet."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from cms.desk.imports.batches import Collector
from cms.desk.imports.compare import Comparison
from cms.desk.imports.kinds import FileKind, kind_of, known_columns
from cms.desk.imports.models import FileImport, ImportBatch
from cms.desk.imports.stores import Author
from cms.tables.columns import Cells
from cms.tables.opening import open_sheet
from cms.tables.reports import Findings, TooMany, Unreadable
from cms.tables.sheets import Sheet

Progress = Callable[[int, int], None]
"""Called with how many rows are done, of how many."""
_STEP = 500


def no_progress(done: int, total: int) -> None:
    """For those who do not watch."""


def stage(
    file: BinaryIO,
    name: str,
    *,
    by: Author,
    is_replacing: bool = False,
    kind: FileKind | None = None,
    progress: Progress = no_progress,
) -> FileImport:
    """Reads, checks and compares a file. Raises Unreadable where there is no table in it.

    Nobody is held up by this; what moves meanwhile is noticed when it is applied.
    """
    sheet = open_sheet(file, known_columns(kind))
    kind = kind_of(sheet, kind)
    if kind.most_rows and sheet.size > kind.most_rows:
        message = _("The file has more than %(most)d rows. Import it in parts.")
        raise Unreadable(message % {"most": kind.most_rows})
    findings, collector = Findings(sheet.notes), Collector()
    store, check = kind.start(findings, by)
    comparison = Comparison(
        store, check, kind.columns.names, kind.defaults, findings, collector.put
    )
    try:
        with kind.reading():
            for cells in _watched(kind.columns.rows(sheet, findings), sheet, progress):
                comparison.take(cells)
                if findings.is_blocked and not kind.leaves_out:
                    collector.drop()
            comparison.finish(is_replacing=is_replacing)
    except TooMany:
        collector.drop()  # What was found until here is kept and shown.
    if findings.is_blocked and not kind.leaves_out:
        collector.drop()
    file_import = FileImport(
        kind_name=kind.name,
        name=name[-200:],
        state=FileImport.State.STAGED if collector.is_open else FileImport.State.REFUSED,
        is_replacing=is_replacing,
        counts=dict(comparison.counts),
        tokens=comparison.tokens,
        findings=[list(row) for row in findings.rows],
        finding_counts=dict(findings.counts),
        by=by,
    )
    _store(file_import, collector.finish())
    return file_import


def _watched(rows: Iterator[Cells], sheet: Sheet, progress: Progress) -> Iterator[Cells]:
    for done, cells in enumerate(rows, 1):
        yield cells
        if done % _STEP == 0:
            progress(done, sheet.size)
    progress(sheet.size, sheet.size)


@transaction.atomic
def _store(file_import: FileImport, batches: list[ImportBatch]) -> None:
    file_import.save()
    for batch in batches:
        batch.file_import = file_import
    ImportBatch.objects.bulk_create(batches, batch_size=50)
