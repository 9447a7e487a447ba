"""The database side of term files: a place is a term list, known by its key."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from cms.desk.imports.rows import Difference, Identity, Values
from cms.desk.imports.stores import BATCH, Author, Named, lock_rows
from cms.library.models import Topic
from interventions.actions import note_list_changes
from interventions.matching.normalise import normalise
from interventions.models import Term, TermList
from interventions.termfiles.row_types import NO, YES, TermRow

EXPORTED = ("text", "match", "options", "exceptions", "response", "target", "note", "is_active")
_CHANGING = ["text", "options", "exceptions", "response", "target", "note", "is_active"]
_CHUNK = 2_000


class TermStore:
    """Knows the lists as they were when it was made; rows are always read anew."""

    def __init__(self) -> None:
        # Nobody brings the words of a restricted list in a file, which would be kept.
        opened = TermList.objects.filter(is_restricted=False)
        found = opened.values_list("key", "topic__key", "locale", "id")
        lists = [(key, topic or "", locale, pk) for key, topic, locale, pk in found]
        self._keys = {(topic, locale): key for key, topic, locale, _pk in lists}
        self._names = {key: (locale, topic) for key, topic, locale, _pk in lists}
        self._ids = {key: pk for key, _topic, _locale, pk in lists}

    def place_of(self, values: Values) -> str | None:
        row = TermRow(*values)
        return self._keys.get((row.topic, row.locale))

    def place_for(self, topic: str, locale: str) -> str:
        """The list of a topic and a locale, or what it will be called once it is there."""
        return self._keys.get((topic, locale)) or TermList.key_for(topic, locale)

    def identity_of(self, values: Values) -> Identity:
        row = TermRow(*values)
        return (row.match, normalise(row.term))

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        if place in self._ids:
            terms = Term.objects.filter(term_list=self._ids[place]).order_by("pk")
            yield from _read(terms, *self._names[place])

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        folded = {text for _place, (_match, text) in rows}
        places = {self._ids[place] for place, _identity in rows if place in self._ids}
        terms = Term.objects.filter(folded__in=folded, term_list__in=places).order_by()
        found: dict[Named, tuple[int, Values]] = {}
        for key, text, pk, *row in terms.values_list("term_list__key", "folded", "pk", *EXPORTED):
            found[key, (row[1], text)] = (pk, term_values(row, *self._names[key]))
        return found

    def lock(self, places: Iterable[str]) -> None:
        """The lists and, so that nobody edits them in the admin meanwhile, their terms."""
        ids = [self._ids[place] for place in places if place in self._ids]
        lock_rows(TermList.objects.filter(pk__in=ids), Term.objects.filter(term_list__in=ids))

    def add(self, place: str, rows: Collection[Difference], by: Author) -> None:
        if place not in self._ids:
            self._make(place, TermRow(*next(row.after for row in rows if row.after)))
        Term.objects.bulk_create([self._term(place, row, by) for row in rows], batch_size=BATCH)

    def change(self, place: str, rows: Collection[Difference], by: Author) -> None:
        """Far quicker than an update, which would be a case for each row."""
        Term.objects.bulk_create(
            [self._term(place, row, by) for row in rows],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["term_list", "match", "folded"],
            update_fields=[*_CHANGING, "changed_by", "changed_at"],
        )

    def remove(self, rows: Collection[Difference], by: Author) -> None:
        Term.objects.filter(pk__in=[row.pk for row in rows]).delete()

    def note_changes(self, places: Collection[str], by: Author) -> None:
        note_list_changes(TermList.objects.filter(key__in=places), by=by, fields={"terms"})

    def _make(self, place: str, row: TermRow) -> None:
        """The list that a row belongs to."""
        owner = Topic.objects.get(key=row.topic) if row.topic else None
        made = TermList.objects.create(key=place, topic=owner, locale=row.locale)
        self._ids[place] = made.pk
        self._keys[row.topic, row.locale] = place
        self._names[place] = (row.locale, row.topic)

    def _term(self, place: str, difference: Difference, by: Author) -> Term:
        row = TermRow(*difference.after or ())
        return Term(
            term_list_id=self._ids[place],
            text=row.term,
            folded=difference.identity[1],
            match=row.match,
            options=row.options,
            exceptions=row.exceptions,
            response=row.response,
            target=row.target,
            note=row.note,
            is_active=row.is_active,
            changed_by=by,
        )


def _read(terms: QuerySet[Term], locale: str, topic: str) -> Iterator[tuple[int, Values]]:
    for pk, *row in terms.values_list("pk", *EXPORTED).iterator(_CHUNK):
        yield pk, term_values(row, locale, topic)


def term_values(row: Collection[Any], locale: str, topic: str) -> TermRow:
    """What is stored, as a row of a file."""
    text, match, options, exceptions, response, target, note, is_active = row
    return TermRow(
        *(text, locale, topic, match, options, exceptions, response, target, note),
        active=YES if is_active else NO,
    )
