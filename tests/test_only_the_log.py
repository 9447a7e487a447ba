"""Nothing but the log puts anything live: no `.update()`, no import, no shell, no edition."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from cms.library.models import Topic
from cms.publishing.canonical import canonical
from cms.publishing.catalog import Catalog
from cms.publishing.changes import record_change
from cms.publishing.freeze import document_of, edition_digest, freeze, unpack
from cms.publishing.models import Edition, Release
from cms.publishing.verify import troubles
from guides.models import Guide
from guides.tests.conftest import make_guide
from interventions.models import Term, TermList
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db

LIVE = "I feel like a zebra"
SLIPPED = "I feel like an okapi"


@pytest.fixture
def guide(cast: Cast) -> Any:
    return make_guide()


@pytest.fixture
def terms(cast: Cast) -> Any:
    topic = Topic.objects.create(key="distress", name_en="Distress", priority=1)
    terms = TermList.objects.create(key="en-distress", topic=topic, locale="en")
    Term.objects.create(term_list=terms, text=LIVE)
    return terms


def everything(client: Client, catalog: Catalog) -> list[bytes]:
    """What a worker that reads the log now would answer, and one that starts now."""
    catalog.refresh()
    started = Catalog(catalog.copy.folder.with_name("started"))
    started.load()
    pages = []
    for snapshot in (catalog.snapshot, started.snapshot):
        catalog.shown.show(snapshot)
        pages += [client.get(f"/en/{path}").content for path in ("", "guides/", "guides/helping/")]
        pages += [client.get("/api/v1/guides").content]
        for query in (LIVE, SLIPPED):
            body = {"query": query, "locale": "en", "country": "GB"}
            answer = client.post("/api/v1/match", body, content_type="application/json")
            pages.append(answer.content)
    return pages


def test_no_way_past_the_log_changes_what_is_public(
    cast: Cast, client: Client, catalog: Catalog, publish: Publish, guide: Any, terms: Any,
    tmp_path: Path,
) -> None:  # fmt: skip
    publish(guide, terms.topic, terms)
    before = everything(client, catalog)
    assert b'"matched":true' in before[4]
    assert b'"matched":false' in before[5]

    Guide.objects.update(title_en="Updated in the database", slug="updated")
    guide.sections.all().delete()
    Guide.objects.bulk_create([Guide(key="new", slug="new", title_en="Made in a shell")])
    assert everything(client, catalog) == before

    file = tmp_path / "terms.csv"
    file.write_text(f"term,locale,topic,match,options,exceptions\n{SLIPPED},en,distress,,,\n")
    call_command("import_terms", file, by="editor")
    assert Term.objects.filter(text=SLIPPED).exists()
    assert everything(client, catalog) == before

    freeze(guide.object_key, by=cast.editor)
    Release.objects.update(state=Release.State.PUBLISHED, title="Published by hand")
    Release.objects.create(title="Made", state=Release.State.PUBLISHED, created_by=cast.editor)
    assert everything(client, catalog) == before


def test_a_live_edition_that_is_rewritten_shows_the_old_text_and_is_named(
    cast: Cast, client: Client, catalog: Catalog, publish: Publish, guide: Any
) -> None:
    entry = publish(guide)
    before = client.get("/en/guides/helping/").content
    edition = Edition.objects.get(key=guide.object_key)
    forged = json.loads(unpack(edition))["document"] | {
        "slug": "helping",
        "title": {"en": "Forged"},
    }
    Edition.objects.update(payload=zlib.compress(canonical(forged)))
    catalog.refresh()
    assert client.get("/en/guides/helping/").content == before
    restarted = Catalog(catalog.copy.folder)
    restarted.load()
    catalog.shown.show(restarted.snapshot)
    assert client.get("/en/guides/helping/").content == before
    (trouble,) = troubles()
    assert trouble.startswith(f"Entry {entry.number}: Edition {edition.digest[:12]} of guide:hel")


def test_an_edition_is_the_same_whatever_the_order_of_what_it_was_made_from(
    cast: Cast, guide: Any
) -> None:
    """Rows come back from a database in any order; the hash must not depend on it."""
    topics = [Topic.objects.create(key=key) for key in ("sleep", "anger", "hope")]
    guide.topics.set(topics)
    first = edition_digest(guide.object_key, document_of(guide.object_key))
    guide.topics.clear()
    guide.topics.set(reversed(topics))
    assert edition_digest(guide.object_key, document_of(guide.object_key)) == first
    assert record_change(guide.object_key, by=cast.editor)
    assert record_change(guide.object_key, by=cast.editor2) is None
