"""`POST /api/v1/match`: the right answer, a calm refusal, and no trace of the query."""

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from cms.publishing.catalog import Catalog
from interventions.api import LARGEST_BODY

ADDRESS = "/api/v1/match"


def ask(client: Client, **body: Any) -> Any:
    return client.post(ADDRESS, json.dumps(body), content_type="application/json")


@pytest.mark.parametrize(
    ("query", "locale", "country", "response", "topic"),
    [
        ("tự tử", "vi", "VN", "crisis", "suicide"),
        ("su1cide", "en", "GB", "crisis", "suicide"),
        ("mau bunuh diri", "en", "SG", "crisis", "suicide"),
        ("edrecovery", "en", "US", "recovery", "eating_disorder"),
        ("suicide squad", "en", "US", "none", None),
        ("banana bread", "en", "US", "none", None),
    ],
)
def test_a_query_is_answered(
    client: Client,
    seeded: Catalog,
    query: str,
    locale: str,
    country: str,
    response: str,
    topic: Any,
) -> None:
    answer = ask(client, query=query, locale=locale, country=country).json()
    assert (answer["response"], answer["topic"]) == (response, topic)
    assert answer["matched"] == (topic is not None)
    assert answer["entry"] == seeded.snapshot.history.head


def test_an_answer_holds_a_person_the_emergency_number_and_a_directory(
    client: Client, seeded: Catalog
) -> None:
    answer = ask(client, query="tự tử", locale="vi", country="VN").json()
    kinds = [line["kind"] for line in answer["help"]]
    assert kinds[0] == "line"
    assert {"emergency", "directory"} <= set(kinds)
    said = answer["interventions"][0]
    assert (said["language"], said["heading"]) == ("vi", "Bạn không đơn độc")
    assert said["offers"][0]["address"].startswith("/vi/guides/")


def test_an_answer_asks_the_database_nothing_and_leaves_no_cookie(
    client: Client, seeded: Catalog, django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        response = ask(client, query="tự tử", locale="vi", country="VN")
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("locale", "country"), [("xx", "XX"), ("", ""), ("zz-ZZ", "Narnia"), (None, None)]
)
def test_an_unknown_place_gets_the_international_help_and_is_asked(
    client: Client, seeded: Catalog, locale: str | None, country: str | None
) -> None:
    answer = ask(client, query="suicide", locale=locale, country=country).json()
    assert answer["asks_country"]
    assert "directory" in {line["kind"] for line in answer["help"]}
    assert answer["interventions"][0]["language"] == "en"


CANARY = "kanarienvogel suicide"
BAD = [
    (b"{", 400),
    (b"\xff\xfe" + CANARY.encode(), 400),
    (CANARY.encode(), 400),
    (b"[" * 9000, 400),
    (json.dumps([CANARY]).encode(), 422),
    (json.dumps({"query": [CANARY]}).encode(), 422),
    (json.dumps({"query": CANARY, "locale": 1}).encode(), 422),
    (json.dumps({"locale": CANARY}).encode(), 422),
    (json.dumps({"query": CANARY * LARGEST_BODY}).encode(), 413),
]


@pytest.mark.parametrize(("body", "status"), BAD)
def test_a_bad_body_gets_one_sentence_that_repeats_nothing(
    client: Client, seeded: Catalog, body: bytes, status: int
) -> None:
    response = client.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == status
    assert list(response.json()) == ["detail"]
    assert "kanarienvogel" not in response.content.decode()


def test_a_body_that_says_it_is_short_is_not_believed(client: Client, seeded: Catalog) -> None:
    body = json.dumps({"query": "x" * LARGEST_BODY}).encode()
    response = client.generic(
        "POST", ADDRESS, body, content_type="application/json", CONTENT_LENGTH=""
    )
    assert response.status_code in (400, 413)


@pytest.mark.parametrize("query", ["", " ", "\x00", "su\x00icide", "\ud800suicide", "🖤" * 500])
def test_strange_text_is_answered(client: Client, seeded: Catalog, query: str) -> None:
    assert ask(client, query=query, locale="en", country="US").status_code == 200


def test_the_query_is_in_no_log_and_no_error(
    client: Client, seeded: Catalog, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    requests = [
        client.post(ADDRESS, json.dumps({"query": CANARY}), content_type="application/json"),
        *(client.post(ADDRESS, body, content_type="application/json") for body, _status in BAD),
        client.get(ADDRESS, {"query": CANARY}),
        client.put(ADDRESS, json.dumps({"query": CANARY}), content_type="application/json"),
        client.post(f"{ADDRESS}/{CANARY}"),
        client.get("/en/nothing/", {"q": CANARY}),
    ]
    seen = caplog.text + "".join(capfd.readouterr())
    seen += "".join(repr(response.headers) for response in requests)
    assert "kanarienvogel" not in seen


def test_a_market_that_is_switched_off_is_answered_like_no_match(
    client: Client, seeded: Catalog
) -> None:
    history = replace(seeded.snapshot.history, off=frozenset({"VN"}))
    seeded.shown.show(replace(seeded.snapshot, history=history))
    answers = [
        ask(client, query="tự tử", locale="vi", country=country).json() for country in ("VN", "SG")
    ]
    assert [answer["matched"] for answer in answers] == [False, True]
