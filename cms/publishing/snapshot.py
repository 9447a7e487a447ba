"""Everything live at an instant, and what will be: the log and its editions, in memory.

Pure: made of a `History` and loaded editions, it touches neither database nor disk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast

from cms.publishing.documents import Document
from cms.publishing.kept import Kept
from cms.publishing.kinds import kind_with
from cms.publishing.log import History, View

T = TypeVar("T")
D = TypeVar("D", bound=Document)


@dataclass(frozen=True, eq=False)
class Loaded:
    """An edition in memory, with what was derived from it."""

    digest: str
    key: str
    document: Document
    _memo: dict[Any, Any] = field(default_factory=dict)

    def shown(self, languages: tuple[str, ...], blocked: frozenset[str]) -> Document | None:
        """Without blocked parts and in the approved languages only; None if nothing is left."""

        def build() -> Document | None:
            document = self.document.without(blocked)
            return document and document.in_languages(frozenset(languages))

        return self.derived((languages, blocked), build)

    def derived(self, name: Any, build: Callable[[], T]) -> T:
        if name not in self._memo:
            self._memo[name] = build()
        return cast(T, self._memo[name])


class Site:
    """What is live in one view of the log: documents by key, and whatever is derived from them.

    Safe to share between threads: nothing in it changes but its memory of derived values. What
    was derived for the site `before` stays, as far as it was made of kinds that did not change.
    """

    def __init__(
        self, view: View, editions: Mapping[str, Loaded], before: "Site | None" = None
    ) -> None:
        self.view = view
        self._editions = editions
        self._memo: dict[str, Any] = {}
        self.blocked_parts = frozenset(target for target in view.blocked if "#" in target)
        self.kept: Kept = before.kept.after(self._changed_since(before)) if before else Kept()

    def get(self, key: str) -> Document | None:
        """The live document with the key, without its blocked parts; None if it is not live."""
        item = self.view.live.get(key)
        loaded = self._editions.get(item.edition or "") if item else None
        return loaded.shown(item.languages, self._blocked_in(key)) if item and loaded else None

    def digest(self, key: str) -> str:
        """The digest of the live edition; '' if the object is not live."""
        item = self.view.live.get(key)
        return (item and item.edition) or ""

    def all(self, kind: str) -> tuple[tuple[str, Document], ...]:
        """Every live (key, document) of a kind, in the order of keys."""
        return self.kept.value(f"all.{kind}", (kind,), lambda: tuple(self._all(f"{kind}:")))

    def documents(self, of: type[D]) -> tuple[D, ...]:
        """Every live document of a kind, in the order of keys; `of` is the kind's class."""
        return tuple(d for _key, d in self.all(kind_with(of).name) if isinstance(d, of))

    def derived(self, name: str, build: "Callable[[Site], T]", *, of: Iterable[str] = ()) -> T:
        """`build(self)`, called once for this view and remembered with it.

        `of` names the kinds whose documents are all that it is made of: then it is called once for
        what is live of these, and publishing other kinds keeps it.
        """
        if of:
            return self.kept.value(name, of, lambda: build(self))
        if name not in self._memo:
            self._memo[name] = build(self)
        return cast(T, self._memo[name])

    def edition_derived(self, key: str, name: str, build: Callable[[Any], T]) -> T | None:
        """`build(document)`, remembered with the edition: publishing other objects keeps it."""
        document, item = self.get(key), self.view.live.get(key)
        if document is None or item is None:
            return None
        memo_key = (name, item.languages, self._blocked_in(key))
        return self._editions[item.edition or ""].derived(memo_key, lambda: build(document))

    def _blocked_in(self, key: str) -> frozenset[str]:
        if not self.blocked_parts:
            return self.blocked_parts
        return frozenset(part for part in self.blocked_parts if part.startswith(f"{key}#"))

    def _all(self, prefix: str) -> Iterator[tuple[str, Document]]:
        for key in sorted(key for key in self.view.live if key.startswith(prefix)):
            document = self.get(key)
            if document is not None:
                yield key, document

    def _changed_since(self, before: "Site") -> set[str]:
        """The kinds of which something came, went or is shown otherwise."""
        was, live = before.view.live, self.view.live
        changed = {key for key, item in live.items() if was.get(key) is not item}
        gone = was.keys() - live.keys()
        parts = self.blocked_parts ^ before.blocked_parts
        return {key.partition(":")[0] for key in (*changed, *gone, *parts)}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The whole log and every edition that is live or coming."""

    history: History = field(default_factory=History)
    editions: Mapping[str, Loaded] = field(default_factory=dict)

    def at(self, now: datetime, before: Site | None = None) -> Site:
        """The site as it is at the instant, continuing one that was shown before it.

        An edition that could not be loaded is left out.
        """
        view = self.history.view(now)
        lost = {item.edition for item in view.live.values() if item.edition} - self.editions.keys()
        if lost:
            view = replace(self.history, erased=self.history.erased | lost).view(now)
        return Site(view, self.editions, before)
