"""What a file would do, found out by doing it and taking it back; and the same for good.

a file -> read_table -> try_out -> shown to staff -> carry_out: what was shown, or nothing
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from tablib import Dataset

from cms.desk.exchange.resource import WRITTEN, CellChange, ContentResource
from cms.desk.exchange.retyped import is_retyped
from cms.errors import Refused
from cms.levels import Level
from cms.tables.cells import refuse_odd
from cms.tables.formulas import restore
from cms.tables.opening import open_sheet
from cms.tables.reports import Findings, RowFinding, TooMany, Unreadable, shorten
from cms.translations.columns import translated_fields

MOST_ROWS = 1_000
"""What a person can look through, and a request can carry."""

Rows = list[tuple[int, list[str]]]
"""The line of each row, and a cell for every column that there is: '' where the file has none."""


class RowChange(NamedTuple):
    """A row that is new or changed; `place` says which."""

    line: int
    name: str
    place: str
    changes: list[CellChange]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Either findings that block, or what changes."""

    findings: tuple[RowFinding, ...] = ()
    rows: tuple[RowChange, ...] = ()
    unchanged: int = 0
    owners: tuple[Any, ...] = ()
    """The working copies that are new or changed."""

    @property
    def is_blocked(self) -> bool:
        return any(finding.is_blocking for finding in self.findings)

    @property
    def fingerprint(self) -> str:
        """The same for the same changes, wherever the rows stand."""
        return sha256(repr([row[1:] for row in self.rows]).encode()).hexdigest()


def read_table(file: BinaryIO, resource: ContentResource) -> tuple[Rows, tuple[RowFinding, ...]]:
    """The rows, and what can be told of them without the database. Raises Unreadable."""
    columns = resource.columns
    sheet = open_sheet(file, columns.known)
    if sheet.size > MOST_ROWS:
        raise Unreadable(
            _("The file has more than %(most)d rows. Import it in parts.") % {"most": MOST_ROWS}
        )
    findings = Findings(sheet.notes)
    rows: Rows = []
    try:
        for cells in columns.rows(sheet, findings):
            if any(cell.strip() for cell in cells.raw) and not refuse_odd(
                cells, columns.known, findings, typed=columns.known
            ):
                rows.append((cells.line, cells.raw))
        _check_names(rows, columns.names[: columns.needed], findings)
    except TooMany:
        pass  # The first few hundred are enough to go on with.
    return rows, tuple(findings.rows)


def try_out(resource: ContentResource, rows: Rows, *, by: Any) -> Outcome:
    return _run(resource, rows, by, dry_run=True)


@transaction.atomic
def carry_out(resource: ContentResource, rows: Rows, shown: str, *, by: Any) -> Outcome:
    """Imports exactly what had the fingerprint `shown`; raises Refused for anything else."""
    # A newer version of this program may know other columns than the one that showed them.
    if all(len(cells) == len(resource.columns.known) for _line, cells in rows):
        outcome = _run(resource, rows, by, dry_run=False)
        if not outcome.is_blocked and outcome.fingerprint == shown:
            return outcome
    raise Refused(_("Nothing was imported: the content has changed since you looked. Look again."))


def _run(resource: ContentResource, rows: Rows, by: Any, *, dry_run: bool) -> Outcome:
    table = Dataset(*(cells for _line, cells in rows), headers=list(resource.columns.known))
    result = resource.import_data(table, dry_run=dry_run, user=by)
    if result.has_errors() or result.has_validation_errors():
        return Outcome(findings=tuple(_mistakes(resource, rows, result)))
    changed = [
        (line, cells, row)
        for (line, cells), row in zip(rows, result.rows, strict=True)
        if row.import_type in WRITTEN
    ]
    if retyped := tuple(_retyped(changed)):
        return Outcome(findings=retyped)
    needed = resource.columns.needed
    return Outcome(
        rows=tuple(
            RowChange(
                line,
                " ".join(map(restore, cells[:needed])),
                _("new") if row.is_new() else _("changed"),
                row.diff,
            )
            for line, cells, row in changed
        ),
        unchanged=len(rows) - len(changed),
        owners=tuple(dict.fromkeys(resource.owner_of(row.instance) for _line, _, row in changed)),
    )


def _retyped(changed: list[tuple[int, list[str], Any]]) -> Iterator[RowFinding]:
    """Cells that no longer say what they said, though nobody meant to change them."""
    message = _(
        "It was “%(before)s”: a spreadsheet has taken it for a number or a date. Make the column "
        "text there, or export and edit it as XLSX."
    )
    for line, _cells, row in changed:
        for cell in row.diff:
            if is_retyped(cell.before, cell.after):
                said = message % {"before": shorten(cell.before)}
                yield RowFinding(Level.BLOCKS.value, line, cell.column, cell.after, said)


def _check_names(rows: Rows, names: tuple[str, ...], findings: Findings) -> None:
    """What a row is known by is there, and there once."""
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in rows:
        name = tuple(restore(cell).strip() for cell in cells[: len(names)])
        if empty := [column for column, cell in zip(names, name, strict=True) if not cell]:
            findings.block(line, empty[0], "", _("This cell must not be empty."))
        elif name in seen:
            message = _("It stands in line %(line)d already. Keep one of the two.")
            findings.block(line, names[-1], " ".join(name), message % {"line": seen[name]})
        seen.setdefault(name, line)


def _mistakes(resource: ContentResource, rows: Rows, result: Any) -> Iterator[RowFinding]:
    """In the words of the file: its lines, its columns, its values."""
    columns = {field.attribute: name for name, field in resource.fields.items()}
    translated = set(translated_fields(resource._meta.model))
    places = {name: place for place, name in enumerate(resource.columns.known)}
    for error in result.base_errors:
        yield RowFinding(Level.BLOCKS.value, 0, "", "", str(error.error))
    for row in result.error_rows:
        for error in row.errors:
            yield RowFinding(Level.BLOCKS.value, rows[row.number - 1][0], "", "", str(error.error))
    for row in result.invalid_rows:
        line, cells = rows[row.number - 1]
        for field, messages in row.error_dict.items():
            if field in translated:
                continue  # It only repeats what is said of the source language's column.
            column = columns.get(field, "")
            value = cells[places[column]] if column else ""
            yield RowFinding(Level.BLOCKS.value, line, column, value, " ".join(messages))
