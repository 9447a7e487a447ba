"""What goes live once a reviewer has read some of an item's languages: the rest stays as it was.

What nobody read says what it said before, or, where it said nothing, still says nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User

from cms.publishing.displaced import Displaced
from cms.publishing.documents import Document
from cms.publishing.freeze import store
from cms.publishing.kinds import kind_of
from cms.publishing.planned import PlannedItem


@dataclass(frozen=True)
class AsRead:
    """An item in two parts: what was read of it, and what waits for a reader."""

    submitted: PlannedItem
    read: PlannedItem
    """With the document that goes live; the submitted one where nothing waits."""
    waiting: tuple[str, ...] = ()
    """The languages in which words wait."""
    is_nothing: bool = False
    """Whether all that would change waits."""


def languages_in(one: PlannedItem, before: Displaced) -> frozenset[str]:
    """The languages a reviewer is asked for: those that there are, and those that would go."""
    return (one.document.languages_to_read() if one.document else frozenset()) | before.languages


def as_read(one: PlannedItem, before: Displaced, languages: Collection[str]) -> AsRead:
    """The item once somebody has read it in these languages."""
    draft = one.document
    if draft is None:
        return AsRead(one, one)
    asked = languages_in(one, before)
    unread = asked.difference(languages)
    waiting = frozenset(code for code in unread if not before.says(draft, code))
    document = _with_live_words(draft, before, waiting) if waiting else draft
    # Of what came with its edition, nothing was read that its working copy says beside.
    carried = before.unread if one.item.is_fixed else {}
    read = replace(
        one,
        document=document,
        is_frozen=one.is_frozen and not waiting,
        unread=carried | {code: before.read_through(code) for code in sorted(waiting)},
        unchanged_since=dict(_unchanged(one.key, document, before)),
    )
    return AsRead(one, read, tuple(sorted(waiting)), bool(waiting) and _is_nothing(read, before))


def store_read(items: Iterable[AsRead], *, by: User) -> None:
    """Stores what goes live where it is not what was submitted."""
    for item in items:
        if item.waiting and not item.is_nothing and item.read.document:
            store(item.read.key, item.read.document, by=by)


def _with_live_words(draft: Document, before: Displaced, waiting: frozenset[str]) -> Document:
    kept = waiting & before.languages
    shown = draft.languages_to_read() - waiting | kept
    document = draft.keeping(before.document, kept) if before.document and kept else draft
    return document.in_languages(shown)


def _unchanged(key: str, document: Document, before: Displaced) -> Iterator[tuple[str, datetime]]:
    """The languages whose page stays as it is, with when it became so."""
    for code, _name in settings.LANGUAGES if kind_of(key).page else ():
        since = before.item.since(code) if before.item else None
        if since and before.shows(document, code):
            yield code, since


def _is_nothing(read: PlannedItem, before: Displaced) -> bool:
    is_at_once = read.item.starts_at is None and read.item.ends_at is None
    lasts = before.item is not None and before.item.is_open
    return is_at_once and lasts and read.edition == before.edition
