"""The term bundle: only with the token, signed, and with the same answers as the API."""

from typing import Any

import pytest
from django.test import Client

from cms.publishing.catalog import Catalog
from interventions.matching.bundle import BadBundle, load_bundle
from interventions.matching.read import read_queries
from interventions.rulesets import ruleset

TOKEN = "a long random word"


def fetch(client: Client, token: str = TOKEN, **headers: str) -> Any:
    return client.get("/api/v1/terms", headers={"Authorization": f"Bearer {token}", **headers})


@pytest.fixture(autouse=True)
def token(settings: Any) -> None:
    settings.TERMS_TOKEN = TOKEN


def test_a_ruleset_from_the_bundle_answers_like_the_api(
    client: Client, seeded: Catalog, settings: Any
) -> None:
    response = fetch(client)
    theirs = load_bundle(response.content, secret=TOKEN, signed=response["X-Wellspring-Signature"])
    ours = ruleset(seeded.current())
    for row in read_queries(settings.BASE_DIR / "seeds" / "queries.csv"):
        assert theirs.match(row.query, row.locale, "VN") == ours.match(row.query, row.locale, "VN")


def test_a_bundle_that_was_changed_or_signed_by_another_is_refused(
    client: Client, seeded: Catalog
) -> None:
    response = fetch(client)
    signed = response["X-Wellspring-Signature"]
    with pytest.raises(BadBundle, match="signature does not hold"):
        load_bundle(response.content + b" ", secret=TOKEN, signed=signed)
    with pytest.raises(BadBundle, match="signature does not hold"):
        load_bundle(response.content, secret="another", signed=signed)


@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_the_token_there_is_no_bundle(client: Client, seeded: Catalog, token: str) -> None:
    assert fetch(client, token).status_code == 401


def test_without_a_token_in_the_settings_nobody_gets_it(
    client: Client, seeded: Catalog, settings: Any
) -> None:
    settings.TERMS_TOKEN = ""
    assert fetch(client, "").status_code == 401


def test_an_unchanged_bundle_is_not_sent_again(client: Client, seeded: Catalog) -> None:
    etag = fetch(client)["ETag"]
    again = fetch(client, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
