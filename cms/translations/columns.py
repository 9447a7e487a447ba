"""The translated columns of a model: read raw, never through the active language.

modeltranslation keeps one column per language beside each translated field. The attribute of the
plain name depends on the language the admin runs in; these functions do not.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Model
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

from cms.publishing.documents import Text


def languages() -> list[str]:
    """The codes of all enabled languages, the source language first."""
    return [code for code, _name in settings.LANGUAGES]


def column(field: str, language: str) -> str:
    """The column of a translated field: ('title', 'id') -> 'title_ind'."""
    return str(build_localized_fieldname(field, language))


def columns(field: str) -> list[str]:
    """The columns of a translated field in all languages."""
    return [column(field, language) for language in languages()]


def text_of(instance: Model, field: str) -> Text:
    """All languages of a translated field as a document's text; empty ones are left out."""
    pairs = ((code, getattr(instance, column(field, code))) for code in languages())
    return Text({code: value for code, value in pairs if value})


def translated_fields(model: type[Model]) -> Iterator[str]:
    """The names of the model's translated fields, in their order."""
    try:
        options: Any = translator.get_options_for_model(model)
    except NotRegistered:
        return
    yield from (f.name for f in model._meta.fields if f.name in options.all_fields)
