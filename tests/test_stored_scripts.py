"""Scripts stored in every text, address and title: none can run, on any page, public or staff's.

They are stored past every form, as an import or a shell could. Each page is then read as a
browser reads it: what was stored may be a text or a value, and never an element, the name of an
attribute, a handler, a script or an address that runs one.
"""

import json
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import models, transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation

from cms.desk.roles import sync_roles
from cms.publishing.append import append
from cms.publishing.catalog import Catalog
from cms.publishing.compose import add_item, start_release
from cms.publishing.freeze import document_of, store
from cms.publishing.kinds import all_kinds
from cms.publishing.log import Action
from cms.publishing.models import Heartbeat, Release
from public.management.commands.seed import SEEDINGS

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.anywhere]

MARK = "xss7"
RUNS = f"javascript:{MARK}()"
PAYLOADS = (
    f"""'"></script></title></textarea><script>{MARK}()</script><img {MARK} onerror={MARK}()>""",
    f"""'"></script><img {MARK} src=x onerror={MARK}()>""",
    f"""'"><{MARK}>""",
)
ADDRESSES = frozenset({"website", "link", "source", "dial", "credit"})
"""Fields that some page may take for an address."""
PROSE = frozenset(
    {
        *("name", "bio", "handle", "hashtag", "sign_off", "consent_scope", "contact", "reason"),
        *("check_note", "keyword", "extension", "note", "better", "flagged", "fine", "query"),
        *("title", "trouble", "text", "exceptions"),
    }
)
FOLLOWED = frozenset({"href", "src", "action", "formaction", "data", "poster", "srcset"})
"""Attributes whose address a browser follows."""
MOST_ROWS = 60
MOST_OF_A_KIND = 2


def payload_for(field: Any) -> str:
    """The longest payload that fits; '' where none does, or where the field is no free text."""
    if not isinstance(field, (models.CharField, models.TextField)) or field.choices or field.unique:
        return ""
    room = field.max_length or 1000
    if field.name in ADDRESSES and isinstance(field, models.CharField):
        return RUNS
    if hasattr(field, "translated_field") or field.name in PROSE:
        return next((payload for payload in PAYLOADS if len(payload) <= room), "")
    return ""


def poison() -> Counter[str]:
    """Writes payloads into the rows there are; tells into how many fields of which model."""
    poisoned: Counter[str] = Counter()
    ours = (m for m in apps.get_models() if m.__module__.startswith(APPS) and not m._meta.proxy)
    for model in ours:
        values = {f.name: p for f in model._meta.concrete_fields if (p := payload_for(f))}
        distinct = _distinct(model)
        for name, value in values.items():
            rows = model._default_manager.exclude(**{name: ""}).order_by("pk")
            chosen = rows.values_list("pk", flat=True)[: 1 if name in distinct else MOST_ROWS]
            if model._default_manager.filter(pk__in=list(chosen)).update(**{name: value}):
                poisoned[model._meta.label] += 1
    return poisoned


def _distinct(model: type[models.Model]) -> set[str]:
    """The fields of which only one row may hold the same."""
    constraints = (c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint))
    return {name for constraint in constraints for name in constraint.fields}


APPS = ("cms.", "campaigns.", "guides.", "partners.", "interventions.")


@pytest.fixture(scope="module")
def poisoned(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalog]:
    """The demonstration with payloads for texts, live, and a desk with something on it."""
    with django_db_blocker.unblock(), transaction.atomic():
        sync_roles()
        chief = get_user_model()._default_manager.create_superuser("chief", first_name=PAYLOADS[1])
        for seed in SEEDINGS:
            seed(settings.BASE_DIR / "seeds", by=chief)
        release = start_release(title="t", by=chief)
        add_item(release, "guide:helping-someone", by=chief)
        Heartbeat.objects.create(worker="w", entry=0, at=release.created_at)
        assert len(poison()) > 15
        publish_all(chief, release)
        worker = Catalog(tmp_path_factory.mktemp("poisoned"))
        worker.refresh()
        yield worker
        transaction.set_rollback(True)


