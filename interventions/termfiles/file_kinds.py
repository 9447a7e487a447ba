"""The three kinds of file, and what each is made of."""

from collections.abc import Collection, Iterator
from functools import partial

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.desk.imports.kinds import Check, FileKind, register
from cms.desk.imports.models import FileImport
from cms.desk.imports.rows import Values
from cms.desk.imports.stores import Author, Store
from cms.library.models import Topic
from cms.publishing import catalog
from cms.tables.reports import Findings
from interventions.models import Example, Term
from interventions.termfiles import class_rows, example_rows, samples, term_rows
from interventions.termfiles.analyse import analyse
from interventions.termfiles.choices import Reader
from interventions.termfiles.locale_stores import ClassStore, ExampleStore, as_cells
from interventions.termfiles.release import release_import
from interventions.termfiles.term_store import EXPORTED, TermStore, term_values
from interventions.word_classes import WordClass, stored_classes

_CHUNK = 2_000


def _start_terms(findings: Findings, _by: Author) -> tuple[Store, Check]:
    live, store = catalog.current(), TermStore()
    reader = Reader(_topics(), is_live=lambda key: live.get(key) is not None)
    rows = term_rows.TermRows(findings, reader, store.place_for, stored_classes(), _restricted())
    return store, rows.check


def _restricted() -> frozenset[term_rows.Sealed]:
    terms = Term.objects.filter(term_list__is_restricted=True).order_by()
    named = terms.values_list("term_list__topic__key", "term_list__locale", "match", "folded")
    return frozenset(named)


def _start_examples(findings: Findings, _by: Author) -> tuple[Store, Check]:
    return ExampleStore(), example_rows.ExampleRows(findings, _topics()).check


def _start_classes(findings: Findings, _by: Author) -> tuple[Store, Check]:
    return ClassStore(), class_rows.ClassRows(findings).check


def _topics() -> list[str]:
    return list(Topic.objects.order_by("priority", "key").values_list("key", flat=True))


def _terms(places: Collection[str]) -> Iterator[Values]:
    """A restricted list has to be named, by somebody who may see it. One query."""
    chosen = Q(term_list__key__in=places) if places else Q(term_list__is_restricted=False)
    terms = Term.objects.order_by("term_list__key", "folded", "match").filter(chosen)
    fields = ("term_list__locale", "term_list__topic__key", *EXPORTED)
    for locale, topic, *row in terms.values_list(*fields).iterator(_CHUNK):
        yield term_values(row, locale, topic or "")


def _in_locales(
    rows: QuerySet[Example] | QuerySet[WordClass],
    columns: tuple[str, ...],
    locales: Collection[str],
) -> Iterator[Values]:
    found = rows.order_by("locale", columns[0]).values_list(*columns)
    chosen = found.filter(locale__in=locales) if locales else found
    yield from map(as_cells, chosen.iterator(_CHUNK))


def _release(file_import: FileImport, by: User) -> str:
    return reverse("admin:release", args=[release_import(file_import, by=by).pk])


TERMS = register(
    FileKind(
        name="terms",
        label=_("terms"),
        model=Term,
        columns=term_rows.COLUMNS,
        told_by="term",
        defaults=term_rows.DEFAULTS,
        store=TermStore,
        start=_start_terms,
        rows=_terms,
        sample=samples.TERMS,
        analyse=analyse,
        release=_release,
    )
)
EXAMPLES = register(
    FileKind(
        name="examples",
        label=_("labelled queries"),
        model=Example,
        columns=example_rows.COLUMNS,
        told_by="query",
        defaults=example_rows.DEFAULTS,
        store=ExampleStore,
        start=_start_examples,
        rows=partial(_in_locales, Example.objects.all(), ExampleStore.columns),
        sample=samples.EXAMPLES,
    )
)
CLASSES = register(
    FileKind(
        name="classes",
        label=_("word classes"),
        model=WordClass,
        columns=class_rows.COLUMNS,
        told_by="words",
        defaults=class_rows.DEFAULTS,
        store=ClassStore,
        start=_start_classes,
        rows=partial(_in_locales, WordClass._default_manager.all(), ClassStore.columns),
        sample=samples.CLASSES,
    )
)
