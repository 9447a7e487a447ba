"""Checks a row of a file of translations: it lands on the very text it was made for, or not."""

from dataclasses import replace
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.desk.imports.rows import Checked
from cms.desk.imports.stores import Author
from cms.desk.translate.board import kinds_written_by
from cms.desk.translate.files import (
    COLUMNS,
    YES,
    Place,
    TranslationRow,
    base_of,
    model_of,
    row_of,
)
from cms.desk.translate.store import TranslationStore
from cms.publishing.kinds import Kind, UnknownKind, kind_of
from cms.tables.cells import compose, refuse_odd
from cms.tables.columns import Cells
from cms.tables.reports import Findings, shorten
from cms.translations.columns import column
from cms.translations.marks import pair_of, text_hash
from cms.translations.texts import Passage


class TranslationCheck:
    def __init__(
        self, store: TranslationStore, language: str, by: Author, findings: Findings
    ) -> None:
        self._store, self._language, self._findings = store, language, findings
        self._kinds = kinds_written_by(by, language)

    def __call__(self, cells: Cells) -> Checked | None:
        """The row as it would be stored, or None, with a finding, where it can't land."""
        if refuse_odd(cells, COLUMNS.known, self._findings, typed=("still_right",)):
            return None
        row = TranslationRow(*map(compose, cells.raw))
        place = Place(row.object, row.field)
        passage = self._store.text_at(place) if _kind_of(place.key) in self._kinds else None
        if passage is None:
            said = _("There is no such text, or it is not yours to translate.")
            self._findings.block(cells.line, "field", " ".join(place), said)
            return None
        if self._is_refused(cells.line, row, passage):
            return None
        after = self._cleaned(cells.line, passage, row.translation)
        if after is None:
            return None
        values = self._after(place, passage, after, says_right=row.still_right.casefold() == YES)
        return Checked(cells.line, place.key, tuple(place), values, "")

    def _is_refused(self, line: int, row: TranslationRow, passage: Passage) -> bool:
        refuse, name = self._findings.block, f"{row.object} {row.field}"
        if row.language != self._language:
            said = _("This file is read as %(language)s. Give each language a file of its own.")
            refuse(line, "language", row.language, said % {"language": self._language})
        elif row.source_hash != text_hash(passage.source):
            said = _("The source has changed since this file left. It says now: “%(source)s”.")
            refuse(line, "source_hash", name, said % {"source": shorten(passage.source)})
        elif base_of(passage) != row.base and _plain(passage.target) != _plain(row.translation):
            said = _("Somebody has translated this since the file left. It says now: “%(target)s”.")
            refuse(line, "base", name, said % {"target": shorten(passage.target)})
        else:
            return False
        return True

    def _cleaned(self, line: int, passage: Passage, text: str) -> str | None:
        """The text as the field would store it; None, with a finding, where it would not."""
        if not text:
            return ""
        field = model_of(passage)._meta.get_field(column(passage.field, self._language))
        try:
            return str(field.clean(text, None)).strip()
        except ValidationError as error:
            self._findings.block(line, "translation", text, " ".join(error.messages))
            return None

    def _after(
        self, place: Place, passage: Passage, text: str, *, says_right: bool
    ) -> TranslationRow:
        """What stands there afterwards. A file that leaves a text alone says nothing of it."""
        is_same = not text or _plain(text) == _plain(passage.target)
        if is_same and not (says_right and passage.target):
            return self._store.row_at(place)
        target = passage.target if is_same else text
        marks = {pair_of(self._language, passage.source, target)}
        return row_of(place, replace(passage, target=target), marks)


def _kind_of(key: str) -> Kind | None:
    try:
        return kind_of(key)
    except UnknownKind:
        return None


def _plain(text: str) -> str:
    """As spreadsheets leave it: composed, with their own ends of lines."""
    return normalize("NFC", text).replace("\r\n", "\n").strip()
