"""What is derived from whole kinds stays while they do, whatever else is published."""

from pathlib import Path
from typing import Any

import pytest

from cms.publishing.append import append
from cms.publishing.catalog import Catalog
from cms.publishing.documents import Document
from cms.publishing.kinds import UnknownKind
from cms.publishing.log import Action
from cms.publishing.snapshot import LiveContent
from cms.publishing.tests.conftest import Leaflet, PutLive

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(tmp_path: Path, put_live: PutLive) -> Catalog:
    put_live("leaflet:a", "one", strips=("x", "y"))
    put_live("sticker:a", "one")
    worker = Catalog(tmp_path / "copy")
    worker.refresh()
    return worker


def labels(live: LiveContent) -> list[str]:
    return [document.label() for _key, document in live.all(Leaflet)]


def derived(worker: Catalog) -> list[str]:
    """The same list as long as nothing of what it was made of has changed."""
    return worker.current().derived(labels, of=(Leaflet,))


def test_it_is_made_once(worker: Catalog) -> None:
    assert derived(worker) == ["one"]
    assert derived(worker) is derived(worker)


def test_it_stays_when_another_kind_is_published(worker: Catalog, put_live: PutLive) -> None:
    before = derived(worker)
    put_live("sticker:a", "two")
    worker.refresh()
    assert derived(worker) is before


@pytest.mark.parametrize(("key", "says"), [("leaflet:a", ["two"]), ("leaflet:b", ["one", "two"])])
def test_it_is_made_anew_when_an_object_changes_or_comes(
    worker: Catalog, put_live: PutLive, key: str, says: list[str]
) -> None:
    derived(worker)
    put_live(key, "two")
    worker.refresh()
    assert derived(worker) == says


def test_it_is_made_anew_when_an_object_goes(worker: Catalog, writer: Any) -> None:
    derived(worker)
    append(Action.BLOCK, {"target": "leaflet:a", "keys": ["leaflet:a"]}, by=writer)
    worker.refresh()
    assert derived(worker) == []


def test_it_is_made_anew_when_a_part_of_an_object_is_blocked(worker: Catalog, writer: Any) -> None:
    before = derived(worker)
    append(Action.BLOCK, {"target": "leaflet:a#x", "keys": ["leaflet:a"]}, by=writer)
    worker.refresh()
    assert derived(worker) is not before


def test_an_older_site_is_not_given_what_a_newer_one_has(
    worker: Catalog, put_live: PutLive
) -> None:
    older = worker.current()
    put_live("leaflet:a", "two")
    worker.refresh()
    assert derived(worker) == ["two"]
    assert older.derived(labels, of=(Leaflet,)) == ["one"]


def test_the_documents_of_a_kind_are_found_by_their_class(worker: Catalog) -> None:
    live = worker.current()
    assert [("leaflet:a", document) for document in live.documents(Leaflet)] == [*live.all(Leaflet)]
    with pytest.raises(UnknownKind, match="of no kind"):
        live.documents(Document)
