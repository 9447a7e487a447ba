"""The JSON API: live content, from memory, in the contract's addresses."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.test import Client

from cms.publishing.catalog import Catalog
from tests.public import DAY_OF_CAMPAIGNS

API = "/api/v1"


@pytest.fixture(autouse=True)
def on_a_day_of_campaigns() -> Iterator[None]:
    with time_machine.travel(DAY_OF_CAMPAIGNS):
        yield


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


def test_a_campaign_in_a_country_names_nothing_of_other_countries(
    client: Client, seeded: Catalog
) -> None:
    path = f"{API}/campaigns/in-app-programme"
    whole, here = client.get(path).json(), client.get(f"{path}?country=vn").json()
    assert {country for item in whole["items"] for country in item["markets"]} - {"VN"}
    assert all("VN" in item["markets"] for item in here["items"] if item["markets"])
    assert [market["country"] for market in here["markets"]] == ["VN"]
    assert len(whole["markets"]) > 1
    assert set(here["included"]["partners"]) < set(whole["included"]["partners"])
    assert here in client.get(f"{API}/campaigns?country=VN").json()


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


SHOWN = ("/guides", "/campaigns", "/partners", "/series/october-voices", "/campaigns?country=VN")


def shown_at(client: Client, path: str) -> list[Any]:
    given = client.get(API + path).json()
    return given if isinstance(given, list) else [given]


def named(value: Any) -> Iterator[tuple[str, str]]:
    """Each key of another object that an answer names, with where it is to be found."""
    place_of = {"hero": "images", "poster": "images", "logo": "images", "avatar": "images"}
    place_of |= {"topics": "topics", "partners": "partners", "partner": "partners"}
    place_of |= {"notice": "notices", "creator": "creators"}
    if isinstance(value, list):
        for inner in value:
            yield from named(inner)
    for name, held in value.items() if isinstance(value, dict) else ():
        if name in place_of and not isinstance(held, dict):
            keys = held if isinstance(held, list) else filter(None, [held])
            yield from ((place_of[name], key) for key in keys)
        elif name == "target" and held.startswith(("guide:", "series:", "partner:")):
            kind, _, key = held.partition(":")
            yield {"guide": "guides", "partner": "partners"}.get(kind, kind), key
        else:
            yield from named(held)


@pytest.mark.parametrize("path", SHOWN)
def test_no_key_leads_nowhere(client: Client, seeded: Catalog, path: str) -> None:
    answers = shown_at(client, path)
    asked = {key for answer in answers for key in named(answer)}
    assert len(asked) > 3
    for answer in answers:
        missing = [(at, key) for at, key in named(answer) if key not in answer["included"][at]]
        assert missing == []


@pytest.mark.parametrize("path", SHOWN)
def test_what_was_taken_down_is_named_nowhere(client: Client, seeded: Catalog, path: str) -> None:
    asked = {(at, key) for answer in shown_at(client, path) for at, key in named(answer)}
    kinds = {"images": "image", "topics": "topic", "partners": "partner", "guides": "guide"}
    blocked = frozenset(f"{kinds[at]}:{key}" for at, key in asked if at in kinds)
    history = replace(seeded.snapshot.history, blocked=blocked)
    seeded.shown.show(replace(seeded.snapshot, history=history))
    left = {key for answer in shown_at(client, path) for key in named(answer)}
    assert left.isdisjoint((at, key) for at, key in asked if at in kinds)


def test_pictures_clips_and_captions_have_addresses_that_answer(
    client: Client, seeded: Catalog
) -> None:
    series = client.get(f"{API}/series/october-voices").json()
    poster = series["included"]["images"][series["series"]["poster"]]
    assert poster["alt"]["en"]
    video = series["videos"][0]
    assert series["included"]["creators"][video["creator"]]["name"]
    notice = series["included"]["notices"][video["notice"]]
    assert (notice["kind"], bool(notice["heading"]["vi"])) == ("opt_in", True)
    files = [*poster["renditions"], video["clip"], *video["captions"]]
    assert all(file["width"] > 0 for file in files if "width" in file)
    assert {client.get(file["address"]).status_code for file in files} == {200}


def test_what_is_included_is_in_the_languages_that_are_asked_for(
    client: Client, seeded: Catalog
) -> None:
    included = client.get(f"{API}/guides/helping-someone?lang=vi").json()["included"]
    assert included["topics"]
    for topic in included["topics"].values():
        assert set(topic["name"]) == {"en", "vi"}
