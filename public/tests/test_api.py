"""The JSON API: live content, from memory, in the contract's addresses."""

from typing import Any

import pytest
from django.test import Client

from cms.publishing.catalog import Catalog

API = "/api/v1"
PATHS = (
    "/campaigns",
    "/campaigns?lang=vi&country=VN",
    "/campaigns/october-mental-health",
    "/guides?lang=ar",
    "/guides/helping-someone",
    "/series/october-voices",
    "/partners?country=VN&topic=suicide",
    "/help",
    "/help?lang=id&country=ID&topic=suicide",
    "/openapi.json",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_address_answers_without_a_query_or_cookie(
    client: Client, seeded: Catalog, db: None, django_assert_num_queries: Any, path: str
) -> None:
    with django_assert_num_queries(0):
        response = client.get(API + path)
    assert response.status_code == 200
    assert not response.cookies
    assert response.json()


@pytest.mark.parametrize("path", [*PATHS, "/guides/nothing-of-this-name", "/match"])
def test_head_is_answered_like_get_without_the_body(
    client: Client, seeded: Catalog, path: str
) -> None:
    asked, whole = client.head(API + path), client.get(API + path)
    assert (asked.status_code, asked.headers) == (whole.status_code, whole.headers)
    assert not asked.content


@pytest.mark.parametrize("kind", ["campaigns", "guides", "series"])
def test_an_unknown_slug_is_a_calm_404(client: Client, seeded: Catalog, kind: str) -> None:
    response = client.get(f"{API}/{kind}/nothing-of-this-name")
    assert response.status_code == 404
    assert response.json() == {"detail": "There is no such object, or it is not live."}


def test_a_language_leaves_that_and_the_source(client: Client, seeded: Catalog) -> None:
    guide = client.get(f"{API}/guides/helping-someone?lang=vi").json()
    assert set(guide["title"]) == {"en", "vi"}


def test_a_country_leaves_its_own_and_the_international_partners(
    client: Client, seeded: Catalog
) -> None:
    partners = client.get(f"{API}/partners?country=VN").json()
    assert {country for partner in partners for country in partner["countries"]} == {"VN"}
    assert any(not partner["countries"] for partner in partners)


def test_help_for_a_country_has_a_card_an_emergency_number_and_directories(
    client: Client, seeded: Catalog
) -> None:
    found = client.get(f"{API}/help?country=gb&lang=en").json()
    assert found["country"] == "GB"
    assert 1 <= len(found["card"]) <= 3
    assert found["emergency"][0]["channels"][0]["dial"] == "999"
    assert found["directories"]


def test_the_openapi_document_describes_the_match(client: Client, seeded: Catalog) -> None:
    paths = client.get(f"{API}/openapi.json").json()["paths"]
    body = paths["/api/v1/match"]["post"]["requestBody"]["content"]["application/json"]
    assert set(body["schema"]["properties"]) == {"query", "locale", "country"}
