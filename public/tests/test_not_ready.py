"""A worker that has nothing to answer from says so, and never that nothing was found."""

from typing import Any

import pytest
from django.test import Client

from cms.publishing.catalog import Catalog

QUERY = {"query": "suicide", "locale": "en", "country": "VN"}
API = ("/help?country=VN", "/guides", "/campaigns", "/terms")


@pytest.fixture
def bare(catalog: Catalog) -> Catalog:
    """It found neither a database nor a disk copy."""
    catalog.load_disk_copy()
    return catalog


def match(client: Client) -> Any:
    return client.post("/api/v1/match", QUERY, content_type="application/json")


@pytest.mark.parametrize("path", ["/", "/en/", "/vi/help/VN/", "/ar/search/", "/sitemap.xml"])
def test_pages_name_the_international_directory_and_ask_for_patience(
    client: Client, bare: Catalog, path: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "https://findahelpline.com" in answer.content.decode()


def test_a_search_is_not_answered_with_nothing_found(client: Client, bare: Catalog) -> None:
    assert client.post("/en/search/", {"q": "suicide"}).status_code == 503


def test_the_api_says_so_in_a_sentence(client: Client, bare: Catalog) -> None:
    for answer in (match(client), *(client.get(f"/api/v1{path}") for path in API)):
        assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
        assert "Ask again in a moment" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/health/live", "/robots.txt", "/api/v1/openapi.json"])
def test_what_is_the_same_whatever_is_published_is_answered(
    client: Client, bare: Catalog, path: str
) -> None:
    assert client.get(path).status_code == 200


def test_a_new_site_has_pages_and_promises_no_program_that_nobody_needs_help(
    client: Client, catalog: Catalog
) -> None:
    assert "Call the emergency number where you are." in client.get("/en/help/VN/").content.decode()
    assert client.get("/api/v1/guides").json() == []
    assert match(client).status_code == client.get("/api/v1/help").status_code == 503


@pytest.mark.django_db
def test_pages_come_as_soon_as_there_is_something(
    client: Client, bare: Catalog, seeded: Catalog
) -> None:
    assert match(client).status_code == 503
    bare.health.is_bare = False
    assert client.get("/en/").status_code == match(client).status_code == 200
