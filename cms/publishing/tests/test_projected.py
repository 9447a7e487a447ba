"""The site by a log not written yet: one builder, and what it does about damage."""

from django.utils import timezone

from cms.publishing.catalog import Catalog
from cms.publishing.documents import Text
from cms.publishing.history import stored_history
from cms.publishing.models import Edition, Entry
from cms.publishing.planned import planned_documents
from cms.publishing.projected import history_with, past_site, site_by, site_with
from cms.publishing.tests.conftest import Leaflet, PutLive

NEW = Leaflet(text=Text({"en": "new"}), needs=("leaflet:a",))


def test_documents_that_nobody_stored_stand_among_what_is_live(
    catalog: Catalog, put_live: PutLive
) -> None:
    put_live("leaflet:a", "one")
    catalog.refresh()
    planned = planned_documents({"leaflet:b": NEW})
    now = timezone.now()

    by_log = site_by(
        history_with(planned, stored_history(), now), now, documents={"leaflet:b": NEW}
    )
    shown = site_with(planned, now)

    for live in (by_log, shown):
        assert live.get("leaflet:b") == NEW
        assert live.get("leaflet:a")
    assert not Edition.objects.filter(key="leaflet:b").exists()


def test_what_can_t_be_read_is_left_out_with_what_needs_it(put_live: PutLive) -> None:
    put_live("leaflet:a", "one")
    put_live("leaflet:b", "two", needs=["leaflet:a"])
    put_live("leaflet:c", "three")
    Edition.objects.filter(key="leaflet:a").update(payload=b"rot")

    for live in (
        site_by(stored_history(), timezone.now()),
        site_by(stored_history(), timezone.now(), of=(Leaflet,)),
        past_site(Entry.objects.get(number=3)),
    ):
        assert live.view.items.keys() == {"leaflet:c"}
        assert live.get("leaflet:a") is live.get("leaflet:b") is None


def test_what_rotted_in_the_database_is_still_in_memory(
    catalog: Catalog, put_live: PutLive
) -> None:
    put_live("leaflet:a", "one")
    catalog.refresh()
    Edition.objects.update(payload=b"rot")
    assert site_by(stored_history(), timezone.now()).get("leaflet:a")


def test_an_entry_of_the_past_shows_what_was_live_then(put_live: PutLive) -> None:
    first = put_live("leaflet:a", "one")
    put_live("leaflet:a", "two")
    then = past_site(first).get("leaflet:a")
    assert then
    assert then.label() == "one"
