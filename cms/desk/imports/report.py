"""Everything that was found in a file and everything it would do, as rows to download."""

from collections.abc import Iterator

from cms.desk.imports.batches import batches_of, in_turn, unpack
from cms.desk.imports.models import FileImport
from cms.desk.imports.rows import Answer, Difference, Values
from cms.tables.reports import RowFinding

HEADER = ("line", "what", "list", "row", "column", "before", "after", "message")


def report_rows(file_import: FileImport) -> Iterator[Values]:
    """One row a finding, one a changed cell, one a row that comes or goes."""
    columns = file_import.kind.columns.names
    yield HEADER
    for finding in (RowFinding(*row) for row in file_import.findings):
        level, line, column, value, message = finding
        yield (str(line or ""), level, "", value, column, "", "", message)
    for answer in (Answer(*row) for row in file_import.answers or ()):
        right = "right" if answer.is_right else "wrong"
        yield ("", "answer", answer.locale, answer.query, "", answer.before, answer.after, right)
    for batch in in_turn(batches_of(file_import)):
        for row in unpack(batch):
            yield from _rows(row, batch.status, batch.place, columns)


def _rows(row: Difference, what: str, place: str, columns: tuple[str, ...]) -> Iterator[Values]:
    line, name = str(row.line or ""), (row.before or row.after or ("",))[0]
    if row.before is None or row.after is None:
        before, after = _whole(row.before, columns), _whole(row.after, columns)
        yield (line, what, place, name, "", before, after, "")
        return
    for column, was, will_be in zip(columns, row.before, row.after, strict=True):
        if was != will_be:
            yield (line, what, place, name, column, was, will_be, "")


def _whole(values: Values | None, columns: tuple[str, ...]) -> str:
    named = zip(columns[1:], values[1:], strict=True) if values else ()
    return "; ".join(f"{column}: {value}" for column, value in named if value)
