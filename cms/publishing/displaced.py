"""What an item of a release takes the place of: what is live now, or when its window opens."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cms.publishing.bodies import Item
from cms.publishing.documents import Document
from cms.publishing.freeze import open_if_whole
from cms.publishing.log import History
from cms.publishing.models import Edition, ReleaseItem


@dataclass(frozen=True)
class Displaced:
    """An item of the log with its document; nothing where nothing is live, or it was taken down.

    There is no document where it can't be read, or nobody may see it: it was erased or blocked.
    """

    item: Item | None = None
    document: Document | None = None
    is_blocked: bool = False

    @property
    def edition(self) -> str:
        return (self.item and self.item.edition) or ""

    @property
    def through(self) -> int:
        """The last change that was read in all languages but those in `unread`."""
        return self.item.through if self.item else 0

    @property
    def languages(self) -> frozenset[str]:
        """Those in which there is something that visitors may go on reading."""
        if self.item is None or self.document is None or self.is_blocked:
            return frozenset()
        return frozenset(self.item.languages)

    @cached_property
    def unread(self) -> dict[str, int]:
        """The languages that nobody read with the others, and the last change read in each.

        Earlier versions kept such words in the edition and showed them to nobody.
        """
        if self.item is None:
            return {}
        words = self.document.languages_to_read() if self.document else frozenset()
        return dict.fromkeys(words.difference(self.item.languages), 0) | dict(self.item.unread)

    def read_through(self, language: str) -> int:
        """The last change that somebody read in the language; 0 for none."""
        return self.unread.get(language, self.through)

    def has_read(self, change: int, languages: Collection[str] | None) -> bool:
        """Whether what a change did in these languages (None: unknown) was read by somebody."""
        return change <= self.through and not any(
            change > through and (languages is None or code in languages)
            for code, through in self.unread.items()
        )

    def says(self, document: Document, language: str) -> bool:
        """Whether visitors read these very words in the language already."""
        return (
            language in self.languages
            and self.document is not None
            and document.says_the_same(self.document, language)
        )

    def shows(self, document: Document, language: str) -> bool:
        """Whether pages in the language would show with the document what they show now."""
        if not self.languages or self.document is None:
            return False
        shown = self.document.in_languages(self.languages)
        return shown.seen_in(language) == document.seen_in(language)


def displaced(items: Iterable[ReleaseItem], history: History, now: datetime) -> list[Displaced]:
    """For each item what it takes the place of, in one query."""
    found = [_displaced(item, history, now) for item in items]
    editions = Edition.objects.in_bulk({item.edition or "" for item in found if item})
    return [
        Displaced(
            item,
            open_if_whole(editions.get(item.edition or "")),
            is_blocked=item.edition in history.blocked,
        )
        if item
        else Displaced()
        for item in found
    ]


def live_now(key: str, history: History, now: datetime) -> Displaced:
    """What is live of an object."""
    return displaced([ReleaseItem(key=key)], history, now)[0]


def edition_displaced(item: ReleaseItem, history: History, now: datetime) -> str:
    """The digest of what it takes the place of; '' for nothing."""
    found = _displaced(item, history, now)
    return (found and found.edition) or ""


def _displaced(item: ReleaseItem, history: History, now: datetime) -> Item | None:
    opens = max(item.starts_at, now) if item.starts_at else now
    found = history.chosen(item.key, opens)
    return found if found and found.edition else None
