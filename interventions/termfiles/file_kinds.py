"""The three kinds of file, and what each is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.library.models import Topic
from cms.publishing import catalog
from cms.tables.columns import Columns
from cms.tables.reports import Findings, Unreadable
from cms.tables.sheets import Sheet
from interventions.staged import FileImport
from interventions.termfiles import class_rows, example_rows, term_rows
from interventions.termfiles.choices import Reader
from interventions.termfiles.class_store import ClassStore
from interventions.termfiles.compare import Check
from interventions.termfiles.differences import Values
from interventions.termfiles.example_store import ExampleStore
from interventions.termfiles.stores import Store
from interventions.termfiles.term_store import TermStore
from interventions.word_classes import stored_classes


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """One kind of file, and how its rows are checked against the database."""

    name: FileImport.Sort
    columns: Columns
    told_by: str
    """The column that no other kind of file has."""
    defaults: Values
    store: Callable[[], Store]
    start: Callable[[Findings], tuple[Store, Check]]
    """The store and the check for one reading of one file."""


def _start_terms(findings: Findings) -> tuple[Store, Check]:
    live, store = catalog.current(), TermStore()
    reader = Reader(_topics(), is_live=lambda key: live.get(key) is not None)
    return store, term_rows.TermRows(findings, reader, store.place_for, stored_classes()).check


def _start_examples(findings: Findings) -> tuple[Store, Check]:
    return ExampleStore(), example_rows.ExampleRows(findings, _topics()).check


def _start_classes(findings: Findings) -> tuple[Store, Check]:
    return ClassStore(), class_rows.ClassRows(findings).check


def _topics() -> list[str]:
    return list(Topic.objects.order_by("priority", "key").values_list("key", flat=True))


TERMS = FileKind(
    name=FileImport.Sort.TERMS,
    columns=term_rows.COLUMNS,
    told_by="term",
    defaults=term_rows.DEFAULTS,
    store=TermStore,
    start=_start_terms,
)
CLASSES = FileKind(
    name=FileImport.Sort.CLASSES,
    columns=class_rows.COLUMNS,
    told_by="words",
    defaults=class_rows.DEFAULTS,
    store=ClassStore,
    start=_start_classes,
)
EXAMPLES = FileKind(
    name=FileImport.Sort.EXAMPLES,
    columns=example_rows.COLUMNS,
    told_by="query",
    defaults=example_rows.DEFAULTS,
    store=ExampleStore,
    start=_start_examples,
)
SORTS = (TERMS, EXAMPLES, CLASSES)
ALL_COLUMNS = frozenset(name for sort in SORTS for name in sort.columns.known)


def file_kind_named(name: str) -> FileKind:
    return next(sort for sort in SORTS if sort.name == name)


def file_kind_of(sheet: Sheet, wanted: FileKind | None = None) -> FileKind:
    """Told by the first line: each kind has a column that the others lack.

    Raises Unreadable where it is not the kind that is wanted.
    """
    names = {name.strip().casefold() for name in sheet.columns}
    found = next((sort for sort in SORTS if sort.told_by in names), TERMS)
    if wanted and found is not wanted and found.told_by in names:
        raise Unreadable(
            _("This is a file of %(what)s. Import it on their own page.")
            % {"what": found.name.label},
            line=sheet.line,
        )
    return wanted or found
