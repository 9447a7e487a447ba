"""The columns that a change names, as their form calls them."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from cms.desk.differences.leaves import field_word
from cms.publishing.kinds import kind_of
from cms.translations.names import language_name

MOST_NAMED = 6


def columns_in_words(key: str, names: Iterable[str]) -> str:
    """`title_vi`, `guidesection.body_en` -> title (Vietnamese), text of a section (English)."""
    model = kind_of(key).model
    words = list(dict.fromkeys(_in_words(model, name) for name in names))
    more = len(words) - MOST_NAMED
    rest = [_("and %(count)d more") % {"count": more}] if more > 0 else []
    return ", ".join([*words[:MOST_NAMED], *rest])


def _in_words(model: Any, name: str) -> str:
    part, _dot, column = name.rpartition(".")
    try:
        owner: Any = apps.get_model(model._meta.app_label, part) if part else model
        field = owner._meta.get_field(column)
    except (FieldDoesNotExist, LookupError):
        return column.replace("_", " ")
    word = field_word(getattr(field, "translated_field", field), column)
    if part:
        word = _("%(field)s of %(part)s") % {"field": word, "part": owner._meta.verbose_name}
    language = getattr(field, "language", "")
    return f"{word} ({language_name(language)})" if language else word
