"""A staged import as a page shows it: some rows of one status, whatever its size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, Sum
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.desk.imports.batches import batches_of, unpack
from cms.desk.imports.kinds import FileKind
from cms.desk.imports.models import FileImport, ImportBatch
from cms.desk.imports.rows import Answer, Difference, Status
from cms.tables.reports import RowFinding

ROWS_A_PAGE = 50
LONGEST_CELL = 120
"""Of a cell, so much around what differs is shown; the report has the whole."""
FINDINGS, ANSWERS = "findings", "answers"
LABELS = {
    FINDINGS: _("findings"),
    Status.CONFLICT: _("in conflict"),
    Status.REMOVED: _("removed"),
    Status.CHANGED: _("changed"),
    Status.ADDED: _("added"),
    ANSWERS: _("labelled queries that change"),
}


class Tab(NamedTuple):
    name: str
    label: str
    size: int


class CellChange(NamedTuple):
    """One cell, as it is and as it will be."""

    column: str
    before: str
    after: str


NOTHING_UNUSUAL = CellChange("", "", "")
_NAMED_ANYHOW = frozenset({"term", "query", "locale", "topic"})


class PreviewRow(NamedTuple):
    """One row of the file; `line` is 0 for what the file does not have."""

    line: int
    name: str
    place: str
    changes: list[CellChange]
    beside: str = ""


@dataclass(frozen=True, kw_only=True)
class Preview:
    shown: str
    place: str
    tabs: list[Tab]
    places: list[tuple[str, int]]
    page: Page[Any]


class PreviewRows(Sequence[Any]):
    """The differences of a status; only the batches of a slice are unpacked."""

    def __init__(self, batches: QuerySet[ImportBatch], kind: FileKind) -> None:
        self._sizes = list(batches.values_list("pk", "size"))
        self._kind = kind

    def __len__(self) -> int:
        return sum(size for _pk, size in self._sizes)

    def __getitem__(self, wanted: Any) -> Any:
        start, stop, _step = wanted.indices(len(self))
        return list(self._between(start, stop))

    def _between(self, start: int, stop: int) -> Iterator[PreviewRow]:
        first = 0
        for pk, size in self._sizes:
            if first < stop and start < first + size:
                batch = ImportBatch.objects.get(pk=pk)
                rows = unpack(batch)[max(0, start - first) : stop - first]
                yield from (_line(row, batch.place, self._kind) for row in rows)
            first += size


def preview(file_import: FileImport, asked: QueryDict) -> Preview:
    tabs = list(_tabs(file_import))
    names = [tab.name for tab in tabs]
    shown = asked.get("show", "")
    shown = shown if shown in names else (names[0] if names else "")
    batches = batches_of(file_import, shown)
    places = batches.order_by("place").values_list("place").annotate(rows=Sum("size"))
    place = asked.get("place", "")
    if place:
        batches = batches.filter(place=place)
    rows: Sequence[Any] = PreviewRows(batches, file_import.kind)
    if shown == FINDINGS:
        rows = [RowFinding(*row) for row in file_import.findings]
    elif shown == ANSWERS:
        rows = [Answer(*row) for row in file_import.answers or ()]
    return Preview(
        shown=shown,
        place=place,
        tabs=tabs,
        places=[(name, size) for name, size in places],
        page=Paginator(rows, ROWS_A_PAGE).get_page(asked.get("page")),
    )


def _tabs(file_import: FileImport) -> Iterator[Tab]:
    """What there is to look at, the gravest first."""
    counts = {
        FINDINGS: sum(file_import.finding_counts.values()),
        ANSWERS: len(file_import.answers or ()),
    }
    for name, label in LABELS.items():
        count = counts.get(name, file_import.count(name))
        if count:
            yield Tab(str(name), str(label), count)


def changes_of(row: Difference, kind: FileKind) -> list[CellChange]:
    """Of a row that comes or goes, what is not as usual is told."""
    before, after = row.before or kind.defaults, row.after or kind.defaults
    is_both = row.before is not None and row.after is not None
    changes = [
        CellChange(column, *around(was, will_be))
        for column, was, will_be in zip(kind.columns.names, before, after, strict=True)
        if was != will_be
        and column not in kind.unshown
        and (is_both or column not in _NAMED_ANYHOW)
    ]
    return changes or [NOTHING_UNUSUAL]


def _line(row: Difference, place: str, kind: FileKind) -> PreviewRow:
    cells = row.before or row.after or ("",)
    beside = cells[kind.columns.names.index(kind.beside)] if kind.beside else ""
    return PreviewRow(row.line, kind.name_of(cells), place, changes_of(row, kind), beside)


def around(before: str, after: str) -> tuple[str, str]:
    """Both texts, cut to what is near the first difference."""
    same = next(
        (
            at
            for at, (was, will_be) in enumerate(zip(before, after, strict=False))
            if was != will_be
        ),
        min(len(before), len(after)),
    )
    start = max(0, same - LONGEST_CELL // 3)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    if len(text) <= LONGEST_CELL:
        return text
    kept = text[start : start + LONGEST_CELL]
    return f"{'…' if start else ''}{kept}{'…' if start + LONGEST_CELL < len(text) else ''}"
