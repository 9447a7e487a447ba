"""The log and the site as they would be with other documents: nothing is stored or published."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from cms.publishing import catalog
from cms.publishing.documents import Document
from cms.publishing.freeze import edition_digest, open_if_whole
from cms.publishing.history import stored_log
from cms.publishing.log import Action, History, LogEntry, read
from cms.publishing.models import Edition, Entry
from cms.publishing.snapshot import Loaded, Site, Snapshot


class Window(NamedTuple):
    """When a document is to be public; None means at once, or for good."""

    starts: datetime | None = None
    ends: datetime | None = None


ALWAYS = Window()


def history_with(
    documents: Mapping[str, Document | None],
    history: History,
    now: datetime,
    windows: Mapping[str, Window] | None = None,
) -> History:
    """The log with one more release: that of the documents, None for what it takes down."""
    items = []
    for key, document in documents.items():
        starts, ends = (windows or {}).get(key, ALWAYS)
        items.append(
            {
                "key": key,
                "edition": document and edition_digest(key, document),
                "starts": starts and starts.isoformat(),
                "ends": ends and ends.isoformat(),
                "languages": sorted(document.languages_to_read()) if document else [],
                "parts": sorted({r.key for r in document.references() if r.is_part})
                if document
                else [],
            }
        )
    return history.after(LogEntry(history.head + 1, Action.RELEASE, now, {"items": items}))


def preview_site(
    documents: Mapping[str, Document | None],
    now: datetime,
    windows: Mapping[str, Window] | None = None,
) -> Site:
    """The public site at an instant with the documents in it. What is blocked stays out."""
    snapshot = catalog.catalog().snapshot
    loaded = {
        digest: Loaded(digest, key, document)
        for key, document in documents.items()
        if document
        for digest in [edition_digest(key, document)]
    }
    history = history_with(documents, snapshot.history, now, windows)
    return Snapshot(history, {**snapshot.editions, **loaded}).at(now)


def past_site(entry: Entry) -> Site:
    """The public site as it was right after an entry of the log."""
    history = read(stored_log(until=entry.number))
    wanted = history.view(entry.at).live.values()
    editions = Edition.objects.filter(pk__in=[i.edition for i in wanted], payload__isnull=False)
    opened = ((edition, open_if_whole(edition)) for edition in editions.iterator())
    loaded = {e.digest: Loaded(e.digest, e.key, document) for e, document in opened if document}
    return Snapshot(history, loaded).at(entry.at)
