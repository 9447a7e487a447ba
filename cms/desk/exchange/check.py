"""Checks a row of a file of content by storing it: what reads a file takes all of it back.

So two rows of a file that stand in each other's way are found as a form would find them.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.desk.exchange.columns import Column
from cms.desk.exchange.files import ContentFile
from cms.desk.exchange.store import ContentStore
from cms.desk.imports.rows import Checked, Values
from cms.desk.imports.stores import Named
from cms.tables.cells import is_cleared, is_kept, refuse_odd
from cms.tables.columns import Cells, Columns
from cms.tables.formulas import restore
from cms.tables.reports import Findings
from cms.translations.columns import translated_fields


@contextmanager
def taken_back() -> Iterator[None]:
    """Nothing of what is stored meanwhile stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class TriedStore(ContentStore):
    """What was stored before the rows of a file were tried."""

    def __init__(self, file: ContentFile) -> None:
        super().__init__(file)
        self.before: dict[Named, tuple[int, Values]] = {}

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        return {named: self.before[named] for named in rows if named in self.before}


class ContentCheck:
    def __init__(self, store: TriedStore, columns: Columns, findings: Findings) -> None:
        self._store, self._file, self._findings = store, store.file, findings
        self._known = columns.known
        self._made: set[int] = set()

    def __call__(self, cells: Cells) -> Checked | None:
        """The row as it may be stored, or None where something in it has to be mended."""
        if not any(cell.strip() for cell in cells.raw):
            return None
        if refuse_odd(cells, self._known, self._findings, typed=self._known):
            return None
        row = self._row(cells)
        if row is None:
            return None
        wanted = self._wanted(row, cells)
        if wanted is None or not self._is_stored(row, wanted, cells):
            return None
        stored = self._file.rows(()).get(pk=row.pk)
        values = self._file.cells_of(stored)
        identity = self._store.identity_of(values)
        return Checked(cells.line, values[0], identity, values, cells.raw[-1].strip())

    def _row(self, cells: Cells) -> Any:
        """What the row is about, or a new one; None, with a finding, where that can't be told."""
        names = self._file.columns[: len(self._file.known_by)]
        identity = tuple(restore(cell).strip() for cell in cells.raw[: len(names)])
        for column, cell in zip(names, identity, strict=True):
            if not cell:
                self._findings.block(cells.line, column.name, "", _("This cell must not be empty."))
                return None
        try:
            found = self._file.named(identity)
        except ValueError as error:
            self._findings.block(cells.line, names[-1].name, identity[-1], str(error))
            return None
        if len(found) > 1:
            pairs = zip(names, identity, strict=True)
            named = " ".join(f"{column.name}={cell}" for column, cell in pairs)
            message = _("Several are called %(named)s: tell them apart in the form first.")
            self._findings.block(cells.line, "", "", message % {"named": named})
            return None
        if found and found[0].pk not in self._made:
            before = self._file.cells_of(found[0])
            named_row = (before[0], self._store.identity_of(before))
            self._store.before.setdefault(named_row, (found[0].pk, before))
        return found[0] if found else self._file.model()

    def _wanted(self, row: Any, cells: Cells) -> Values | None:
        """All cells of the row as they would be; None, with findings, where one means nothing."""
        is_right, wanted = True, []
        is_new = row.pk is None
        for column, raw in zip(self._file.columns, cells.raw, strict=False):
            if is_kept(raw):
                shown = is_new and column.is_many
                wanted.append("" if shown else column.cell.write(getattr(row, column.field, None)))
                continue
            try:
                wanted.append(self._said(row, column, raw))
            except ValueError as error:
                self._findings.block(cells.line, column.name, raw, str(error))
                is_right = False
        return tuple(wanted) if is_right else None

    def _said(self, row: Any, column: Column, raw: str) -> str:
        """The cell as text; the row takes its value, for the model's own checks."""
        text = "" if is_cleared(raw) else restore(raw)
        value = column.cell.read(text) if text else column.cell.cleared()
        if column.is_many:
            return " ".join(sorted(named.key for named in value))
        setattr(row, column.field, value)
        return column.cell.write(value)

    def _is_stored(self, row: Any, wanted: Values, cells: Cells) -> bool:
        is_new = row.pk is None
        try:
            row.full_clean()
            with transaction.atomic():
                self._store.write(row, self._cleaned(row, wanted))
        except ValidationError as error:
            self._complain(error, cells)
            return False
        except IntegrityError:
            message = _("Another row has what only one may have. Look at what it is known by.")
            self._findings.block(cells.line, "", "", message)
            return False
        if is_new:
            self._made.add(row.pk)
        return True

    def _cleaned(self, row: Any, wanted: Values) -> Values:
        """As the model's fields leave them: without what a form would not store either."""
        pairs = zip(self._file.columns, wanted, strict=True)
        return tuple(
            text if column.is_many else column.cell.write(getattr(row, column.field, None))
            for column, text in pairs
        )

    def _complain(self, error: ValidationError, cells: Cells) -> None:
        """In the words of the file: its lines, its columns, its values."""
        raw = dict(zip(self._known, cells.raw, strict=True))
        names = {column.field: column.name for column in self._file.columns}
        # A translated field only repeats what is said of the source language's column.
        repeated = set(translated_fields(self._file.model))
        for field, messages in error.message_dict.items():
            if field not in repeated:
                name = names.get(field, "")
                self._findings.block(cells.line, name, raw.get(name, ""), " ".join(messages))
