"""Terms and labelled queries as rows of a file, each with the hash that an import compares."""

from collections.abc import Collection, Iterator
from itertools import chain

from interventions.models import Example, Term
from interventions.termfiles.differences import Values, row_hash
from interventions.termfiles.example_store import EXPORTED as EXAMPLE_FIELDS
from interventions.termfiles.example_store import example_values
from interventions.termfiles.file_kinds import EXAMPLES, Sort
from interventions.termfiles.term_store import EXPORTED as TERM_FIELDS
from interventions.termfiles.term_store import term_values

_CHUNK = 2_000


def exported(sort: Sort, places: Collection[str] = ()) -> Iterator[Values]:
    """The first line, then every row of the places, all where none is named. One query."""
    rows = _examples(places) if sort is EXAMPLES else _terms(places)
    return chain([sort.columns.known], ((*values, row_hash(values)) for values in rows))


def _terms(places: Collection[str]) -> Iterator[Values]:
    terms = Term.objects.order_by("term_list__key", "folded", "match")
    if places:
        terms = terms.filter(term_list__key__in=places)
    fields = ("term_list__locale", "term_list__topic__key", *TERM_FIELDS)
    for locale, topic, *row in terms.values_list(*fields).iterator(_CHUNK):
        yield term_values(row, locale, topic or "")


def _examples(places: Collection[str]) -> Iterator[Values]:
    examples = Example.objects.order_by("locale", "query")
    if places:
        examples = examples.filter(locale__in=places)
    for row in examples.values_list(*EXAMPLE_FIELDS).iterator(_CHUNK):
        yield example_values(row)
