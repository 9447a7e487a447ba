"""Looking at what is typed: a form is saved as ever, made a document, and taken back at once.

The document is kept beside all content, for the person who typed it, until they look again or the
working day is over.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.desk.preview.models import TypedPreview
from cms.publishing.documents import Document
from cms.publishing.freeze import open_edition, packed
from cms.publishing.models import Edition

BUTTON = "_preview"
KEPT = timedelta(hours=12)
PREFIX = "typed-"


class Typed(Exception):
    """Ends a save that was made for a look only, and carries what it would have stored."""

    def __init__(self, key: str, document: Document) -> None:
        super().__init__(key)
        self.key, self.document = key, document


def keep_typed(typed: Typed, *, by: Any) -> str:
    """Keeps it for its person, in place of what they looked at before; returns the scope."""
    now = timezone.now()
    TypedPreview.objects.filter(at__lt=now - KEPT).delete()
    stored = packed(typed.key, typed.document)._asdict() | {"at": now}
    kept, _is_new = TypedPreview.objects.update_or_create(key=typed.key, by=by, defaults=stored)
    return f"{PREFIX}{kept.pk}"


def typed_of(user: Any, scope: str) -> TypedPreview | None:
    """What the person typed; None for other scopes. Raises DoesNotExist where it is not theirs."""
    number = scope.removeprefix(PREFIX)
    if number == scope or not number.isdecimal():
        return None
    return TypedPreview.objects.get(pk=int(number), by=user, at__gte=timezone.now() - KEPT)


def document_typed(typed: TypedPreview) -> Document:
    stored = {name: getattr(typed, name) for name in ("key", "digest", "schema", "payload")}
    return open_edition(Edition(**stored))
