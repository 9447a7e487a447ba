"""A kind of content that exists only here, so that publishing is tested knowing no real one."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.contrib.auth import get_user_model

from cms.publishing import findings, kinds
from cms.publishing.append import append
from cms.publishing.changes import record_change
from cms.publishing.documents import Document, Reference, Text
from cms.publishing.freeze import store
from cms.publishing.kinds import Kind
from cms.publishing.log import Action
from cms.publishing.models import Entry


class Leaflet(Document):
    """A text with a tear-off strip, and other leaflets that it cannot do without."""

    text: Text
    strips: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def label(self) -> str:
        return self.text.best("en").value

    def references(self) -> Iterator[Reference]:
        yield from (Reference(key, is_part=True) for key in self.needs)

    def without(self, blocked: frozenset[str]) -> "Leaflet | None":
        left = tuple(s for s in self.strips if not any(b.endswith(f"#{s}") for b in blocked))
        if self.strips and not left:
            return None
        return self.model_copy(update={"strips": left})


class Sticker(Leaflet):
    """The same, for a kind that may be published urgently."""


class Drawer(dict[str, Leaflet]):
    """The working copies of leaflets by key; it stands in for a model and its manager."""

    def __init__(self) -> None:
        self._meta = SimpleNamespace(verbose_name_plural="stickers")
        self._default_manager = SimpleNamespace(get=lambda key: self[key])

    def put(self, key: str, english: str, *, by: Any = None, **fields: Any) -> None:
        """Saves a leaflet, and records the change as the admin does where a person is named."""
        self[key] = Leaflet(text=Text({"en": english, "vi": f"{english} (vi)"}), **fields)
        if by:
            record_change(f"leaflet:{key}", by=by)


@pytest.fixture(autouse=True)
def leaflets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Drawer:
    """Two kinds over one drawer: leaflets, and stickers that may be published urgently.

    No other app's findings are asked.
    """
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")  # Roles are made of the real kinds alone.
    drawer = Drawer()
    monkeypatch.setattr(findings, "_checks", [])
    monkeypatch.setattr(findings, "_whole_checks", [])
    for name in ("leaflet", "sticker"):
        kind = Kind(
            name=name,
            model=cast(Any, drawer),
            document=Sticker if name == "sticker" else Leaflet,
            build=lambda leaflet: leaflet,
            is_urgent=name == "sticker",
            is_checked=name == "sticker",
            block_permission=f"publishing.block_{'helpline' if name == 'sticker' else 'anything'}",
        )
        monkeypatch.setitem(kinds._kinds, name, kind)
    return drawer


@pytest.fixture
def writer(db: None) -> Any:
    return get_user_model()._default_manager.create_user("writer")


PutLive = Callable[..., Entry]


@pytest.fixture
def put_live(writer: Any) -> PutLive:
    """Appends a release of one leaflet straight to the log, as `approve` does at its end."""

    def put(key: str, english: str, **item: Any) -> Entry:
        fields = {name: item.pop(name) for name in ("strips", "needs") if name in item}
        document = Leaflet(text=Text({"en": english, "vi": f"{english} (vi)"}), **fields)
        body = {
            "key": key,
            "edition": store(key, document, by=writer).digest,
            "languages": ["en", "vi"],
            "parts": list(document.needs),
            **item,
        }
        return append(Action.RELEASE, {"items": [body]}, by=writer)

    return put
