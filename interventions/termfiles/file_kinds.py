"""The two kinds of file, and what each is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.library.models import Topic
from cms.publishing import catalog
from cms.tables.columns import Columns
from cms.tables.reports import Findings, Unreadable
from cms.tables.sheets import Sheet
from interventions.matching import NO_CLASSES
from interventions.staged import FileImport
from interventions.termfiles import example_rows, term_rows
from interventions.termfiles.choices import Reader
from interventions.termfiles.compare import Check
from interventions.termfiles.differences import Values
from interventions.termfiles.example_store import ExampleStore
from interventions.termfiles.stores import Store
from interventions.termfiles.term_store import TermStore


@dataclass(frozen=True, kw_only=True)
class Sort:
    """One kind of file, and how its rows are checked against the database."""

    name: FileImport.Sort
    columns: Columns
    defaults: Values
    store: Callable[[], Store]
    start: Callable[[Findings], tuple[Store, Check]]
    """The store and the check for one reading of one file."""


def _start_terms(findings: Findings) -> tuple[Store, Check]:
    site, store = catalog.current(), TermStore()
    reader = Reader(_topics(), is_live=lambda key: site.get(key) is not None)
    return store, term_rows.TermRows(findings, reader, store.place_for, NO_CLASSES).check


def _start_examples(findings: Findings) -> tuple[Store, Check]:
    return ExampleStore(), example_rows.ExampleRows(findings, _topics()).check


def _topics() -> list[str]:
    return list(Topic.objects.order_by("priority", "key").values_list("key", flat=True))


TERMS = Sort(
    name=FileImport.Sort.TERMS,
    columns=term_rows.COLUMNS,
    defaults=term_rows.DEFAULTS,
    store=TermStore,
    start=_start_terms,
)
EXAMPLES = Sort(
    name=FileImport.Sort.EXAMPLES,
    columns=example_rows.COLUMNS,
    defaults=example_rows.DEFAULTS,
    store=ExampleStore,
    start=_start_examples,
)
ALL_COLUMNS = frozenset({*TERMS.columns.known, *EXAMPLES.columns.known})


def sort_named(name: str) -> Sort:
    return EXAMPLES if name == EXAMPLES.name else TERMS


def sort_of(sheet: Sheet, wanted: Sort | None = None) -> Sort:
    """Told by the first line: only labelled queries have a column `query`, and only terms `term`.

    Raises Unreadable where it is not the kind that is wanted.
    """
    names = {name.strip().casefold() for name in sheet.columns}
    found = EXAMPLES if "query" in names else TERMS
    if wanted and found is not wanted and found.columns.names[0] in names:
        raise Unreadable(
            _("This is a file of %(what)s. Import it on their own page.")
            % {"what": found.name.label},
            line=sheet.line,
        )
    return wanted or found
