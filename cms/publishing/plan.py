"""What a release would do: the log with it, what it would break, and what its checks find."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.levels import Level
from cms.publishing.already_read import already_read
from cms.publishing.bodies import Item
from cms.publishing.changed import Left, unlike
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, findings_for
from cms.publishing.freeze import item_for, open_if_whole
from cms.publishing.history import stored_history
from cms.publishing.keys import ObjectKey
from cms.publishing.log import Action, History, LogEntry
from cms.publishing.models import Change, Release, ReleaseItem
from cms.publishing.parts import newly_missing


@dataclass(frozen=True)
class ReleasePlan:
    """A release as it would enter the log that ends at `seen`."""

    seen: int
    body: dict[str, Any]
    findings: tuple[Finding, ...]
    already_read: Mapping[str, frozenset[str]]
    """For each object, the languages that were read when these words of theirs went live."""

    def at_level(self, level: Level) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is level]

    def refuse_if_blocked(self) -> None:
        """Raises Refused, naming each finding that blocks."""
        blocking = self.at_level(Level.BLOCKS)
        if blocking:
            raise Refused(" ".join(dict.fromkeys(f"{f.key}: {f.message}" for f in blocking)))


def release_plan(release: Release) -> ReleasePlan:
    """Everything that approval has to know about a frozen release."""
    items = list(release.items.select_related("edition"))
    return plan_of(release.title, items, stored_history())


def plan_of(title: str, items: list[ReleaseItem], history: History) -> ReleasePlan:
    """The same for items that are frozen, and perhaps not stored yet."""
    opened = {item.key: open_if_whole(item.edition) for item in items}
    documents = {key: document for key, document in opened.items() if document}
    now = timezone.now()
    bodies = [
        body
        for item in sorted(items, key=_opens)
        for body in (
            _item(item, documents.get(item.key)).as_body(),
            *_kept(item, history, now),
        )
    ]
    body = {"title": title, "items": bodies}
    with_it = history.after(LogEntry(history.head + 1, Action.RELEASE, now, body))
    touched = frozenset(documents) | {item.key for item in items}
    found = [
        *_moved(items, history, now),
        *_over(items, now),
        *_unreadable(items, opened),
        *_undecided(items, history, now),
        *_broken_parts(history, with_it, touched, now),
        *_blocked(items, history),
        *_unattributed(items),
        *findings_for(CheckContext(documents, with_it, history, touched)),
    ]
    known = already_read(items, documents, history, now)
    return ReleasePlan(history.head, body, tuple(found), known)


def _opens(item: ReleaseItem) -> tuple[bool, datetime | None]:
    """Where a release holds several windows of an object, the one that opens later is on top."""
    return (item.starts_at is not None, item.starts_at)


def _item(item: ReleaseItem, document: Document | None) -> Item:
    return item_for(
        item.key,
        item.edition_id,
        document,
        starts=item.starts_at,
        ends=item.ends_at,
        through=item.through_change,
    )


def scheduled_later(item: ReleaseItem, history: History, now: datetime) -> list[Item]:
    """What earlier entries have scheduled inside the item's window, and nothing outranks yet."""
    opens = max(item.starts_at or now, now)
    boundaries = history.instants([item.key])
    return [
        later
        for later in history.items.get(item.key, ())
        if later.starts
        and later.starts > opens
        and not (item.ends_at and later.starts >= item.ends_at)
        and any(history.chosen(item.key, i) is later for i in boundaries if later.contains(i))
    ]


def _kept(item: ReleaseItem, history: History, now: datetime) -> Iterator[dict[str, Any]]:
    """What was scheduled later, set on top of the item once more, as its author asked."""
    if item.scheduled != ReleaseItem.Scheduled.KEEP:
        return
    for later in scheduled_later(item, history, now):
        yield later.as_body() | {"kept": True}


def _moved(items: list[ReleaseItem], history: History, now: datetime) -> Iterator[Finding]:
    """Objects of which something else is live than when they were frozen and their authors noted.

    Something was published or undone, and would be reverted; or a window has opened or closed.
    """
    for item in items:
        chosen = history.chosen(item.key, now)
        if history.moved_at(item.key) > item.seen:
            what = _("Entry %(entry)d has changed what is live since this was submitted.") % {
                "entry": history.moved_at(item.key)
            }
        elif ((chosen and chosen.edition) or "") != item.base:
            what = _("A window has opened or closed since this was submitted.")
        else:
            continue
        way_out = (
            _("Take it out of the release and add it anew.")
            if item.is_fixed
            else _("Take the release back and submit it again.")
        )
        yield Finding(code="moved", level=Level.BLOCKS, key=item.key, message=f"{what} {way_out}")


def _over(items: list[ReleaseItem], now: datetime) -> Iterator[Finding]:
    for item in items:
        if item.ends_at and item.ends_at <= now:
            yield Finding(
                code="window_over",
                level=Level.BLOCKS,
                key=item.key,
                message=_("Its window is over, so nothing would be shown. Give it another."),
            )


def _unreadable(
    items: list[ReleaseItem], opened: Mapping[str, Document | None]
) -> Iterator[Finding]:
    for item in items:
        if item.edition and opened[item.key] is None:
            yield Finding(
                code="unreadable",
                level=Level.BLOCKS,
                key=item.key,
                message=_("What was submitted was erased or is damaged. Submit it again."),
            )


def _blocked(items: list[ReleaseItem], history: History) -> Iterator[Finding]:
    """A block refuses no release; but nobody should wonder why nothing shows."""
    for item in items:
        for target in sorted(history.blocked):
            if ObjectKey(target).object in (item.key, item.edition_id):
                yield Finding(
                    code="blocked",
                    level=Level.NOTE,
                    key=item.key,
                    field=target,
                    message=_("%(target)s is blocked and is not shown until the block is lifted.")
                    % {"target": target},
                )


def _undecided(items: list[ReleaseItem], history: History, now: datetime) -> Iterator[Finding]:
    for item in items:
        if item.scheduled == ReleaseItem.Scheduled.ASK:
            for later in scheduled_later(item, history, now)[:1]:
                yield Finding(
                    code="scheduled_later",
                    level=Level.BLOCKS,
                    key=item.key,
                    message=_(
                        "Entry %(entry)d has scheduled another edition of %(key)s for %(when)s. "
                        "Say whether to keep or to drop it."
                    )
                    % {"entry": later.entry, "key": item.key, "when": later.starts},
                )


def _broken_parts(
    before: History, after: History, touched: frozenset[str], now: datetime
) -> Iterator[Finding]:
    for lack in newly_missing(before, after, touched, now):
        yield Finding(
            code="part_missing",
            level=Level.BLOCKS,
            key=lack.referrer,
            message=_(
                "%(referrer)s needs %(part)s, which is not live from %(when)s. "
                "Add %(part)s to the release or widen its window."
            )
            % lack.words(),
        )


def _unattributed(items: list[ReleaseItem]) -> Iterator[Finding]:
    """What was frozen and is not what the last recorded change left."""
    frozen = {i.key: i for i in items if i.edition_id and not i.is_fixed}
    changes = Change.objects.filter(id__in=[item.through_change for item in frozen.values()])
    left = {c.key: Left(c.pk, c.digest) for c in changes.defer("payload")}
    outside = unlike({key: str(item.edition_id) for key, item in frozen.items()}, left)
    for key in sorted(outside.union(frozen.keys() - left.keys())):
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
