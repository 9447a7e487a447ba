"""From a file to a staged import: everything it would do, kept and shown, and nothing done yet."""

from collections.abc import Callable
from typing import Any, BinaryIO

from django.db import transaction

from cms.tables.opening import open_sheet
from cms.tables.reports import Findings, TooMany
from cms.tables.sheets import Sheet
from interventions.staged import FileImport, ImportBatch
from interventions.termfiles.batches import Collector
from interventions.termfiles.compare import Comparison
from interventions.termfiles.file_kinds import ALL_COLUMNS, FileKind, file_kind_of

Progress = Callable[[int, int], None]
"""Called with how many rows are done, of how many."""
_STEP = 500


def no_progress(done: int, total: int) -> None:
    """For those who do not watch."""


def stage(
    file: BinaryIO,
    name: str,
    *,
    by: Any,
    is_replacing: bool = False,
    sort: FileKind | None = None,
    progress: Progress = no_progress,
) -> FileImport:
    """Reads, checks and compares a file. Raises Unreadable where there is no table in it.

    The database is locked for none of this; what moves meanwhile is noticed when it is applied.
    """
    sheet = open_sheet(file, ALL_COLUMNS)
    sort = file_kind_of(sheet, sort)
    findings, collector = Findings(sheet.notes), Collector()
    store, check = sort.start(findings)
    comparison = Comparison(store, check, sort.defaults, findings, collector.put)
    try:
        _read(sheet, sort, comparison, findings, collector, progress)
        comparison.finish(is_replacing=is_replacing)
    except TooMany:
        pass  # What was found until here is kept and shown.
    if findings.is_blocked:
        collector.drop()
    batches = collector.finish()
    file_import = FileImport(
        sort=sort.name,
        name=name[-200:],
        state=FileImport.State.REFUSED if findings.is_blocked else FileImport.State.STAGED,
        is_replacing=is_replacing,
        counts=dict(comparison.counts),
        tokens=comparison.tokens,
        findings=[list(row) for row in findings.rows],
        finding_counts=dict(findings.counts),
        by=by,
    )
    _store(file_import, batches)
    return file_import


def _read(
    sheet: Sheet,
    sort: FileKind,
    comparison: Comparison,
    findings: Findings,
    collector: Collector,
    progress: Progress,
) -> None:
    for done, cells in enumerate(sort.columns.rows(sheet, findings), 1):
        comparison.take(cells)
        if done % _STEP == 0:
            progress(done, sheet.size)
            if findings.is_blocked:
                collector.drop()
    progress(sheet.size, sheet.size)


@transaction.atomic
def _store(file_import: FileImport, batches: list[ImportBatch]) -> None:
    file_import.save()
    for batch in batches:
        batch.file_import = file_import
    ImportBatch.objects.bulk_create(batches, batch_size=50)