def publish_all(by: User, release: Release) -> None:
    """Straight into the log: the checks would refuse most of it."""
    keys = [
        f"{kind.name}:{key}"
        for kind in all_kinds()
        for key in kind.model._default_manager.values_list("key", flat=True)
    ]
    documents = {key: document_of(key) for key in keys}
    items = [
        {
            "key": key,
            "edition": store(key, document, by=by).digest,
            "languages": sorted(document.languages_to_read()),
        }
        for key, document in documents.items()
    ]
    body = {"title": release.title, "items": items}
    append(Action.RELEASE, body, by=by)


class Reader(HTMLParser):
    """Notes what runs, or would, and where the page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.leads_to: list[str] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if MARK in tag or any(MARK in name for name in given):
            self.runs.append(f"an element: {tag} {given}")
        for name, value in given.items():
            if (name.startswith("on") or name in ("style", "srcdoc")) and MARK in value:
                self.runs.append(f"a handler: {tag} {name}")
            if name in FOLLOWED and "".join(value.split()).lower().startswith("javascript:"):
                self.runs.append(f"an address: {tag} {name}")
        if tag == "script":
            self._script = given.get("type", "")
        if tag == "a":
            self.leads_to.append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if MARK not in data or self._script is None:
            return
        if not self._script.endswith("json"):
            self.runs.append(f"a script: {data[:60]}")
        else:
            json.loads(data)


def crawl(client: Client, start: str) -> tuple[list[str], Counter[str]]:
    """Reads the pages that lead from one to another; what runs there, and pages by kind."""
    waiting, seen, troubles, kinds = [start], {start}, [], Counter[str]()
    while waiting:
        address = waiting.pop(0)
        try:
            kind = resolve(urlsplit(address).path).view_name
        except Resolver404:
            continue
        if kinds[kind] >= MOST_OF_A_KIND or kind == "admin:logout":
            continue
        response = client.get(address)
        kinds[kind] += 1
        if response.status_code >= 500:
            troubles.append(f"{address}: {response.status_code}")
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        reader = Reader()
        reader.feed(response.content.decode())
        troubles += [f"{address}: {what}" for what in reader.runs]
        for link in reader.leads_to:
            target = urljoin(address, link)
            if target.startswith(f"/{start.split('/')[1]}/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    return troubles, kinds


@pytest.fixture
def showing(poisoned: Catalog, catalog: Catalog) -> None:
    catalog.shown.show(poisoned.snapshot)


@pytest.mark.usefixtures("showing")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_public_page_runs_what_was_stored(language: str) -> None:
    client = Client(raise_request_exception=False)
    with translation.override(language):
        troubles, kinds = crawl(client, f"/{language}/")
    assert troubles == []
    assert {"guides:detail", "partners:detail", "campaigns:detail", "campaigns:watch"} <= set(kinds)
    assert {"partners:help_country", "partners:card", "topic", "search"} <= set(kinds)


@pytest.mark.usefixtures("showing")
def test_no_answer_to_a_search_or_an_error_runs_what_was_stored_or_sent() -> None:
    client = Client(raise_request_exception=False)
    for query in (*PAYLOADS, "suicide", MARK, f"help {PAYLOADS[0]}"):
        for address in ("/en/search/", "/vi/search/?country=VN"):
            reader = Reader()
            reader.feed(client.post(address, {"q": query}).content.decode())
            assert reader.runs == []
    for address in ("/en/zz9{}/", "/en/guides/zz9{}/", "/en/help/zz9{}/", "/en/?page=zz9{}"):
        page = client.get(address.format(PAYLOADS[2])).content.decode()
        assert "zz9" not in page


@pytest.mark.usefixtures("showing")
@pytest.mark.parametrize("address", ["/sitemap.xml", "/en/feed.xml"])
def test_no_feed_is_broken_by_what_was_stored(client: Client, address: str) -> None:
    tree = ElementTree.fromstring(client.get(address).content)  # noqa: S314  It is our own.
    for element in tree.iter():
        assert MARK not in element.tag
        for value in element.attrib.values():
            assert not value.startswith("javascript:")


@pytest.mark.usefixtures("showing")
def test_no_page_of_the_desk_runs_what_was_stored() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model()._default_manager.get(username="chief"))
    troubles, kinds = crawl(client, "/admin/")
    assert troubles == []
    assert len(kinds) > 60
    assert {"admin:release", "admin:entry", "admin:proposals", "preview"} <= set(kinds)
