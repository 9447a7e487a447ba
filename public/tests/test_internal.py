"""What is marked as internal in a document never reaches the public, by whatever way."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pydantic import BaseModel

from cms.publishing.catalog import Catalog
from cms.publishing.documents import Text, internal_fields
from cms.publishing.kinds import all_kinds
from cms.publishing.snapshot import Loaded, Snapshot
from public.mirror import write_mirror

pytestmark = pytest.mark.django_db
CANARY = "Kanarienvogel"
DAY = date(2031, 7, 19)
TRACES = re.compile(rf"{CANARY}|\b2031\b|٢٠٣١")
EXPECTED = {
    "guide": {"sign_off", "review_due"},
    "video": {"permission_until"},
    "creator": {"consent"},
    "helpline": {"usual_wait", "source", "grade", "check_due"},
}


def canary(of: Any) -> Any:
    """A value of the type that can be told from all others."""
    kinds = get_args(of) or (of,)
    if date in kinds:
        return DAY
    for kind in kinds:
        if issubclass(kind, Text):
            return Text({language: CANARY for language, _name in settings.LANGUAGES})
        if issubclass(kind, BaseModel):
            fields = kind.model_fields.items()
            return kind(**{name: canary(field.annotation) for name, field in fields})
    assert str in kinds, f"The test has no mark of the type {of}."
    return CANARY


def marked(loaded: Loaded, said: date) -> Loaded:
    """A day `said` on purpose stays: a mirror names the earliest on which a number is due."""
    kind = type(loaded.document)
    marks = {name: canary(kind.model_fields[name].annotation) for name in internal_fields(kind)}
    if getattr(loaded.document, "check_due", None) == said:
        del marks["check_due"]
    return Loaded(loaded.digest, loaded.key, loaded.document.model_copy(update=marks))


@pytest.fixture
def live(catalog: Catalog, seeded_snapshot: Snapshot) -> Catalog:
    """The demonstration, with a mark in every field that is internal."""
    known = seeded_snapshot.editions
    due = [getattr(one.document, "check_due", None) for one in known.values()]
    earliest = min(day for day in due if day)
    editions = {digest: marked(one, earliest) for digest, one in known.items()}
    catalog.shown.show(replace(seeded_snapshot, editions=editions))
    return catalog


def told(content: bytes) -> set[str]:
    return set(TRACES.findall(content.decode(errors="replace")))


def test_each_kind_says_what_of_it_is_internal() -> None:
    fields = {kind.name: internal_fields(kind.document) for kind in all_kinds()}
    assert {name: set(found) for name, found in fields.items() if found} == EXPECTED


def test_no_page_feed_or_file_of_the_mirror_tells_it(live: Catalog, tmp_path: Path) -> None:
    write_mirror(tmp_path, live.current(), timezone.now(), "http://testserver")
    files = [path for path in tmp_path.rglob("*") if path.suffix in (".html", ".xml", ".txt")]
    assert len(files) > 100
    assert {str(path): told(path.read_bytes()) for path in files if told(path.read_bytes())} == {}


def addresses(live: Catalog) -> Iterator[str]:
    """Each address of the API that is asked by GET, with every slug that there is."""
    api = Client().get("/api/v1/openapi.json").json()["paths"]
    slugs = {
        slug
        for loaded in live.snapshot.editions.values()
        if (slug := getattr(loaded.document, "slug", ""))
    }
    for path in (path for path, verbs in api.items() if "get" in verbs):
        named = {path.format(slug=slug) for slug in slugs} if "{slug}" in path else {path}
        yield from (f"{one}{query}" for one in sorted(named) for query in ("", "?country=VN"))


def test_no_answer_of_the_api_tells_it(live: Catalog, client: Client) -> None:
    asked = list(addresses(live))
    answers = {address: client.get(address) for address in asked}
    assert sum(answer.status_code == 200 for answer in answers.values()) > 10
    assert {a: told(answer.content) for a, answer in answers.items() if told(answer.content)} == {}
    names = {name for fields in EXPECTED.values() for name in fields} - {"source"}
    described = client.get("/api/v1/openapi.json").content.decode()
    assert [name for name in sorted(names) if f'"{name}"' in described] == []


def test_no_answer_to_a_query_tells_it(live: Catalog, client: Client) -> None:
    asked = {"query": "I want to die", "locale": "en", "country": "GB"}
    answer = client.post("/api/v1/match", asked, content_type="application/json")
    assert answer.json()["help"]
    assert told(answer.content) == set()
