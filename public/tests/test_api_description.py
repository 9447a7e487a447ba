"""The API's description: valid, and enough for a client that a generator makes of it."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import openapi_spec_validator
import pytest
from django.test import Client
from openapi_pydantic import OpenAPI

from cms.publishing.catalog import Catalog

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/openapi.json"
SLUGS = {
    "guides": "helping-someone",
    "campaigns": "october-mental-health",
    "series": "october-voices",
}


def described(client: Client) -> Any:
    return client.get(ADDRESS).json()


def operations(schema: Any) -> Iterator[tuple[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_answer_there_is_is_described(client: Client, seeded: Catalog) -> None:
    codes = {name: set(it["responses"]) for name, it in operations(described(client))}
    assert codes["post /api/v1/match"] == {"200", "400", "413", "422", "503"}
    assert codes["get /api/v1/terms"] == {"200", "304", "401", "503"}
    for kind in ("guides", "campaigns", "series"):
        assert codes[f"get /api/v1/{kind}/{{slug}}"] == {"200", "404", "503"}
    assert all("503" in found for found in codes.values())


def test_the_token_of_the_terms_and_the_body_of_a_match_are_described(
    client: Client, seeded: Catalog
) -> None:
    schema = described(client)
    found = dict(operations(schema))
    assert schema["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert found["get /api/v1/terms"]["security"] == [{"bearer": []}]
    assert schema["security"] == []
    body = found["post /api/v1/match"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(body["properties"]) == {"query", "locale", "country"}


def test_dates_of_a_campaign_carry_the_zone_of_their_market(
    client: Client, seeded: Catalog
) -> None:
    markets = client.get("/api/v1/campaigns/october-mental-health").json()["markets"]
    dates = {m["country"]: datetime.fromisoformat(m["starts"]) for m in markets if m["starts"]}
    assert dates
    assert all(date.utcoffset() is not None for date in dates.values())
    if "VN" in dates:
        assert str(dates["VN"].utcoffset()) == "7:00:00"


def test_the_description_is_valid(client: Client, seeded: Catalog) -> None:
    openapi_spec_validator.validate(described(client))


def test_a_second_reader_takes_the_description_whole(client: Client, seeded: Catalog) -> None:
    """It knows every word of OpenAPI 3.1, and hands back what it has read."""
    schema = described(client)
    read = OpenAPI.model_validate(schema)
    assert set(read.paths or ()) == set(schema["paths"])
    for name, operation in operations(read.model_dump(by_alias=True, exclude_none=True)):
        assert operation["responses"], name


@pytest.fixture
def generated(client: Client, seeded: Catalog, tmp_path: Path, monkeypatch: Any) -> ModuleType:
    """A client that a public generator has made of the description."""
    description, target = tmp_path / "openapi.json", tmp_path / "made_client"
    description.write_text(json.dumps(described(client)))
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    options = ["--path", str(description), "--output-path", str(target)]
    settings = tmp_path / "settings.json"
    settings.write_text('{"post_hooks": []}')
    subprocess.run(  # noqa: S603
        [*command, *options, "--config", str(settings), "--fail-on-warning"],
        check=True,
        capture_output=True,
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module("made_client")


def test_a_generated_client_reads_every_answer(
    client: Client, generated: ModuleType, settings: Any
) -> None:
    settings.TERMS_TOKEN = "secret"
    caller = importlib.import_module("made_client.client").Client(base_url="http://testserver")
    api = importlib.import_module("made_client.api")
    read = set()
    for found in pkgutil.walk_packages(api.__path__, "made_client.api."):
        if found.ispkg:
            continue
        module: Any = importlib.import_module(found.name)
        for answer in _answers(client, module.__name__.rpartition(".")[2]):
            response = httpx.Response(
                answer.status_code, content=answer.content, headers=dict(answer.headers)
            )
            parsed = module._build_response(client=caller, response=response).parsed
            said = [it.to_dict() for it in parsed] if isinstance(parsed, list) else parsed.to_dict()
            assert _instants(said) == _instants(answer.json())
            read.add((found.name.rpartition(".")[2], answer.status_code))
    assert len(read) > 12


@pytest.fixture
def models(client: Client, seeded: Catalog, tmp_path: Path, monkeypatch: Any) -> ModuleType:
    """What another public generator has made of the description: a class for each answer."""
    description = tmp_path / "openapi.json"
    description.write_text(json.dumps(described(client)))
    options = ["--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"]
    places = ["--input", str(description), "--output", str(tmp_path / "made_models.py")]
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "datamodel_code_generator", *options, *places],
        check=True,
        capture_output=True,
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module("made_models")


def test_classes_of_a_second_generator_read_every_answer(
    client: Client, models: ModuleType, settings: Any
) -> None:
    settings.TERMS_TOKEN = "secret"
    read = set()
    for name, operation in operations(described(client)):
        for answer in _answers(client, operation["operationId"]):
            told = operation["responses"][str(answer.status_code)]["content"]
            said = answer.json()
            schema = told["application/json"]["schema"]
            kind = schema.get("items", schema).get("$ref", "").rpartition("/")[2]
            if not kind:
                assert schema["additionalProperties"], name  # The terms: any object.
                continue
            for one in said if isinstance(said, list) else [said]:
                parsed = getattr(models, kind).model_validate(one)
                dumped = parsed.model_dump(mode="json", by_alias=True, exclude_unset=True)
                assert _instants(dumped) == _instants(one)
            read.add((name, answer.status_code))
    assert len(read) > 12


def _answers(client: Client, name: str) -> Iterator[Any]:
    """What the operation of that name answers: well, and where it has no answer."""
    kind = name.removeprefix("public_api_").removeprefix("interventions_api_")
    if kind == "match":
        for body in ('{"query": "i want to die", "locale": "en", "country": "US"}', "no", "[]"):
            yield client.post("/api/v1/match", body, content_type="application/json")
    elif kind == "terms":
        yield client.get("/api/v1/terms", headers={"Authorization": "Bearer secret"})
        yield client.get("/api/v1/terms")
    elif kind in ("guide", "campaign", "series"):
        folder = {"guide": "guides", "campaign": "campaigns"}.get(kind, kind)
        yield client.get(f"/api/v1/{folder}/{SLUGS[folder]}")
        yield client.get(f"/api/v1/{folder}/nothing")
    else:
        yield client.get(f"/api/v1/{kind.replace('help_lines_of', 'help')}?country=VN")


def _instants(said: Any) -> Any:
    """The same, with each instant as one whatever way its zone is written."""
    if isinstance(said, dict):
        return {name: _instants(value) for name, value in said.items()}
    if isinstance(said, list):
        return [_instants(value) for value in said]
    if isinstance(said, str) and re.match(r"\d{4}-\d\d-\d\dT", said):
        return datetime.fromisoformat(said)
    return said
