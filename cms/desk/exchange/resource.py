"""Makes a kind of content, or of its parts, a kind of file."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from cms.desk.exchange.check import ContentCheck, TriedStore, taken_back
from cms.desk.exchange.files import ContentFile
from cms.desk.exchange.store import ContentStore
from cms.desk.imports.batches import places_of
from cms.desk.imports.kinds import Check, FileKind, register
from cms.desk.imports.models import FileImport
from cms.desk.imports.release import adding_to_a_release
from cms.desk.imports.rows import Values
from cms.desk.imports.stores import Author, Store
from cms.publishing.kinds import kind_for
from cms.tables.columns import Columns
from cms.tables.reports import Findings

MOST_ROWS = 1_000
"""What a person can look through."""
REVISION = "revision"
"""The state of a row when it was exported: a later edit is never overwritten unseen."""
_CHUNK = 200


def content_file(model: type[Model], **options: Any) -> FileKind:
    """A file of the rows of a model; `options` are those of a ContentFile."""
    file = ContentFile(model, **options)
    shown = tuple(column.name for column in file.columns)
    columns = Columns(shown, needed=len(file.known_by), base=REVISION)
    return register(
        FileKind(
            name=str(model._meta.model_name),
            label=model._meta.verbose_name_plural or "",
            model=model,
            columns=columns,
            defaults=("",) * len(shown),
            store=partial(ContentStore, file),
            start=partial(_start, file, columns),
            rows=partial(_rows, file),
            most_rows=MOST_ROWS,
            reading=taken_back,
            can_replace=False,
            named_by=len(file.known_by),
            release=partial(_release, file),
        )
    )


def _start(
    file: ContentFile, columns: Columns, findings: Findings, _by: Author
) -> tuple[Store, Check]:
    store = TriedStore(file)
    return store, ContentCheck(store, columns, findings)


def _rows(file: ContentFile, keys: Collection[str]) -> Iterator[Values]:
    return map(file.cells_of, file.rows(keys).iterator(chunk_size=_CHUNK))


def _release(file: ContentFile, file_import: FileImport, _by: User) -> str:
    """The page on which its objects are added to a release."""
    kind = kind_for(file.owners.model).name
    return adding_to_a_release([f"{kind}:{place}" for place in places_of(file_import)])
