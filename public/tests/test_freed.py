"""A worker sets what it shows aside from the garbage collector, so it must hold no cycle."""

import gc
import weakref

import pytest
from django.test import Client

from cms.publishing.catalog import Catalog
from cms.publishing.snapshot import Snapshot
from interventions.rulesets import ruleset

pytestmark = pytest.mark.django_db


def test_what_is_no_longer_shown_is_freed_without_the_garbage_collector(
    client: Client, seeded: Catalog
) -> None:
    for page in ("", "topics/suicide/", "guides/helping-someone/", "help/VN/", "partners/"):
        assert client.get(f"/en/{page}").status_code == 200
    asked = {"query": "I want to die", "locale": "en", "country": "GB"}
    client.post("/api/v1/match", asked, content_type="application/json")
    client.post("/en/search/", {"q": "friend"})
    old_site = weakref.ref(seeded.current())
    old_ruleset = weakref.ref(ruleset(seeded.current()))
    gc.disable()
    try:
        seeded.shown.show(Snapshot())
        ruleset(seeded.current())
        assert (old_site(), old_ruleset()) == (None, None)
    finally:
        gc.enable()
