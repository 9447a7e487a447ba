"""What has to happen when a working copy was changed, whoever stored it and by whatever way."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from cms.publishing.changes import record_change
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import kind_of
from cms.translations.marks import mark
from cms.translations.texts import Passage


def note_change(
    key: str,
    *,
    by: User | None,
    fields: Iterable[str] = (),
    right: Iterable[Passage] = (),
    note: str = "",
) -> bool:
    """Counts the revision, marks the translations said to be right, and records the author.

    Returns whether a change was recorded: where nothing of the document changed, none is.

    Where nobody is known to have made the change, only its revision tells of it.
    """
    copies = kind_of(key).model._default_manager.filter(key=ObjectKey(key).name)
    copies.update(revision=F("revision") + 1, changed_at=timezone.now())
    if by is None:
        return False
    mark(key, right, by=by)
    return record_change(key, by=by, fields=fields, note=note) is not None
