"""The one place that writes to the log: compare-and-set on its head, in a short transaction."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Moved, NotAllowed, Refused
from cms.publishing.canonical import canonical
from cms.publishing.chain import as_log_entry, entry_hash, readable, rows_of
from cms.publishing.log import Action, LogEntry
from cms.publishing.models import Entry, LogHead, Release


def require(user: User, permission: str, message: str) -> None:
    """Raises NotAllowed unless the person is active staff and has the permission."""
    if not (user.is_active and user.is_staff and user.has_perm(permission)):
        raise NotAllowed(message)


def require_reason(reason: str, message: str) -> None:
    """Raises Refused where no word stands: a reason stays in the log."""
    if not reason.strip():
        raise Refused(message)


def head_number() -> int:
    """The number of the latest entry; 0 while the log is empty."""
    return LogHead.objects.values_list("number", flat=True).first() or 0


@transaction.atomic
def append(
    action: Action,
    body: dict[str, Any],
    *,
    by: User,
    seen: int | None = None,
    release: Release | None = None,
    at: datetime | None = None,
) -> Entry:
    """Adds an entry to the log.

    `seen` is the head that the caller's checks were made against: where an entry after it
    touches one of the same objects, Moved is raised and nothing is written.
    """
    canonical(body)
    head = _locked_head()
    entry = Entry(
        number=head.number + 1,
        action=action,
        at=at or timezone.now(),
        by=by,
        by_name=by.get_username(),
        release=release,
        body=body,
        previous=head.hash,
    )
    said = as_log_entry(entry)
    if seen is not None:
        _refuse_if_moved(said, seen)
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    LogHead.objects.update(number=entry.number, hash=entry.hash)
    return entry


def _locked_head() -> LogHead:
    head = LogHead.objects.select_for_update().first()
    if head is None:
        LogHead.objects.bulk_create([LogHead()], ignore_conflicts=True)
        head = LogHead.objects.select_for_update().get()
    return head


def _refuse_if_moved(entry: LogEntry, seen: int) -> None:
    """Also where only a part moved: what needs it was found whole before it did."""
    for later in readable(rows_of(Entry.objects.filter(number__gt=seen))):
        moved = (entry.keys() | entry.parts()) & later.keys() | entry.keys() & later.parts()
        if moved:
            raise Moved(
                _("%(key)s was changed by entry %(number)d meanwhile. Look again, then repeat.")
                % {"key": min(moved), "number": later.number}
            )
