"""Who may write what in a form: editors everything, translators their languages' columns."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from cms.desk.permissions import permission_for
from cms.translations.columns import column, languages, translated_fields
from cms.translations.models import assigned_languages


def languages_of(request: HttpRequest) -> frozenset[str]:
    """The languages assigned to the person who asks; read once for each request."""
    known: frozenset[str] | None = getattr(request, "assigned_languages", None)
    if known is None:
        known = assigned_languages(request.user)
        request.assigned_languages = known  # type: ignore[attr-defined]
    return known


def may_write(request: HttpRequest, model: Any) -> bool:
    """Whether the person may change everything of this model."""
    return request.user.has_perm(permission_for("change", model))


def may_translate(request: HttpRequest, model: Any) -> bool:
    """Whether the person may write translations of this model, and nothing else of it."""
    return (
        not may_write(request, model)
        and request.user.has_perm("translations.translate")
        and any(translated_fields(model))
        and bool(languages_of(request))
    )


def may_mark(request: HttpRequest, model: Any) -> frozenset[str]:
    """The languages in which the person may say that a translation is right."""
    if may_translate(request, model):
        return languages_of(request)
    return frozenset(languages()) if may_write(request, model) else frozenset()


def fixed_for_translators(
    request: HttpRequest, model: Any, fields: Iterable[str]
) -> tuple[str, ...]:
    """The fields that a translator sees and can't change, whatever the request says."""
    open_columns = {
        column(field, language)
        for field in translated_fields(model)
        for language in languages_of(request)
    }
    return tuple(field for field in fields if field not in open_columns)
