"""The append-only record of who changed which working copy: it tells who the authors are."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model

from cms.publishing.freeze import document_of, edition_digest
from cms.publishing.models import Change


def record_change(key: str, *, by: Any, fields: Iterable[str] = ()) -> Change | None:
    """Notes that a person changed the object; None where it froze to the same content."""
    digest = edition_digest(key, document_of(key))
    last = Change.objects.filter(key=key).order_by("-id").first()
    if last and last.digest == digest:
        return None
    return Change.objects.create(key=key, by=by, digest=digest, fields=sorted(fields))


def last_change(key: str) -> Change | None:
    return Change.objects.filter(key=key).select_related("by").order_by("-id").first()


def authors_since(key: str, through: int) -> list[Any]:
    """Everybody who changed the object after the change numbered `through`, 0 for the first."""
    ids = Change.objects.filter(key=key, id__gt=through).values_list("by", flat=True)
    return list(get_user_model()._default_manager.filter(pk__in=set(ids)))
