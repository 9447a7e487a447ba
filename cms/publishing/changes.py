"""The append-only record of who changed which working copy: it tells who the authors are."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from cms.publishing.changed import is_as_left
from cms.publishing.documents import Document
from cms.publishing.freeze import document_of, packed
from cms.publishing.models import Change


def record_change(key: str, *, by: User, fields: Iterable[str] = ()) -> Change | None:
    """Notes that a person changed the object; None where it says what it said before."""
    document, last = document_of(key), last_change(key)
    if last and is_as_left(key, document, last):
        return None
    return _record(key, document, [by], fields)


def record_copy(key: str, *, of: str, through: int, by: User) -> None:
    """Notes that a person made the object as a copy of another one.

    Whoever changed that one after the change numbered `through` wrote what nobody has reviewed
    yet. It is in the copy now, so they are its authors, too.
    """
    authors = [author for author in authors_since(of, through) if author != by]
    _record(key, document_of(key), [*authors, by], ["key"])


def _record(key: str, document: Document, people: list[User], fields: Iterable[str]) -> Change:
    """Only the latest change keeps the document: what was overwritten is nobody's any more."""
    digest, schema, payload = packed(key, document)
    Change.objects.filter(key=key).update(payload=None)
    noted = [
        Change.objects.create(key=key, by=by, digest=digest, fields=sorted(fields)) for by in people
    ]
    noted[-1].schema, noted[-1].payload = schema, payload
    noted[-1].save(update_fields=["schema", "payload"])
    return noted[-1]


def last_change(key: str) -> Change | None:
    return Change.objects.filter(key=key).select_related("by").order_by("-id").first()


def authors_since(key: str, through: int) -> list[User]:
    """Everybody who changed the object after the change numbered `through`, 0 for the first."""
    ids = Change.objects.filter(key=key, id__gt=through).values_list("by", flat=True)
    return list(get_user_model()._default_manager.filter(pk__in=set(ids)))
