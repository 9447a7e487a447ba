"""What fields and parts are called, and what is stored in them, for people to read."""

from typing import Any

from django.forms.models import ModelChoiceField
from django.utils.translation import gettext as _

from cms.desk.generic import AnyModelForm
from cms.desk.merging.sent import Values, first_of, own_fields
from cms.desk.rich_text_as_plain import readable
from cms.translations.names import language_name


def field_label(form: AnyModelForm, name: str, of: str = "") -> str:
    """What a person calls the field: with its language, and the part that it is of."""
    column = _column(form, name)
    original = getattr(column, "translated_field", None)
    label = str(original.verbose_name if original else form.fields[name].label or name)
    said = label[:1].upper() + label[1:]
    if original:
        said = f"{said} ({language_name(column.language)})"
    return f"{of}: {said}" if of else said


def _column(form: AnyModelForm, name: str) -> Any:
    return next((f for f in form._meta.model._meta.fields if f.name == name), None)


def original_of(form: AnyModelForm, name: str) -> str:
    """The field of which a column is one language."""
    original = getattr(_column(form, name), "translated_field", None)
    return original.name if original else name


def part_label(form: AnyModelForm, row: Values | None = None) -> str:
    """What a person calls a row: by itself, or by what was typed into it."""
    kind = str(form._meta.model._meta.verbose_name)
    typed = (first_of(row or {}, name) for name in own_fields(form))
    words = (text for text in typed if any(map(str.isalpha, text)))
    name = str(form.instance) if row is None else next(words, "")
    return f"{kind[:1].upper()}{kind[1:]} “{readable(name)[:40]}”"


def words_of(form: AnyModelForm) -> str:
    said = ((field_label(form, name), stored_words(form, name)) for name in own_fields(form))
    return "\n".join(f"{label}: {words}" for label, words in said if words != "—")


def stored_words(form: AnyModelForm, name: str) -> str:
    """What is stored in a field of a form that nobody has filled in."""
    kept_in = getattr(form, "kept_in", {}).get(name)
    if kept_in:
        return _("another file")
    field, value = form.fields[name], form.initial.get(name)
    if value in (None, "", []):
        return "—"
    if isinstance(field, ModelChoiceField) and not isinstance(value, list):
        value = field.queryset.filter(pk=value).first() if field.queryset else value
    elif choices := getattr(field, "choices", None):
        value = dict(choices).get(value, value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return readable(str(value))
