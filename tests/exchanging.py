"""Content out to a file and in again, the way the screens do it."""

from collections.abc import Collection
from io import BytesIO
from typing import Any

from cms.desk.imports.apply import apply
from cms.desk.imports.batches import batches_of
from cms.desk.imports.kinds import FileKind
from cms.desk.imports.models import FileImport
from cms.desk.imports.preview import PreviewRow, PreviewRows
from cms.desk.imports.stage import stage
from cms.tables.reports import RowFinding, Unreadable
from cms.tables.writers import FORMATS


def export_table(kind: FileKind, suffix: str = "csv", places: Collection[str] = ()) -> bytes:
    return b"".join(FORMATS[suffix].write(kind.exported(places)))


def import_table(
    kind: FileKind, content: str | bytes, by: Any, *, only_look: bool = False
) -> FileImport:
    """Reads, shows and applies; stops where something blocks, or nothing differs."""
    data = content.encode() if isinstance(content, str) else content
    try:
        staged = stage(BytesIO(data), "file.csv", by=by, kind=kind)
    except Unreadable as error:
        return FileImport(state=FileImport.State.REFUSED, findings=[error.finding])
    if only_look or staged.state == FileImport.State.REFUSED or not staged.differs:
        return staged
    return apply(staged, by=by)


def sentences(staged: FileImport) -> str:
    """Everything that an import complains of."""
    return " ".join(RowFinding(*finding).sentence() for finding in staged.findings)


def rows_of(staged: FileImport) -> list[PreviewRow]:
    """What it changes, as the page shows it."""
    return list(PreviewRows(batches_of(staged), staged.kind)[:])
