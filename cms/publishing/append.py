"""The one place that writes to the log: compare-and-set on its head, in a short transaction."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Moved, NotAllowed, Overtaken, Refused
from cms.publishing.canonical import canonical
from cms.publishing.chain import as_log_entry, breaks, entry_hash, readable, rows_of
from cms.publishing.log import Action, LogEntry
from cms.publishing.models import Entry, LogHead, Release


def require(user: User, permission: str, message: str) -> None:
    """Raises NotAllowed unless the person is active staff and has the permission."""
    if not (user.is_active and user.is_staff and user.has_perm(permission)):
        raise NotAllowed(message)


MOST_ATTEMPTS = 5
LONGEST_REASON = 2_000
"""Characters. It is shown wherever the entry is, for good."""


def require_reason(reason: str, message: str) -> None:
    """Raises Refused where no word stands, or too many: a reason stays in the log."""
    if not reason.strip():
        raise Refused(message)
    if len(reason) > LONGEST_REASON:
        raise Refused(
            _("Say it in at most %(most)d characters; these are %(number)d.")
            % {"most": LONGEST_REASON, "number": len(reason)}
        )


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
    checked: int | None = None,
    release: Release | None = None,
    at: datetime | None = None,
) -> Entry:
    """Adds an entry to the log.

    `seen` is the head that the caller looked at: where an entry after it touches one of the same
    objects, Moved is raised. `checked` is the head that checks of the whole site were made
    against: where any entry is after it, Overtaken is raised. Nothing is written then.
    """
    canonical(body)
    head = _end_of_log(_locked_head(), action)
    if checked is not None and head.number != checked:
        raise Overtaken(_("Something else was published meanwhile. Look again, then repeat."))
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


def until_current(attempt: Callable[[], Entry]) -> Entry:
    """Makes the attempt, with its checks, again as long as somebody else publishes meanwhile.

    So what takes long runs while nothing is locked, and still sees the log that it is added to.
    """
    for _again in range(MOST_ATTEMPTS - 1):
        with suppress(Overtaken):
            return attempt()
    return attempt()


def refuse_damaged_log() -> None:
    """Raises Refused where the stored log does not hold: nobody adds to what may be forged."""
    rows = rows_of(Entry.objects.select_related("release"))
    for trouble in breaks(rows, LogHead.objects.first() or LogHead()):
        raise _damaged(trouble)


def _damaged(trouble: str) -> Refused:
    message = _("The log does not hold, so it takes nothing but blocks until it does: %(trouble)s")
    return Refused(message % {"trouble": trouble})


def _end_of_log(head: LogHead, action: Action) -> LogHead:
    """What the next entry follows: the last one, also where the head alone was set back.

    Only a block goes there. It waits for nobody, and the head is right again with it.
    """
    end = Entry.objects.order_by("-number").values_list("number", "hash").first()
    if end is None or end[0] <= head.number:
        return head
    if action is not Action.BLOCK:
        said = _("Its head names entry %(head)d, and its last one is entry %(end)d.")
        raise _damaged(said % {"head": head.number, "end": end[0]})
    return LogHead(number=end[0], hash=end[1])


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
