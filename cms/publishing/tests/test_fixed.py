"""An item that came with its edition: what an import changed, without a colleague's drafts."""

from typing import Any

import pytest

from cms.errors import NotAllowed, Refused
from cms.publishing.catalog import Catalog
from cms.publishing.compose import start_release
from cms.publishing.documents import Text
from cms.publishing.history import stored_history
from cms.publishing.models import Entry, Release
from cms.publishing.submit import add_fixed, submit
from cms.publishing.tests.conftest import Drawer, Leaflet
from tests.cast import Cast, Publish, approve_as_shown

IMPORTED = Leaflet(text=Text({"en": "imported"}))


@pytest.fixture
def edited_since(cast: Cast, leaflets: Drawer, publish: Publish) -> None:
    """`one` is live; editor2 is in the middle of something else."""
    leaflets.put("a", "one", by=cast.editor)
    publish(_Named("leaflet:a"))
    leaflets.put("a", "half done", by=cast.editor2)


class _Named:
    def __init__(self, key: str) -> None:
        self.object_key = key


def submitted(by: Any) -> Release:
    release = start_release(title="An import", by=by)
    add_fixed(release, "leaflet:a", IMPORTED, by=by, history=stored_history())
    submit(release, by=by)
    return Release.objects.get(pk=release.pk)


@pytest.mark.usefixtures("edited_since")
def test_what_was_given_goes_live_and_no_draft_beside_it(cast: Cast, catalog: Catalog) -> None:
    approve_as_shown(submitted(cast.editor), by=cast.reviewer)
    catalog.refresh()
    assert catalog.current().get("leaflet:a") == IMPORTED


@pytest.mark.usefixtures("edited_since")
def test_whoever_wrote_the_draft_stays_its_author(cast: Cast, leaflets: Drawer) -> None:
    """The draft was not released by that, so its author can't review it later."""
    approve_as_shown(submitted(cast.editor), by=cast.reviewer)
    later = start_release(title="The draft", by=cast.editor)
    later.items.create(key="leaflet:a")
    submit(later, by=cast.editor)
    cast.editor2.groups.set(cast.reviewer.groups.all())
    with pytest.raises(NotAllowed):
        approve_as_shown(Release.objects.get(pk=later.pk), by=cast.editor2)


def test_it_is_refused_once_something_else_is_live(
    cast: Cast, edited_since: None, publish: Publish
) -> None:
    release = start_release(title="An import", by=cast.editor)
    add_fixed(release, "leaflet:a", IMPORTED, by=cast.editor, history=stored_history())
    publish(_Named("leaflet:a"))
    with pytest.raises(Refused, match="add it anew"):
        submit(release, by=cast.editor)
    assert Entry.objects.count() == 2
