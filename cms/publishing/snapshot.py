"""Everything live at an instant, and what will be: the log and its editions, in memory.

Pure: made of a `History` and loaded editions, it touches neither database nor disk.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, TypeVarTuple

from cms.publishing.documents import Document
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import kind_with
from cms.publishing.log import History, LiveView
from cms.publishing.memo import Memo

T = TypeVar("T")
D = TypeVar("D", bound=Document)
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, eq=False)
class Loaded:
    """An edition in memory, with what was derived from it."""

    digest: str
    key: str
    document: Document
    memo: Memo = field(default_factory=Memo)

    def shown(self, languages: tuple[str, ...], blocked: frozenset[str]) -> Document | None:
        """Without blocked parts and in the approved languages only; None if nothing is left."""

        def build() -> Document | None:
            document = self.document.without(blocked)
            return document and document.in_languages(frozenset(languages))

        return self.memo.value((languages, blocked), build)

    def words(self, languages: tuple[str, ...], blocked: frozenset[str]) -> frozenset[str]:
        """The languages of what is shown then."""

        def build() -> frozenset[str]:
            shown = self.shown(languages, blocked)
            return shown.languages_to_read() if shown else frozenset()

        return self.memo.value((Loaded.words, languages, blocked), build)


class LiveContent:
    """What is live in one view of the log: documents by key, and whatever is derived from them.

    Safe to share between threads: nothing in it changes but its memory of derived values. What
    was derived for the site `before` stays, as far as it was made of kinds that did not change.
    """

    def __init__(
        self, view: LiveView, editions: Mapping[str, Loaded], before: "LiveContent | None" = None
    ) -> None:
        self.view = view
        self._editions = editions
        self.blocked_parts = frozenset(t for t in map(ObjectKey, view.blocked) if t.part)
        self.memo: Memo = before.memo.after(self._changed_since(before)) if before else Memo()

    def get(self, key: str) -> Document | None:
        """The live document with the key, without its blocked parts; None if it is not live."""
        item = self.view.items.get(key)
        loaded = self._editions.get(item.edition or "") if item else None
        return loaded.shown(item.languages, self._blocked_in(key)) if item and loaded else None

    def since(self, key: str, language: str) -> datetime | None:
        """Since when pages in the language show what they show now; None where nobody knows."""
        item = self.view.items.get(key)
        return item.since(language) if item else None

    def digest(self, key: str) -> str:
        """The digest of the live edition; '' if the object is not live."""
        item = self.view.items.get(key)
        return (item and item.edition) or ""

    def all(self, of: type[D]) -> tuple[tuple[str, D], ...]:
        """Every live (key, document) of a kind, in the order of keys; `of` is the kind's class."""
        return self.derived(_all, of, of=(of,))

    def documents(self, of: type[D]) -> tuple[D, ...]:
        """Every live document of a kind, in the order of keys; `of` is the kind's class."""
        return tuple(document for _key, document in self.all(of))

    def one(self, of: type[D], name: str | None) -> D | None:
        """The live document of the kind with the name; None if it is not live, or for None."""
        document = self.get(ObjectKey.of(kind_with(of).name, name)) if name else None
        return document if isinstance(document, of) else None

    def some(self, of: type[D], names: Iterable[str]) -> tuple[D, ...]:
        """The live documents of the kind among the names, in their order."""
        found = (self.one(of, name) for name in names)
        return tuple(document for document in found if document)

    def derived(
        self,
        build: "Callable[[LiveContent, *Ts], T]",
        *arguments: *Ts,
        of: Iterable[type[Document]] = (),
    ) -> T:
        """`build(self, *arguments)`, called once for this view and remembered with it.

        `of` are the kinds whose documents are all that it is made of: then it is called once for
        what is live of these, and publishing other kinds keeps it.
        """
        kinds = frozenset(kind_with(document).name for document in of)
        return self.memo.value((build, arguments), lambda: build(self, *arguments), kinds)

    def state(self, of: type[Document]) -> object:
        """Stands for all that is live of a kind: another one when any of it has changed."""
        return self.derived(_state, of, of=(of,))

    def edition_derived(
        self, key: str, build: Callable[[Any, *Ts], T], *arguments: *Ts
    ) -> T | None:
        """`build(document, *arguments)`, kept with the edition, whatever else is published."""
        document, item = self.get(key), self.view.items.get(key)
        if document is None or item is None:
            return None
        memo_key = (build, arguments, item.languages, self._blocked_in(key))
        memo = self._editions[item.edition or ""].memo
        return memo.value(memo_key, lambda: build(document, *arguments))

    def _blocked_in(self, key: str) -> frozenset[str]:
        if not self.blocked_parts:
            return self.blocked_parts
        return frozenset(part for part in self.blocked_parts if part.object == key)

    def _changed_since(self, before: "LiveContent") -> set[str]:
        """The kinds of which something came, went or is shown otherwise."""
        was, live = before.view.items, self.view.items
        changed = {key for key, item in live.items() if was.get(key) is not item}
        gone = was.keys() - live.keys()
        parts = self.blocked_parts ^ before.blocked_parts
        return {ObjectKey(key).kind for key in (*changed, *gone, *parts)}


def _all(live: LiveContent, of: type[D]) -> tuple[tuple[str, D], ...]:
    prefix = f"{kind_with(of).name}:"
    keys = sorted(key for key in live.view.items if key.startswith(prefix))
    return tuple((key, document) for key in keys if isinstance(document := live.get(key), of))


def _state(_live: LiveContent, _of: type[Document]) -> object:
    return object()


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The whole log and every edition that is live or coming."""

    history: History = field(default_factory=History)
    editions: Mapping[str, Loaded] = field(default_factory=dict)

    def at(self, now: datetime, before: LiveContent | None = None) -> LiveContent:
        """The site as it is at the instant, continuing one that was shown before it.

        An edition that could not be loaded is left out.
        """
        view = self.history.view(now)
        lost = {item.edition for item in view.items.values() if item.edition} - self.editions.keys()
        return LiveContent(without(lost, view, self.history, now), self.editions, before)


def without(lost: Set[str], view: LiveView, history: History, now: datetime) -> LiveView:
    """The view without the editions that can't be read, and without what needs them."""
    return replace(history, erased=history.erased | lost).view(now) if lost else view
