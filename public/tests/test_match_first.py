"""A match is answered before the layers that it does not need, and as they would have had it."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from cms.publishing.catalog import Catalog
from public.match_first import MATCH

pytestmark = pytest.mark.django_db

LONG_WAY = [name for name in settings.MIDDLEWARE if name != "public.match_first.MatchMiddleware"]


def ask(query: str = "tự tử", **headers: str) -> Any:
    body = json.dumps({"query": query, "locale": "vi", "country": "VN"})
    return Client().post(MATCH, body, content_type="application/json", headers=headers)


def test_the_address_is_that_of_the_api() -> None:
    assert reverse("api:match") == MATCH


@pytest.mark.parametrize("query", ["tự tử", "banana bread"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_answer_is_the_one_of_the_long_way(seeded: Catalog, query: str, encoding: str) -> None:
    direct = ask(query, accept_encoding=encoding)
    with override_settings(MIDDLEWARE=LONG_WAY):
        by_the_long_way = ask(query, accept_encoding=encoding)
    assert direct.status_code == by_the_long_way.status_code == 200
    assert direct.content == by_the_long_way.content
    assert dict(direct.headers) == dict(by_the_long_way.headers)


def test_a_strange_host_is_refused(seeded: Catalog) -> None:
    assert ask(host="evil.example").status_code == 400


def test_where_https_is_demanded_a_match_is_sent_there_too(seeded: Catalog) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = ask()
    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://")


def test_asking_by_get_is_refused_by_the_api(client: Client, seeded: Catalog) -> None:
    assert client.get(MATCH).status_code == 405
