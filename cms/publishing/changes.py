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


def record_copy(key: str, *, of: str, through: int, by: Any) -> None:
    """Notes that a person made the object as a copy of another one.

    Whoever changed that one after the change numbered `through` wrote what nobody has reviewed
    yet. It is in the copy now, so they are its authors, too.
    """
    authors = [author for author in authors_since(of, through) if author != by]
    digest = edition_digest(key, document_of(key))
    Change.objects.bulk_create(
        Change(key=key, by=author, digest=digest, fields=["key"]) for author in [*authors, by]
    )


def last_change(key: str) -> Change | None:
    return Change.objects.filter(key=key).select_related("by").order_by("-id").first()


def authors_since(key: str, through: int) -> list[Any]:
    """Everybody who changed the object after the change numbered `through`, 0 for the first."""
    ids = Change.objects.filter(key=key, id__gt=through).values_list("by", flat=True)
    return list(get_user_model()._default_manager.filter(pk__in=set(ids)))
