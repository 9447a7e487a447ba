"""Undo: a release is skipped when the log is read, so what was there before is back."""

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.levels import Level
from cms.publishing.append import append, refuse_damaged_log, require, require_reason, until_current
from cms.publishing.chain import as_log_entry
from cms.publishing.findings import CheckContext, findings_for
from cms.publishing.history import stored_history
from cms.publishing.log import Action, History, LogEntry
from cms.publishing.models import Entry
from cms.publishing.parts import newly_missing

UNDOABLE = (Action.RELEASE, Action.URGENT)


def undo(entry: Entry, *, by: User, reason: str) -> Entry:
    """Takes a release back. Base editions and schedules return byte for byte."""
    require(by, "publishing.undo_release", _("You may not undo releases."))
    require_reason(reason, _("Write a reason: it stays in the log."))
    refuse_damaged_log()
    return until_current(lambda: _undo(entry, by, reason))


def _undo(entry: Entry, by: User, reason: str) -> Entry:
    history = stored_history()
    if why_not := cannot_undo(entry, history):
        raise Refused(why_not)
    keys = as_log_entry(entry).keys()
    parts = {part for key in keys for item in history.items[key] for part in item.parts}
    return append(
        Action.UNDO,
        {
            "entry": entry.number,
            "reason": reason,
            "keys": sorted(keys),
            # Of all that may be back: where one of them moves meanwhile, neither may go on.
            "parts": sorted(parts),
        },
        by=by,
        checked=history.head,
    )


def cannot_undo(entry: Entry, history: History) -> str:
    """Why the entry can't be undone and what to do instead; '' where it can."""
    if entry.action not in UNDOABLE:
        return _("Only a release can be undone. Lift a block, or record a new check, instead.")
    if entry.number in history.undone:
        return _("Entry %(number)d is undone already.") % {"number": entry.number}
    keys = as_log_entry(entry).keys()
    after = without(entry, history)
    return (
        _published_since(entry, keys, history)
        or _would_fall(keys, history, after)
        or _would_be_missed(CheckContext({}, after, history, keys))
    )


def without(entry: Entry, history: History) -> History:
    """The log as it would be with the entry undone."""
    body = {"entry": entry.number}
    return history.after(LogEntry(history.head + 1, Action.UNDO, timezone.now(), body))


def _published_since(entry: Entry, keys: frozenset[str], history: History) -> str:
    for key in sorted(keys):
        later = [i.entry for i in history.items[key] if i.entry > entry.number]
        if still := [number for number in later if number not in history.undone]:
            return _(
                "Entry %(later)d has published %(key)s since. Undo that one first, or publish an "
                "earlier edition of %(key)s in a new release."
            ) % {"later": still[-1], "key": key}
    return ""


def _would_be_missed(context: CheckContext) -> str:
    """What the checks of a whole release say against it."""
    blocking = (f.message for f in findings_for(context) if f.level is Level.BLOCKS)
    return next(blocking, "")


def _would_fall(keys: frozenset[str], before: History, after: History) -> str:
    """Names what nobody would see any more although nobody took it down."""
    now = timezone.now()
    for lack in newly_missing(before, after, keys, now):
        return (
            _(
                "%(referrer)s needs %(part)s, which would not be live from %(when)s. Undo first "
                "what published %(referrer)s, or publish a new release in which both fit."
            )
            % lack.words()
        )
    for key in sorted(keys):
        instants = [now, *(i for i in after.instants([key]) if i > now)]
        back = [item.edition for i in instants if (item := after.chosen(key, i))]
        if after.erased.intersection(back):
            return _(
                "The edition of %(key)s that would be back was erased, so nothing would be shown. "
                "Publish %(key)s anew, or take it down, in a new release."
            ) % {"key": key}
    return ""
