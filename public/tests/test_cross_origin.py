"""Which pages of other origins get an answer: those that are named, and never with credentials."""

import json
from typing import Any

import pytest
from django.test import Client

from cms.library.media import live_files
from cms.publishing.catalog import Catalog

pytestmark = pytest.mark.django_db

FRIEND, STRANGER = "https://app.example", "https://evil.example"
HELP = "/api/v1/help?country=VN"
ALLOWED, CREDENTIALS = "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"


@pytest.fixture
def friendly(settings: Any, seeded: Catalog) -> Catalog:
    settings.API_ORIGINS = frozenset({FRIEND})
    return seeded


def asks_whether_it_may(client: Client, origin: str) -> Any:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return client.options("/api/v1/match", headers=headers)


def test_nobody_else_is_allowed_by_default(client: Client, seeded: Catalog) -> None:
    answer = client.get(HELP, headers={"Origin": FRIEND})
    assert answer.status_code == 200
    assert ALLOWED not in answer.headers
    assert "Origin" not in answer.headers.get("Vary", "")
    assert ALLOWED not in asks_whether_it_may(client, FRIEND).headers


def test_a_named_origin_reads_answers_and_refusals(client: Client, friendly: Catalog) -> None:
    body = json.dumps({"query": "suicide", "locale": "en", "country": "US"})
    answers = [
        client.get(HELP, headers={"Origin": FRIEND}),
        client.get("/api/v1/guides/nothing", headers={"Origin": FRIEND}),
        client.post("/api/v1/match", body, "application/json", headers={"Origin": FRIEND}),
        client.post("/api/v1/match", "no", "application/json", headers={"Origin": FRIEND}),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 200, 400]
    for answer in answers:
        assert answer.headers[ALLOWED] == FRIEND
        assert "Origin" in answer.headers["Vary"]
        assert CREDENTIALS not in answer.headers


def test_a_named_origin_may_post_json_and_send_no_token(client: Client, friendly: Catalog) -> None:
    answer = asks_whether_it_may(client, FRIEND)
    assert (answer.status_code, answer.content, answer.headers[ALLOWED]) == (204, b"", FRIEND)
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert CREDENTIALS not in answer.headers


@pytest.mark.parametrize("origin", [STRANGER, "null", f"{FRIEND}.evil.example", FRIEND.upper()])
def test_any_other_origin_is_not(client: Client, friendly: Catalog, origin: str) -> None:
    for answer in (
        client.get(HELP, headers={"Origin": origin}),
        asks_whether_it_may(client, origin),
    ):
        assert ALLOWED not in answer.headers
        assert "Origin" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/en/", "/admin/login/", "/health/live", "/api/"])
def test_it_holds_for_the_api_alone(client: Client, friendly: Catalog, path: str) -> None:
    assert ALLOWED not in client.get(path, headers={"Origin": FRIEND}).headers


def test_a_foreign_host_stays_outside(client: Client, friendly: Catalog) -> None:
    headers = {"Origin": FRIEND, "Access-Control-Request-Method": "POST", "Host": "evil.example"}
    assert client.options("/api/v1/match", headers=headers).status_code == 400


@pytest.mark.parametrize("suffix", [".webp", ".vtt", ".mp4"])
def test_media_may_be_shown_on_any_site(client: Client, seeded: Catalog, suffix: str) -> None:
    name = next(name for name in live_files(seeded.current()) if name.endswith(suffix))
    answer = client.get(f"/media/{name}", headers={"Origin": STRANGER})
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers[ALLOWED] == "*"
    assert CREDENTIALS not in answer.headers
    gone = client.get("/media/00000000000000000000000000000000.webp")
    assert gone.headers["Cross-Origin-Resource-Policy"] == "same-origin"
