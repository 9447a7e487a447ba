"""The columns of a file: what a cell means, and the sentence for one that means nothing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from import_export import widgets
from import_export.fields import Field

from cms.tables.cells import no_such
from cms.translations.columns import column, languages, translated_fields


class KeyWidget(widgets.Widget):
    """Another object, by its key."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: str, row: Any = None, **_options: Any) -> Any:
        return _named(self.model, [value.strip()])[0] if value else None

    def render(self, value: Any, obj: Any = None, **_options: Any) -> str:
        return value.key if value else ""


class KeysWidget(widgets.ManyToManyWidget):
    """Other objects, by their keys with spaces between."""

    def clean(self, value: str, row: Any = None, **_options: Any) -> list[Any]:
        return _named(self.model, value.split())

    def render(self, value: Any, obj: Any = None, **_options: Any) -> str:
        return " ".join(sorted(thing.key for thing in value.all())) if value else ""


class DayWidget(widgets.Widget):
    """A day, such as 2026-12-31."""

    def clean(self, value: str, row: Any = None, **_options: Any) -> date | None:
        try:
            # A workbook has no days, only midnights.
            return date.fromisoformat(value.strip().removesuffix(" 00:00:00")) if value else None
        except ValueError:
            raise ValueError(_("This is no day. Write it like 2026-12-31.")) from None

    def render(self, value: date | None, obj: Any = None, **_options: Any) -> str:
        return value.isoformat() if value else ""


class NumberWidget(widgets.Widget):
    """A whole number."""

    def clean(self, value: str, row: Any = None, **_options: Any) -> int | None:
        try:
            return int(value) if value else None
        except ValueError:
            raise ValueError(_("This is no whole number. Write it in digits: 12.")) from None

    def render(self, value: int | None, obj: Any = None, **_options: Any) -> str:
        return "" if value is None else str(value)


class YesNoWidget(widgets.Widget):
    """`yes` or `no`."""

    def clean(self, value: str, row: Any = None, **_options: Any) -> bool:
        words = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}
        said = value.strip().lower()
        if said not in words:
            raise ValueError(_("Write yes or no."))
        return words[said]

    def render(self, value: bool, obj: Any = None, **_options: Any) -> str:
        return "yes" if value else "no"


class WordWidget(widgets.Widget):
    """One word of a short list."""

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.words = words

    def clean(self, value: str, row: Any = None, **_options: Any) -> str:
        if value and value not in self.words:
            raise ValueError(no_such(value, self.words))
        return value


class TextWidget(widgets.Widget):
    """Words as they are."""

    def render(self, value: str | None, obj: Any = None, **_options: Any) -> str:
        return value or ""


WIDGETS: tuple[tuple[Any, Any], ...] = (
    (models.BooleanField, YesNoWidget),
    (models.DateField, DayWidget),
    (models.IntegerField, NumberWidget),
)


def edited_fields(model: type[models.Model]) -> Iterator[str]:
    """The names of the fields that staff edit in the form of one row, in their order."""
    fields: list[Any] = [*model._meta.fields, *model._meta.many_to_many]
    for field in sorted(fields, key=lambda field: field.creation_counter):
        is_column = hasattr(field, "translated_field")
        is_of_rows = field.many_to_many and not field.remote_field.through._meta.auto_created
        if field.editable and not (field.primary_key or is_column or is_of_rows):
            yield field.name


def fields_of(
    model: type[models.Model], names: Iterable[str], special: Mapping[str, widgets.Widget]
) -> Iterator[Field]:
    """The model's fields as columns; a translated one is a column for each language.

    A language is called by its own code: Indonesian is `title_id`, whatever its database column.
    `special` holds the widgets of fields that are of no ordinary kind.
    """
    translated = set(translated_fields(model))
    for name in names:
        if name in translated:
            for language in languages():
                yield Field(column(name, language), f"{name}_{language}", TextWidget())
        else:
            yield Field(name, name, special.get(name) or _widget(model._meta.get_field(name)))


def _widget(field: Any) -> widgets.Widget:
    if field.many_to_many:
        return KeysWidget(field.related_model)
    if field.many_to_one:
        return KeyWidget(field.related_model)
    if field.choices:
        return WordWidget([str(word) for word, _label in field.flatchoices])
    found = (widget() for kind, widget in WIDGETS if isinstance(field, kind))
    return next(found, TextWidget())


def _named(model: Any, keys: list[str]) -> list[Any]:
    found = {thing.key: thing for thing in model._default_manager.filter(key__in=keys)}
    for key in keys:
        if key not in found:
            raise ValueError(
                _("There is no %(kind)s “%(key)s”.")
                % {"kind": model._meta.verbose_name, "key": key}
            )
    return [found[key] for key in keys]
