"""The log and the site as they would be after a release: nothing is stored or published."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from cms.publishing import catalog
from cms.publishing.bodies import Item
from cms.publishing.documents import Document
from cms.publishing.freeze import edition_digest, item_for, open_if_whole
from cms.publishing.history import stored_log
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import all_kinds, kind_with
from cms.publishing.log import Action, History, LogEntry, read
from cms.publishing.models import Edition, Entry, ReleaseItem
from cms.publishing.planned import PlannedItem, documents_in
from cms.publishing.snapshot import LiveContent, Loaded, without


def history_with(planned: Iterable[PlannedItem], history: History, now: datetime) -> History:
    """The log with one more release."""
    bodies = bodies_of(planned, history, now)
    return history.after(LogEntry(history.head + 1, Action.RELEASE, now, {"items": bodies}))


def bodies_of(
    planned: Iterable[PlannedItem], history: History, now: datetime
) -> list[dict[str, Any]]:
    """The items as a release's entry has them; of several windows, the later one is on top."""
    return [
        body
        for one in sorted(planned, key=lambda one: _opens(one.item))
        for body in (_body(one), *_kept(one.item, history, now))
    ]


def site_with(
    planned: Collection[PlannedItem], now: datetime, *, opened: datetime | None = None
) -> LiveContent:
    """The public site at an instant with the items in it. What is blocked stays out.

    With `opened`, what else opens only after that instant stays out too, as under an embargo.
    """
    known = catalog.catalog().snapshot.history
    if opened:
        known = known.opened(opened, but={one.key for one in planned})
    return site_by(history_with(planned, known, now), now, documents=documents_in(planned))


def past_site(entry: Entry) -> LiveContent:
    """The public site as it was right after an entry of the log."""
    return site_by(read(stored_log(until=entry.number)), entry.at)


def site_by(
    history: History,
    now: datetime,
    *,
    documents: Mapping[str, Document] | None = None,
    of: Collection[type[Document]] = (),
) -> LiveContent:
    """The site by a log that may not be written yet, with documents that may not be stored.

    `of` are the kinds that are wanted, by their classes; all where it is empty. An edition that
    can't be read is left out with what needs it, as visitors would find it: checks compare what
    they would see, and a damaged edition must not stop the release that mends it. What this worker
    holds in memory is not read again.
    """
    view = history.view(now)
    kinds = {kind.name for kind in (map(kind_with, of) if of else all_kinds())}
    wanted = {i.edition or "" for k, i in view.items.items() if ObjectKey(k).kind in kinds}
    editions = {
        digest: Loaded(digest, key, document)
        for key, document in (documents or {}).items()
        if ObjectKey(key).kind in kinds
        for digest in [edition_digest(key, document)]
    }
    known = catalog.catalog().snapshot.editions
    editions |= {digest: known[digest] for digest in wanted & known.keys()}
    editions |= loaded(wanted - editions.keys())
    return LiveContent(without(wanted - editions.keys(), view, history, now), editions)


def loaded(digests: Set[str]) -> dict[str, Loaded]:
    """Those of the editions that can be read, from the database."""
    stored = Edition.objects.filter(pk__in=digests) if digests else ()
    read = ((edition, open_if_whole(edition)) for edition in stored)
    return {e.digest: Loaded(e.digest, e.key, document) for e, document in read if document}


def item_of(one: PlannedItem) -> Item:
    """The item as the log would have it."""
    item = item_for(
        one.key,
        one.edition,
        one.document,
        starts=one.item.starts_at,
        ends=one.item.ends_at,
        through=one.item.through_change,
    )
    return replace(item, unread=one.unread, unchanged_since=one.unchanged_since)


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


def _opens(item: ReleaseItem) -> tuple[bool, datetime | None]:
    return (item.starts_at is not None, item.starts_at)


def _body(one: PlannedItem) -> dict[str, Any]:
    return item_of(one).as_body()


def _kept(item: ReleaseItem, history: History, now: datetime) -> Iterator[dict[str, Any]]:
    """What was scheduled later, set on top of the item once more, as its author asked."""
    if item.scheduled == ReleaseItem.Scheduled.KEEP:
        for later in scheduled_later(item, history, now):
            yield later.as_body() | {"kept": True}
