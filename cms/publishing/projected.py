"""The log and the site as they would be with other documents: nothing is stored or published."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from cms.publishing import catalog
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, findings_for
from cms.publishing.freeze import document_of, edition_digest, item_for, open_if_whole
from cms.publishing.history import stored_log
from cms.publishing.log import Action, History, LogEntry, read
from cms.publishing.models import Edition, Entry, Release, ReleaseItem
from cms.publishing.snapshot import LiveContent, Loaded, Snapshot


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
    bodies = []
    for key, document in documents.items():
        starts, ends = (windows or {}).get(key, ALWAYS)
        edition = edition_digest(key, document) if document else None
        bodies.append(item_for(key, edition, document, starts=starts, ends=ends).as_body())
    return history.after(LogEntry(history.head + 1, Action.RELEASE, now, {"items": bodies}))


def findings_with(
    documents: Mapping[str, Document | None],
    history: History,
    windows: Mapping[str, Window] | None = None,
) -> list[Finding]:
    """What the checks would find if the documents were released on top of the log now."""
    with_them = history_with(documents, history, timezone.now(), windows)
    shown = {key: document for key, document in documents.items() if document}
    return findings_for(CheckContext(shown, with_them, history, frozenset(documents)))


def contents(release: Release) -> tuple[dict[str, Document | None], dict[str, Window]]:
    """What is frozen, or, before that, the working copies; None for what goes; each window.

    What was deleted outside of the desk counts as going; submitting the release says so.
    """
    documents: dict[str, Document | None] = {}
    windows = {}
    for item in release.items.select_related("edition"):
        is_frozen = item.is_fixed or not release.is_editable
        documents[item.key] = None if item.is_removal else _to_be_shown(item, is_frozen=is_frozen)
        windows[item.key] = Window(item.starts_at, item.ends_at)
    return documents, windows


def _to_be_shown(item: ReleaseItem, *, is_frozen: bool) -> Document | None:
    if is_frozen:
        return open_if_whole(item.edition)
    with suppress(ObjectDoesNotExist):
        return document_of(item.key)
    return None


def preview_site(
    documents: Mapping[str, Document | None],
    now: datetime,
    windows: Mapping[str, Window] | None = None,
) -> LiveContent:
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


def past_site(entry: Entry) -> LiveContent:
    """The public site as it was right after an entry of the log."""
    history = read(stored_log(until=entry.number))
    wanted = history.view(entry.at).items.values()
    editions = Edition.objects.filter(pk__in=[i.edition for i in wanted], payload__isnull=False)
    opened = ((edition, open_if_whole(edition)) for edition in editions.iterator())
    loaded = {e.digest: Loaded(e.digest, e.key, document) for e, document in opened if document}
    return Snapshot(history, loaded).at(entry.at)
