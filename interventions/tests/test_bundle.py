"""The term bundle: only with the token, signed, and with the same answers as the API."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cms.publishing.catalog import Catalog
from interventions.matching.bundle import BadBundle, load_bundle
from interventions.matching.read import read_queries
from interventions.rulesets import ruleset

pytestmark = pytest.mark.django_db

TOKEN = "a long random word"
ALONE = """
import json, sys
sys.modules["django"] = None  # Importing it fails.
from interventions.matching.bundle import load_bundle
asked = json.load(sys.stdin)
ruleset = load_bundle(asked["bundle"].encode(), secret=asked["token"], signed=asked["signed"])
found = [ruleset.match(query, locale, "VN") for query, locale in asked["queries"]]
print(json.dumps([[match.matched, match.topic, match.response] for match in found]))
"""


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


def test_the_matcher_without_the_site_answers_like_the_api(
    client: Client, seeded: Catalog, settings: Any, tmp_path: Path
) -> None:
    """As a search service has it: nothing of the project but the matcher."""
    matcher = settings.BASE_DIR / "interventions" / "matching"
    shutil.copytree(matcher, tmp_path / "interventions" / "matching")
    labelled = read_queries(settings.BASE_DIR / "seeds" / "queries.csv")[::10]
    queries = [(row.query, row.locale) for row in labelled]
    response = fetch(client)
    asked = {
        "bundle": response.content.decode(),
        "token": TOKEN,
        "signed": response["X-Wellspring-Signature"],
        "queries": queries,
    }
    done = subprocess.run(  # noqa: S603  It runs this very interpreter.
        [sys.executable, "-c", ALONE],
        cwd=tmp_path,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = []
    for query, locale in queries:
        body = {"query": query, "locale": locale, "country": "VN"}
        given = client.post("/api/v1/match", body, content_type="application/json").json()
        answers.append([given["matched"], given["topic"], given["response"]])
    assert json.loads(done.stdout) == answers


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
