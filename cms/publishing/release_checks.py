"""What is checked of a release's items, whatever their kind: frozen ones and drafts alike."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from cms.levels import Level
from cms.publishing.changed import is_as_left
from cms.publishing.displaced import edition_displaced
from cms.publishing.findings import Finding
from cms.publishing.freeze import erased_message
from cms.publishing.log import History
from cms.publishing.models import Change, Edition, ReleaseItem
from cms.publishing.parts import newly_missing
from cms.publishing.planned import PlannedItem
from cms.publishing.projected import scheduled_later

Planned = Collection[PlannedItem]


def item_findings(
    planned: Planned, before: History, after: History, now: datetime
) -> Iterator[Finding]:
    """`after` is the log with the items, `before` the log without."""
    yield from _moved(planned, before, now)
    yield from _over(planned, now)
    yield from _unreadable(planned)
    yield from _erased(planned)
    yield from _undecided(planned, before, now)
    yield from _broken_parts(planned, before, after, now)
    yield from _blocked(planned, before)
    yield from _unattributed(planned)


def _blocking(code: str, key: str, message: str) -> Finding:
    return Finding(code=code, level=Level.BLOCKS, key=key, message=message)


def _moved(planned: Planned, history: History, now: datetime) -> Iterator[Finding]:
    """Objects of which something else is live than when they were frozen and their authors noted.

    Something was published or undone, and would be reverted; or a window has opened or closed.
    """
    for item in (one.item for one in planned if one.is_frozen):
        if history.moved_at(item.key) > item.seen:
            what = _("Entry %(entry)d has changed what is live since this was submitted.") % {
                "entry": history.moved_at(item.key)
            }
        elif edition_displaced(item, history, now) != item.base:
            what = _("A window has opened or closed since this was submitted.")
        else:
            continue
        way_out = (
            _("Take it out of the release and add it anew.")
            if item.is_fixed
            else _("Take the release back and submit it again.")
        )
        yield _blocking("moved", item.key, f"{what} {way_out}")


def _over(planned: Planned, now: datetime) -> Iterator[Finding]:
    over = _("Its window is over, so nothing would be shown. Give it another.")
    for one in planned:
        if one.item.ends_at and one.item.ends_at <= now:
            yield _blocking("window_over", one.key, over)


def _unreadable(planned: Planned) -> Iterator[Finding]:
    for one in planned:
        if one.problem:
            yield _blocking("unreadable", one.key, one.problem)


def _erased(planned: Planned) -> Iterator[Finding]:
    """Working copies that say what was erased: submission refuses to store it again."""
    digests = {one.edition: one.key for one in planned if one.document and not one.is_frozen}
    for edition in Edition.objects.filter(pk__in=digests, payload=None).defer("payload"):
        yield _blocking("erased", edition.key, erased_message(edition.key))


def _undecided(planned: Planned, history: History, now: datetime) -> Iterator[Finding]:
    for item in (one.item for one in planned):
        if item.scheduled == ReleaseItem.Scheduled.ASK:
            for later in scheduled_later(item, history, now)[:1]:
                message = _(
                    "Entry %(entry)d has scheduled another edition of %(key)s for %(when)s. "
                    "Say whether to keep or to drop it."
                ) % {"entry": later.entry, "key": item.key, "when": later.starts}
                yield _blocking("scheduled_later", item.key, message)


def _broken_parts(
    planned: Planned, before: History, after: History, now: datetime
) -> Iterator[Finding]:
    for lack in newly_missing(before, after, frozenset(one.key for one in planned), now):
        message = _(
            "%(referrer)s needs %(part)s, which is not live from %(when)s. "
            "Add %(part)s to the release or widen its window."
        )
        yield _blocking("part_missing", lack.referrer, message % lack.words())


def _blocked(planned: Planned, history: History) -> Iterator[Finding]:
    """A block refuses no release; but nobody should wonder why something does not show."""
    for one in planned:
        whole = {one.key, one.edition} & history.blocked
        hidden = one.document.hidden_by(history.blocked) if one.document else []
        for target in (*sorted(filter(None, whole)), *hidden):
            yield Finding(
                code="blocked",
                level=Level.NOTE,
                key=one.key,
                field=target,
                message=_("%(target)s is blocked and is not shown until the block is lifted.")
                % {"target": target},
            )


def _unattributed(planned: Planned) -> Iterator[Finding]:
    """What is not as the last recorded change left it."""
    copies = {one.key: one for one in planned if one.document and not one.item.is_fixed}
    left = _last_changes(copies.values())
    for key, one in copies.items():
        if one.document and not (key in left and is_as_left(key, one.document, left[key])):
            yield Finding(
                code="unattributed",
                level=Level.NOTE,
                key=key,
                message=_(
                    "Part of %(key)s was changed outside the admin; nobody is recorded for it, so "
                    "it counts as the submitter's."
                )
                % {"key": key},
            )


def _last_changes(planned: Planned) -> dict[str, Change]:
    """The last change in what was frozen, and of a working copy the last there is."""
    frozen = Change.objects.filter(id__in=[p.item.through_change for p in planned if p.is_frozen])
    latest = Change.objects.latest_of([p.key for p in planned if not p.is_frozen])
    return {change.key: change for change in frozen | latest}
