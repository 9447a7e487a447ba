"""Compares a file of translations with what is stored: every row is taken, idle, or refused."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.desk.translate.files import COLUMNS, Place, base_of, model_of, texts_of
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import Kind
from cms.tables.cells import compose, refuse_odd
from cms.tables.columns import Cells
from cms.tables.opening import open_sheet
from cms.tables.reports import Findings, TooMany, Unreadable, shorten
from cms.translations.columns import column
from cms.translations.marks import text_hash
from cms.translations.models import TranslationImport
from cms.translations.texts import Passage

MOST_ROWS = 5_000
YES = "yes"


@dataclass(frozen=True, kw_only=True)
class TranslationChange:
    """What one row does. Where `after` is `before`, it says that the translation still holds."""

    line: int
    key: str
    field: str
    source: str
    before: str
    after: str

    @property
    def place(self) -> Place:
        return Place(self.key, self.field)


def stage(
    file: BinaryIO, name: str, language: str, kinds: Collection[Kind], *, by: Any
) -> TranslationImport:
    """Reads a file and keeps what it would do; Unreadable where there is nothing to compare."""
    changes, findings, unchanged = compare(file, language, kinds)
    return TranslationImport.objects.create(
        language=language,
        name=name[:200],
        rows=[asdict(change) for change in changes],
        findings=[(finding.level, finding.sentence()) for finding in findings.rows],
        unchanged=unchanged,
        by=by,
    )


def compare(
    file: BinaryIO, language: str, kinds: Collection[Kind]
) -> tuple[list[TranslationChange], Findings, int]:
    """The changes, what is refused and why, and how many rows change nothing."""
    sheet = open_sheet(file, COLUMNS.known)
    if sheet.size > MOST_ROWS:
        message = _("The file has more than %(most)d rows. Import it in parts.")
        raise Unreadable(message % {"most": MOST_ROWS})
    findings = Findings(sheet.notes)
    try:
        rows = list(COLUMNS.rows(sheet, findings))
        comparison = _Comparison(language, _stored(rows, language, kinds), findings)
        changes = [change for row in rows for change in comparison.change_of(row)]
    except TooMany:
        raise Unreadable(_("Too much of this file is wrong. Export it again.")) from None
    return changes, findings, comparison.unchanged


def _stored(rows: list[Cells], language: str, kinds: Collection[Kind]) -> dict[Place, Passage]:
    """The texts of all objects that the file names and the person may write."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        key = ObjectKey(row.raw[0].strip())
        named[key.kind].add(key.name)
    stored: dict[Place, Passage] = {}
    for kind in kinds:
        if kind.name in named:
            stored |= texts_of(kind, language, named[kind.name])
    return stored


class _Comparison:
    def __init__(self, language: str, stored: dict[Place, Passage], findings: Findings) -> None:
        self.language = language
        self.stored = stored
        self.findings = findings
        self.unchanged = 0
        self._seen: dict[Place, int] = {}

    def change_of(self, row: Cells) -> Iterator[TranslationChange]:
        """The change that a row makes, if it makes one and nothing speaks against it."""
        if refuse_odd(row, COLUMNS.known, self.findings, typed=("still_right",)):
            return
        cells = dict(zip(COLUMNS.known, map(compose, row.raw), strict=True))
        place = Place(cells["object"], cells["field"])
        passage = self.stored.get(place)
        if passage is None:
            said = _("There is no such text, or it is not yours to translate.")
            self.findings.block(row.line, "field", " ".join(place), said)
            return
        if self._is_refused(row.line, place, cells, passage):
            return
        after = self._cleaned(row.line, passage, cells["translation"])
        if after is None:
            return
        is_same = not after or _plain(after) == _plain(passage.target)
        if is_same and not (passage.target and cells["still_right"].casefold() == YES):
            self.unchanged += 1
            return
        yield TranslationChange(
            line=row.line,
            key=place.key,
            field=place.field,
            source=passage.source,
            before=passage.target,
            after=passage.target if is_same else after,
        )

    def _is_refused(self, line: int, place: Place, cells: dict[str, str], passage: Passage) -> bool:
        first = self._seen.setdefault(place, line)
        refuse = self.findings.block
        if cells["language"] != self.language:
            said = _("This file is read as %(language)s. Give each language a file of its own.")
            refuse(line, "language", cells["language"], said % {"language": self.language})
        elif first != line:
            refuse(line, "field", " ".join(place), _("It stands in line %d already.") % first)
        elif cells["source_hash"] != text_hash(passage.source):
            said = _("The source has changed since this file left. It says now: “%(source)s”.")
            refuse(line, "source_hash", " ".join(place), said % {"source": shorten(passage.source)})
        elif _is_overtaken(cells, passage):
            said = _("Somebody has translated this since the file left. It says now: “%(target)s”.")
            refuse(line, "base", " ".join(place), said % {"target": shorten(passage.target)})
        else:
            return False
        return True

    def _cleaned(self, line: int, passage: Passage, text: str) -> str | None:
        """The text as the field would store it; None, with a finding, where it would not."""
        if not text:
            return ""
        field: Any = model_of(passage)._meta.get_field(column(passage.field, self.language))
        try:
            return str(field.clean(text, None)).strip()
        except ValidationError as error:
            self.findings.block(line, "translation", text, " ".join(error.messages))
            return None


def _is_overtaken(cells: dict[str, str], passage: Passage) -> bool:
    """Whether another translation stands there than when the file left, and not the file's."""
    return base_of(passage) != cells["base"] and _plain(passage.target) != _plain(
        cells["translation"]
    )


def _plain(text: str) -> str:
    """As spreadsheets leave it: composed, with their own ends of lines."""
    return normalize("NFC", text).replace("\r\n", "\n").strip()
