"""The database side of files of translations: a place is an object, by its key."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from django.utils.translation import gettext as _

from cms.desk.imports.rows import Difference, Identity, Values
from cms.desk.imports.stores import Author, Named, lock_rows
from cms.desk.translate.board import kinds_written_by
from cms.desk.translate.files import Place, TranslationRow, model_of, row_of, texts_of
from cms.errors import Refused
from cms.publishing.kinds import UnknownKind, kind_of
from cms.translations.changing import note_change
from cms.translations.columns import column
from cms.translations.marks import State, marks_of, unmark
from cms.translations.texts import Passage


class TranslationStore:
    """Reads all texts of a kind at once, when the first of them is asked for."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._texts: dict[str, dict[str, dict[Place, Passage]]] = {}
        self._rows: dict[Place, TranslationRow] = {}
        self._fields: dict[str, set[str]] = defaultdict(set)
        self._right: dict[str, list[Passage]] = defaultdict(list)

    def text_at(self, place: Place) -> Passage | None:
        return self._texts_of(place.key).get(place)

    def row_at(self, place: Place) -> TranslationRow:
        return self._rows[place]

    def place_of(self, values: Values) -> str | None:
        return values[0] if self._texts_of(values[0]) else None

    def identity_of(self, values: Values) -> Identity:
        return values[:2]

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        for text in self._texts_of(place):
            yield _number(text), self._rows[text]

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        places = ((named, Place(*named[1])) for named in rows)
        return {
            named: (_number(text), self._rows[text])
            for named, text in places
            if self.text_at(text) is not None
        }

    def lock(self, places: Iterable[str]) -> None:
        """Whoever saves one of these objects in its form at this moment comes before or after."""
        names: dict[str, list[str]] = defaultdict(list)
        for place in places:
            names[place.partition(":")[0]].append(place.partition(":")[2])
        for kind, keys in names.items():
            lock_rows(kind_of(f"{kind}:").model._default_manager.filter(key__in=keys))

    def add(self, place: str, rows: Collection[Difference], by: Author) -> None:
        raise NotImplementedError("A translation has its place already.")

    def remove(self, rows: Collection[Difference], by: Author) -> None:
        raise NotImplementedError("A text is not removed by a file.")

    def change(self, place: str, rows: Collection[Difference], by: Author) -> None:
        """A translation that comes in is right for its source; one taken back is as it was."""
        if kind_of(place) not in kinds_written_by(by, self._language):
            raise Refused(_("“%(key)s” is not yours to translate.") % {"key": place})
        for difference in rows:
            before, after = (TranslationRow(*cells or ()) for cells in difference[3:])
            text = self._texts_of(place)[Place(after.object, after.field)]
            if after.translation != before.translation:
                rows_of: Any = model_of(text)._default_manager.filter(pk=text.pk)
                name = column(text.field, text.language)
                rows_of.update(**{name: after.translation or None})
            target = replace(text, target=after.translation)
            if after.state == State.OK:
                self._right[place].append(target)
            elif after.translation == before.translation:
                unmark(place, target)
            self._fields[place].add(_name(text, after.field))

    def note_changes(self, places: Collection[str], by: Author) -> None:
        for key in places:
            note = _("Changed by an imported file.")
            fields, right = self._fields[key], self._right[key]
            note_change(key, by=by, fields=fields, right=right, note=note)

    def _texts_of(self, key: str) -> dict[Place, Passage]:
        kind = key.partition(":")[0]
        if kind not in self._texts:
            self._texts[kind] = self._read(key)
        return self._texts[kind].get(key, {})

    def _read(self, key: str) -> dict[str, dict[Place, Passage]]:
        try:
            found = texts_of(kind_of(key), self._language)
        except UnknownKind:
            return {}
        marks = marks_of({place.key for place in found})
        by_key: dict[str, dict[Place, Passage]] = defaultdict(dict)
        for place, passage in found.items():
            by_key[place.key][place] = passage
            self._rows[place] = row_of(place, passage, marks[place.key])
        return by_key


def _number(text: Place) -> int:
    """What the text is known by, where other rows have an id."""
    return int.from_bytes(blake2b("\n".join(text).encode(), digest_size=7).digest())


def _name(passage: Passage, field: str) -> str:
    """The column as the record of changes names it, that of a part with its model."""
    part = "" if field == passage.field else f"{passage.model}."
    return f"{part}{column(passage.field, passage.language)}"
