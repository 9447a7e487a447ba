"""After an undo: what of it a working copy still holds, and the state that is live instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cms.publishing.changed import is_same
from cms.publishing.displaced import Displaced, live_now
from cms.publishing.documents import Document
from cms.publishing.freeze import open_if_whole, payload_of
from cms.publishing.log import History
from cms.publishing.models import Edition


@dataclass(frozen=True)
class Undone:
    """A release that was undone, and that a working copy still holds, whole or in part."""

    entry: int
    is_whole: bool
    live: str
    """The state that is live instead, by its name; '' for none."""


def undone_in(key: str, copy: Document | None, history: History, now: datetime) -> Undone | None:
    """What was undone last of the object and is in its working copy; None where nothing is.

    What was released since has been decided on since.
    """
    items = history.items.get(key, ())
    if copy is None or not items or history.moved_at(key) != history.undoings.get(key):
        return None
    standing = max((item.entry for item in items if item.entry not in history.undone), default=0)
    live = live_now(key, history, now)
    if is_same(copy, live.document):
        return None
    undone = {item.entry: item.edition for item in items if item.edition and item.entry > standing}
    stored = Edition.objects.in_bulk(set(undone.values()))
    for entry in sorted(undone, reverse=True):
        document = open_if_whole(stored.get(undone[entry] or ""))
        is_whole = is_same(copy, document)
        if document and (is_whole or _holds(copy, document, live.document)):
            return Undone(entry, is_whole, _state_of(live))
    return None


def _state_of(live: Displaced) -> str:
    """As the history of the object names it; '' where nobody may have it back."""
    if live.item is None or live.document is None or live.is_blocked:
        return ""
    return f"entry-{live.item.entry}"


def _holds(copy: Document, undone: Document, live: Document | None) -> bool:
    """Whether something of it is as in what was undone, and not as in what is live."""
    if live is None:
        before = dict(undone.texts())
        return any(text and before.get(path) == text for path, text in copy.texts())
    shared = set(_values("", payload_of(copy))).intersection(_values("", payload_of(undone)))
    return not shared.issubset(_values("", payload_of(live)))


def _values(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Each single value with its place."""
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        yield path, value
    for name, part in inner:
        yield from _values(f"{path}.{name}", part)
