"""Undo: a release is skipped when the log is read, so what was there before is back."""

from typing import Any

from django.utils.translation import gettext as _

from cms.publishing.append import append, as_log_entry, require, require_reason
from cms.publishing.errors import Refused
from cms.publishing.history import stored_history
from cms.publishing.log import Action, History
from cms.publishing.models import Entry

UNDOABLE = (Action.RELEASE, Action.URGENT)


def undo(entry: Entry, *, by: Any, reason: str) -> Entry:
    """Takes a release back. Base editions and schedules return byte for byte."""
    require(by, "publishing.undo_release", _("You may not undo releases."))
    require_reason(reason, _("Write a reason: it stays in the log."))
    history = stored_history()
    if why_not := cannot_undo(entry, history):
        raise Refused(why_not)
    body = {"entry": entry.number, "reason": reason, "keys": sorted(as_log_entry(entry).keys())}
    return append(Action.UNDO, body, by=by, seen=history.head)


def cannot_undo(entry: Entry, history: History) -> str:
    """Why the entry can't be undone and what to do instead; '' where it can."""
    if entry.action not in UNDOABLE:
        return _("Only a release can be undone. Lift a block, or record a new check, instead.")
    if entry.number in history.undone:
        return _("Entry %(number)d is undone already.") % {"number": entry.number}
    for key in sorted(as_log_entry(entry).keys()):
        later = [i.entry for i in history.items[key] if i.entry > entry.number]
        if still := [number for number in later if number not in history.undone]:
            return _(
                "Entry %(later)d has published %(key)s since. Undo that one first, or publish an "
                "earlier edition of %(key)s in a new release."
            ) % {"later": still[-1], "key": key}
    return ""
