"""A file of translations for each language that is translated into."""

from collections.abc import Collection, Iterator
from functools import partial

from django.contrib.auth.models import AnonymousUser, User
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.desk.imports.batches import places_of
from cms.desk.imports.kinds import Check, FileKind, register
from cms.desk.imports.models import FileImport
from cms.desk.imports.release import adding_to_a_release
from cms.desk.imports.rows import Values
from cms.desk.imports.stores import Author, Store
from cms.desk.translate.board import kinds_written_by, targets
from cms.desk.translate.check import TranslationCheck
from cms.desk.translate.files import COLUMNS, TranslationRow, rows_out
from cms.desk.translate.store import TranslationStore
from cms.publishing.kinds import all_kinds
from cms.tables.reports import Findings
from cms.translations.models import Mark

MOST_ROWS = 5_000


def _start(language: str, findings: Findings, by: Author) -> tuple[Store, Check]:
    store = TranslationStore(language)
    return store, TranslationCheck(store, language, by, findings)


def _rows(language: str, _places: Collection[str]) -> Iterator[Values]:
    rows = rows_out(all_kinds(), language, only_open=False)
    next(rows)
    return rows


def _may(language: str, person: User | AnonymousUser, _action: str) -> bool:
    return bool(kinds_written_by(person, language))


def _release(file_import: FileImport, _by: User) -> str:
    return adding_to_a_release(places_of(file_import))


for _language in targets():
    register(
        FileKind(
            name=f"translations-{_language}",
            label=format_lazy("{} ({})", _("translations"), _language),
            model=Mark,
            columns=COLUMNS,
            defaults=TranslationRow("", "", "", "", "", "", "", ""),
            store=partial(TranslationStore, _language),
            start=partial(_start, _language),
            rows=partial(_rows, _language),
            most_rows=MOST_ROWS,
            can_replace=False,
            leaves_out=True,
            is_private=True,
            allowed=partial(_may, _language),
            named_by=2,
            beside="source",
            unshown=frozenset({"base", "still_right"}),
            release=_release,
        )
    )
