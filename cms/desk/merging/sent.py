"""What is stored, as a browser sends it, so that it can be told from what a person sent.

A field is the values of its inputs; a short hash of these, its *version*, tells whether two agree.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import TextField
from django.http import QueryDict

from cms.desk.generic import AnyInlineFormSet, AnyModelForm
from cms.publishing.documents import with_plain_lines
from cms.translations.columns import column, translated_fields

Values = dict[str, list[str]]
"""What inputs hold, by their names without the prefix of the form."""
Versions = dict[str, str]
"""The versions of the fields of a form, by name."""


def version_of(values: Values) -> str:
    """A hash of what is said, whatever the line ends and the blanks around it."""
    said = [sorted(_plain(lines)) for lines in values.values()]
    return sha256(repr(said).encode(errors="replace")).hexdigest()[:12]


def _plain(values: Iterable[str]) -> Iterator[str]:
    return filter(None, (with_plain_lines(value).strip() for value in values))


def field_sent(form: AnyModelForm, name: str) -> Values:
    """The inputs of a field of a form that nobody has touched."""
    widget = form.fields[name].widget
    return dict(_inputs(getattr(widget, "widget", widget), name, form[name].value()))


def _inputs(widget: Any, name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(widget, forms.MultiWidget):
        names: list[str] = widget.widgets_names  # type: ignore[attr-defined]
        values = widget.decompress(value) or [None] * len(names)
        for part, suffix, each in zip(widget.widgets, names, values, strict=True):
            yield from _inputs(part, name + suffix, each)
    elif isinstance(widget, forms.CheckboxInput):
        yield name, ["on"] if widget.check_test(value) else []
    elif not isinstance(widget, forms.FileInput):
        shown = widget.format_value(value)
        yield name, list(shown) if isinstance(shown, (list, tuple)) else [shown or ""]


def form_sent(form: AnyModelForm) -> Values:
    return {i: lines for name in form.fields for i, lines in field_sent(form, name).items()}


def stored_version(form: AnyModelForm, name: str) -> str:
    """That of what is stored in a field, or in a column that the form shows beside others."""
    kept_in: str = getattr(form, "kept_in", {}).get(name, "" if name in form.fields else name)
    if kept_in:
        return version_of({name: [str(getattr(form.instance, kept_in) or "")]})
    return version_of(field_sent(form, name))


def stored_versions(form: AnyModelForm) -> Versions:
    """Those of everything that a person sees in the form: what they write, and its sources."""
    return {name: stored_version(form, name) for name in (*own_fields(form), *sources(form))}


def own_fields(form: AnyModelForm) -> list[str]:
    """The fields that say something: not those by which a formset knows its rows."""
    return [
        name
        for name, field in form.fields.items()
        if name != "DELETE" and not isinstance(field.widget, forms.HiddenInput)
    ]


def sources(form: AnyModelForm) -> list[str]:
    """The columns in the source language that the person reads and does not write."""
    named = (column(field, settings.LANGUAGE_CODE) for field in translated_fields(form._meta.model))
    return [name for name in named if name not in form.fields]


def spellings(form: AnyModelForm, name: str, values: Values) -> Iterator[str | None]:
    """The versions of what somebody sent: as it is, and as it would be stored.

    The editor of rich texts may write the same text in other HTML.
    """
    yield version_of(values)
    try:
        field = form._meta.model._meta.get_field(name)
        if isinstance(field, TextField):
            yield version_of({name: [field.clean(text, None) for text in values[name]]})
    except (FieldDoesNotExist, ValidationError):
        pass


def first_of(row: Values, name: str) -> str:
    return next(iter(row.get(name, ())), "")


def rows_sent(data: QueryDict, formset: AnyInlineFormSet) -> list[Values]:
    """The rows of a formset in their order: its forms, without their prefix."""
    rows: dict[int, Values] = {}
    prefix = f"{formset.prefix}-"
    for name in data:
        number, _dash, own = name.removeprefix(prefix).partition("-")
        if name.startswith(prefix) and number.isdecimal() and len(number) < 5 and own:
            rows.setdefault(int(number), {})[own] = data.getlist(name)
    return [rows[number] for number in sorted(rows)]
