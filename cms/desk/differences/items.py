"""Items as people read them: of a draft, of what was frozen, of an entry of the log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.differences.difference import Compared, Difference, differences
from cms.desk.labels import ObjectLabel, object_labels
from cms.desk.log_now import log_now
from cms.publishing.bodies import Item
from cms.publishing.displaced import displaced
from cms.publishing.documents import Document
from cms.publishing.freeze import open_if_whole
from cms.publishing.models import Edition, Entry, Release, ReleaseItem
from cms.publishing.planned import planned_items
from cms.publishing.thread import last_read


class Row(NamedTuple):
    """An item with what it takes the place of, and what it brings; None for nothing."""

    item: ReleaseItem | Item
    before: Document | None = None
    after: Document | None = None
    problem: str = ""
    """Why one of the two can't be shown."""
    known: Document | None = None
    """What a reviewer had read when they sent it back."""
    news: str = ""
    """What is otherwise since then of the item itself."""


@dataclass(frozen=True)
class ShownItem:
    """An item in words. `anchor` names it for jump marks."""

    anchor: str
    label: ObjectLabel
    row: Row
    difference: Difference

    @property
    def item(self) -> ReleaseItem | Item:
        return self.row.item

    @property
    def is_removal(self) -> bool:
        if isinstance(self.item, Item):
            return self.item.edition is None
        return self.item.is_removal

    @property
    def is_new(self) -> bool:
        return self.row.before is None and not self.row.problem


def shown(rows: Sequence[Row]) -> list[ShownItem]:
    """The items in words, in a number of queries that does not grow with them."""
    names = object_labels(row.item.key for row in rows)
    found = differences([Compared(r.item.key, r.before, r.after, r.known) for r in rows])
    return [
        ShownItem(f"item-{number}", names[row.item.key], row, one)
        for number, (row, one) in enumerate(zip(rows, found, strict=True), 1)
    ]


def rows_of(release: Release, items: Sequence[ReleaseItem]) -> list[Row]:
    """Items of a release: of a draft the working copies, beside what is live now, later what was
    frozen, beside what was live then. What changed since it was sent back is marked."""
    planned = planned_items(items, release)
    if release.is_editable:
        befores = [(b.edition, b.document) for b in displaced(items, log_now(), timezone.now())]
    else:
        stored = documents_of(item.base for item in items)
        befores = [(item.base, stored.get(item.base)) for item in items]
    read = last_read(release)
    known = documents_of(body["edition"] for body in (read or {}).values())
    return [
        Row(
            one.item,
            before,
            one.document,
            one.problem or _lost(edition, before),
            known.get(body.get("edition") or ""),
            "" if read is None else _news(one.item, body),
        )
        for one, (edition, before) in zip(planned, befores, strict=True)
        for body in [(read or {}).get(str(one.item.pk), {})]
    ]


def rows_of_entry(entry: Entry, items: Sequence[Item]) -> list[Row]:
    """Items of the log beside what each took the place of, as far as that was recorded."""
    frozen = ReleaseItem.objects.filter(release=entry.release_id) if entry.release_id else ()
    bases = {(item.key, item.starts_at): item.base for item in frozen}
    named = [(item.edition or "", bases.get((item.key, item.starts), "")) for item in items]
    stored = documents_of(digest for pair in named for digest in pair)
    return [
        Row(
            item,
            stored.get(base),
            stored.get(edition),
            _lost(edition, stored.get(edition)) or _lost(base, stored.get(base)),
        )
        for item, (edition, base) in zip(items, named, strict=True)
    ]


def rows_between(
    keys: Sequence[str], items: Sequence[tuple[Item | None, Item | None]]
) -> list[Row]:
    """Objects as they are by the first item, and as they would be by the second."""
    named = [[(item and item.edition) or "" for item in pair] for pair in items]
    stored = documents_of(digest for pair in named for digest in pair)
    return [
        Row(
            ReleaseItem(key=key),
            stored.get(now),
            stored.get(then),
            _lost(now, stored.get(now)) or _lost(then, stored.get(then)),
        )
        for key, (now, then) in zip(keys, named, strict=True)
    ]


def taken_out_since(release: Release) -> list[ObjectLabel]:
    """The objects that were in it when it was sent back, and are not any more."""
    there = {str(pk) for pk in release.items.values_list("pk", flat=True)}
    read = last_read(release) or {}
    keys = {body["key"] for number, body in read.items() if number not in there}
    return list(object_labels(keys).values())


def documents_of(digests: Iterable[str | None]) -> dict[str, Document]:
    """Those of the editions that can be read, by their digest."""
    stored = Edition.objects.in_bulk({digest for digest in digests if digest})
    opened = {digest: open_if_whole(edition) for digest, edition in stored.items()}
    return {digest: document for digest, document in opened.items() if document}


def _lost(edition: str, document: Document | None) -> str:
    if edition and document is None:
        return _("One of its two states was erased or is damaged, so nothing can be compared.")
    return ""


def _news(item: ReleaseItem, read: Mapping[str, Any]) -> str:
    """What is otherwise of the item since a reviewer read it."""
    if not read:
        return _("put in since it was sent back")
    now = item.as_body()
    if any(now[name] != read[name] for name in ("starts", "ends")):
        return _("another window since it was sent back")
    return ""
