"""The columns of a file: what a cell means, and the sentence for one that means nothing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from cms.tables.cells import no_such
from cms.translations.columns import column, languages, translated_fields


class Cell:
    """Words as they are. Other cells read and write something else as text.

    `read` raises ValueError with a sentence. It is never given an empty text: `cleared` says what
    that means.
    """

    empty: Any = ""

    def cleared(self) -> Any:
        return self.empty

    def read(self, text: str) -> Any:
        return text

    def write(self, value: Any) -> str:
        return str(value or "")


class KeyCell(Cell):
    """Another object, by its key."""

    empty = None

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model

    def read(self, text: str) -> Any:
        return _named(self.model, [text.strip()])[0]

    def write(self, value: Any) -> str:
        return value.key if value else ""


class KeysCell(KeyCell):
    """Other objects, by their keys with spaces between."""

    empty: Any = ()

    def read(self, text: str) -> list[Any]:
        return _named(self.model, text.split())

    def write(self, value: Any) -> str:
        return " ".join(sorted(named.key for named in value.all()))


class DayCell(Cell):
    """A day, such as 2026-12-31."""

    empty = None

    def read(self, text: str) -> date:
        try:
            # A workbook has no days, only midnights.
            return date.fromisoformat(text.strip().removesuffix(" 00:00:00"))
        except ValueError:
            raise ValueError(_("This is no day. Write it like 2026-12-31.")) from None

    def write(self, value: date | None) -> str:
        return value.isoformat() if value else ""


class NumberCell(Cell):
    """A whole number."""

    empty = None

    def read(self, text: str) -> int:
        try:
            return int(text)
        except ValueError:
            raise ValueError(_("This is no whole number. Write it in digits: 12.")) from None

    def write(self, value: int | None) -> str:
        return "" if value is None else str(value)


class YesNoCell(Cell):
    """`yes` or `no`."""

    def cleared(self) -> bool:
        return self.read("")

    def read(self, text: str) -> bool:
        words = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}
        said = text.strip().lower()
        if said not in words:
            raise ValueError(_("Write yes or no."))
        return words[said]

    def write(self, value: bool) -> str:
        return "yes" if value else "no"


class WordCell(Cell):
    """One word of a short list."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def read(self, text: str) -> str:
        if text not in self.words:
            raise ValueError(no_such(text, self.words))
        return text


class CodesCell(Cell):
    """Codes as they are stored, so that a row is found by what is meant: `UK` is `GB`."""

    def __init__(self, field: Any) -> None:
        self.field = field

    def read(self, text: str) -> str:
        return str(self.field.to_python(text))


class Column(NamedTuple):
    """A column of a file, and the field of the model that it is."""

    name: str
    field: str
    cell: Cell

    @property
    def is_many(self) -> bool:
        return isinstance(self.cell, KeysCell)


CELLS: tuple[tuple[Any, type[Cell]], ...] = (
    (models.BooleanField, YesNoCell),
    (models.DateField, DayCell),
    (models.IntegerField, NumberCell),
)


def edited_fields(model: type[models.Model]) -> Iterator[str]:
    """The names of the fields that staff edit in the form of one row, in their order."""
    fields: list[Any] = [*model._meta.fields, *model._meta.many_to_many]
    for field in sorted(fields, key=lambda field: field.creation_counter):
        is_column = hasattr(field, "translated_field")
        is_of_rows = field.many_to_many and not field.remote_field.through._meta.auto_created
        if field.editable and not (field.primary_key or is_column or is_of_rows):
            yield field.name


def columns_of(
    model: type[models.Model], names: Iterable[str], special: Mapping[str, Cell]
) -> Iterator[Column]:
    """The model's fields as columns; a translated one is a column for each language.

    A language is called by its own code: Indonesian is `title_id`, whatever its database column.
    `special` holds the cells of fields that are of no ordinary kind.
    """
    translated = set(translated_fields(model))
    for name in names:
        if name in translated:
            for language in languages():
                yield Column(f"{name}_{language}", column(name, language), Cell())
        else:
            yield Column(name, name, special.get(name) or _cell(model._meta.get_field(name)))


def _cell(field: Any) -> Cell:
    if field.many_to_many:
        return KeysCell(field.related_model)
    if field.many_to_one:
        return KeyCell(field.related_model)
    if field.choices:
        return WordCell([str(word) for word, _label in field.flatchoices])
    if hasattr(field, "meant"):
        return CodesCell(field)
    found = (cell() for kind, cell in CELLS if isinstance(field, kind))
    return next(found, Cell())


def _named(model: Any, keys: list[str]) -> list[Any]:
    found = {row.key: row for row in model._default_manager.filter(key__in=keys)}
    for key in keys:
        if key not in found:
            raise ValueError(
                _("There is no %(kind)s “%(key)s”.")
                % {"kind": model._meta.verbose_name, "key": key}
            )
    return [found[key] for key in keys]
