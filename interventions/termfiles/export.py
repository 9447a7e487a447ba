"""All kinds of rows as a file has them, each with the hash that an import compares."""

from collections.abc import Callable, Collection, Iterator
from itertools import chain

from django.db.models import Q

from interventions.models import Example, Term, WordClass
from interventions.staged import FileImport
from interventions.termfiles.class_store import EXPORTED as CLASS_FIELDS
from interventions.termfiles.differences import Values, row_hash
from interventions.termfiles.example_store import EXPORTED as EXAMPLE_FIELDS
from interventions.termfiles.example_store import example_values
from interventions.termfiles.file_kinds import FileKind
from interventions.termfiles.term_store import EXPORTED as TERM_FIELDS
from interventions.termfiles.term_store import term_values

_CHUNK = 2_000


def exported(sort: FileKind, places: Collection[str] = ()) -> Iterator[Values]:
    """The first line, then every row of the places, all where none is named. One query.

    A restricted list has to be named, by somebody who may see it.
    """
    rows = _ROWS[sort.name](places)
    return chain([sort.columns.known], ((*values, row_hash(values)) for values in rows))


def _terms(places: Collection[str]) -> Iterator[Values]:
    terms = Term.objects.order_by("term_list__key", "folded", "match")
    chosen = Q(term_list__key__in=places) if places else Q(term_list__is_restricted=False)
    terms = terms.filter(chosen)
    fields = ("term_list__locale", "term_list__topic__key", *TERM_FIELDS)
    for locale, topic, *row in terms.values_list(*fields).iterator(_CHUNK):
        yield term_values(row, locale, topic or "")


def _examples(places: Collection[str]) -> Iterator[Values]:
    examples = Example.objects.order_by("locale", "query")
    if places:
        examples = examples.filter(locale__in=places)
    for row in examples.values_list(*EXAMPLE_FIELDS).iterator(_CHUNK):
        yield example_values(row)


def _classes(places: Collection[str]) -> Iterator[Values]:
    classes = WordClass._default_manager.order_by("locale", "name")
    if places:
        classes = classes.filter(locale__in=places)
    yield from classes.values_list(*CLASS_FIELDS).iterator(_CHUNK)


_ROWS: dict[str, Callable[[Collection[str]], Iterator[Values]]] = {
    FileImport.Sort.TERMS: _terms,
    FileImport.Sort.EXAMPLES: _examples,
    FileImport.Sort.CLASSES: _classes,
}
