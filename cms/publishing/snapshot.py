"""Everything live at an instant, and what will be: the log and its editions, in memory.

Pure: made of a `History` and loaded editions, it touches neither database nor disk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast

from cms.publishing.documents import Document
from cms.publishing.kinds import kind_with
from cms.publishing.log import History, LiveView

T = TypeVar("T")
D = TypeVar("D", bound=Document)


@dataclass(frozen=True, eq=False)
class DerivedCache:
    """What was derived from whole kinds of content, good while nothing live of them changes.

    Values by name, each beside the states of the kinds that it was made of."""

    first_state: object = field(default_factory=object)
    states: dict[str, object] = field(default_factory=dict)
    values: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict)

    def after(self, changed: Iterable[str]) -> "DerivedCache":
        """The same for a site in which these kinds have changed. This one is left as it was."""
        states = self.states | {kind: object() for kind in changed}
        return DerivedCache(self.first_state, states, dict(self.values))

    def state(self, kind: str) -> object:
        """Stands for all that is live of a kind: another one when any of it has changed."""
        return self.states.get(kind, self.first_state)

    def value(self, name: str, of: Iterable[str], build: Callable[[], T]) -> T:
        """`build()`, called once for these states of the kinds."""
        states = tuple(map(self.state, of))
        known = self.values.get(name)
        if known is None or known[0] != states:
            known = self.values[name] = states, build()
        return cast(T, known[1])


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
        self._memo: dict[str, Any] = {}
        self.blocked_parts = frozenset(target for target in view.blocked if "#" in target)
        self.cache: DerivedCache = (
            before.cache.after(self._changed_since(before)) if before else DerivedCache()
        )

    def get(self, key: str) -> Document | None:
        """The live document with the key, without its blocked parts; None if it is not live."""
        item = self.view.items.get(key)
        loaded = self._editions.get(item.edition or "") if item else None
        return loaded.shown(item.languages, self._blocked_in(key)) if item and loaded else None

    def digest(self, key: str) -> str:
        """The digest of the live edition; '' if the object is not live."""
        item = self.view.items.get(key)
        return (item and item.edition) or ""

    def all(self, kind: str) -> tuple[tuple[str, Document], ...]:
        """Every live (key, document) of a kind, in the order of keys."""
        return self.cache.value(f"all.{kind}", (kind,), lambda: tuple(self._all(f"{kind}:")))

    def documents(self, of: type[D]) -> tuple[D, ...]:
        """Every live document of a kind, in the order of keys; `of` is the kind's class."""
        return tuple(d for _key, d in self.all(kind_with(of).name) if isinstance(d, of))

    def derived(
        self, name: str, build: "Callable[[LiveContent], T]", *, of: Iterable[str] = ()
    ) -> T:
        """`build(self)`, called once for this view and remembered with it.

        `of` names the kinds whose documents are all that it is made of: then it is called once for
        what is live of these, and publishing other kinds keeps it.
        """
        if of:
            return self.cache.value(name, of, lambda: build(self))
        if name not in self._memo:
            self._memo[name] = build(self)
        return cast(T, self._memo[name])

    def edition_derived(self, key: str, name: str, build: Callable[[Any], T]) -> T | None:
        """`build(document)`, remembered with the edition: publishing other objects keeps it."""
        document, item = self.get(key), self.view.items.get(key)
        if document is None or item is None:
            return None
        memo_key = (name, item.languages, self._blocked_in(key))
        return self._editions[item.edition or ""].derived(memo_key, lambda: build(document))

    def _blocked_in(self, key: str) -> frozenset[str]:
        if not self.blocked_parts:
            return self.blocked_parts
        return frozenset(part for part in self.blocked_parts if part.startswith(f"{key}#"))

    def _all(self, prefix: str) -> Iterator[tuple[str, Document]]:
        for key in sorted(key for key in self.view.items if key.startswith(prefix)):
            document = self.get(key)
            if document is not None:
                yield key, document

    def _changed_since(self, before: "LiveContent") -> set[str]:
        """The kinds of which something came, went or is shown otherwise."""
        was, live = before.view.items, self.view.items
        changed = {key for key, item in live.items() if was.get(key) is not item}
        gone = was.keys() - live.keys()
        parts = self.blocked_parts ^ before.blocked_parts
        return {key.partition(":")[0] for key in (*changed, *gone, *parts)}


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
        if lost:
            view = replace(self.history, erased=self.history.erased | lost).view(now)
        return LiveContent(view, self.editions, before)
