"""What an item of a release would put live: an edition, or, before that, the working copy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from cms.errors import Damaged, Refused
from cms.publishing.documents import Document
from cms.publishing.freeze import document_of, edition_digest, open_edition
from cms.publishing.models import Release, ReleaseItem


@dataclass(frozen=True)
class PlannedItem:
    """An item with the document it would put live; None for a removal, or where there is a problem.

    `is_frozen` tells what a release holds already from a working copy as it is now.
    """

    item: ReleaseItem
    document: Document | None = None
    problem: str = ""
    is_frozen: bool = False
    unread: Mapping[str, int] = field(default_factory=dict)
    unchanged_since: Mapping[str, datetime] = field(default_factory=dict)
    """Of both see `Item`: what approval adds."""

    @property
    def key(self) -> str:
        return self.item.key

    @cached_property
    def edition(self) -> str | None:
        """The digest that it has, or would have if it were frozen now."""
        if self.is_frozen or self.document is None:
            return self.item.edition_id if self.is_frozen else None
        return edition_digest(self.key, self.document)


def planned_release(release: Release) -> list[PlannedItem]:
    """What was frozen, or, while the release can be changed, the working copies as they are."""
    return planned_items(release.items.select_related("edition"), release)


def planned_items(items: Iterable[ReleaseItem], release: Release) -> list[PlannedItem]:
    """The same of some items of the release."""
    return [(_as_it_is if _is_open(item, release) else frozen)(item) for item in items]


def planned_copy(key: str) -> list[PlannedItem]:
    """A release of the working copy alone, on top of all that is live and scheduled."""
    return [_as_it_is(item) for item in _hypothetical([key])]


def planned_documents(documents: Mapping[str, Document | None]) -> list[PlannedItem]:
    """A release of these documents, None for what it takes down, that nobody has stored."""
    return [PlannedItem(item, documents[item.key]) for item in _hypothetical(documents)]


def frozen(item: ReleaseItem) -> PlannedItem:
    if item.edition is None:
        return PlannedItem(item, is_frozen=True)
    try:
        return PlannedItem(item, open_edition(item.edition), is_frozen=True)
    except Damaged:
        problem = _("What was submitted was erased or is damaged. Submit it again.")
        return PlannedItem(item, problem=problem, is_frozen=True)


def documents_in(planned: Iterable[PlannedItem]) -> dict[str, Document]:
    """The documents that would be shown, by the keys of their objects."""
    return {one.key: one.document for one in planned if one.document}


def _is_open(item: ReleaseItem, release: Release) -> bool:
    return release.is_editable and not item.is_fixed


def _hypothetical(keys: Iterable[str]) -> Iterator[ReleaseItem]:
    return (ReleaseItem(key=key, scheduled=ReleaseItem.Scheduled.KEEP) for key in keys)


def _as_it_is(item: ReleaseItem) -> PlannedItem:
    if item.is_removal:
        return PlannedItem(item)
    try:
        return PlannedItem(item, document_of(item.key))
    except ObjectDoesNotExist:
        gone = _("It was deleted, so nothing would be shown. Take it out of the release.")
        return PlannedItem(item, problem=gone)
    except Refused as error:
        return PlannedItem(item, problem=str(error))
