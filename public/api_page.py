"""The description of the API as a plain page: no script, nothing from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from public.api import api
from public.styles import style_sheet

JSON = dict[str, Any]
MODELS = "#/components/schemas/"


class Piece(NamedTuple):
    """A word of what a value may be; `is_model` where the page describes it."""

    text: str
    is_model: bool = False


@dataclass(frozen=True)
class Field:
    name: str
    kind: tuple[Piece, ...]
    is_required: bool


@dataclass(frozen=True)
class Model:
    """An object that is sent or answered; a text of one language, say, is no object with fields."""

    name: str
    says: tuple[str, ...]
    fields: tuple[Field, ...]
    kind: tuple[Piece, ...]


@dataclass(frozen=True)
class Outcome:
    status: str
    says: str
    kind: tuple[Piece, ...]


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    says: tuple[str, ...]
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def anchor(self) -> str:
        return f"{self.method}-{self.path.strip('/').translate(_PLAIN)}"


_PLAIN = str.maketrans({"/": "-", "{": None, "}": None})


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    return render(request, "site/api.html", _described() | {"style": style_sheet().address})


@cache
def _described() -> JSON:
    schema: JSON = api.get_openapi_schema()
    models = schema["components"]["schemas"]
    return {
        "title": schema["info"]["title"],
        "version": schema["info"]["version"],
        "says": _paragraphs(schema["info"]["description"]),
        "operations": [
            _operation(method, path, said)
            for path, methods in schema["paths"].items()
            for method, said in methods.items()
        ],
        "models": [_model(name, models[name]) for name in sorted(models)],
    }


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _operation(method: str, path: str, said: JSON) -> Operation:
    body = said.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=said["summary"],
        says=_paragraphs(said.get("description", "")),
        parameters=tuple(
            Field(one["name"], tuple(_kind(one["schema"])), one["required"])
            for one in said.get("parameters", ())
        ),
        body=_fields(body.get("schema", {})),
        outcomes=tuple(_outcome(*one) for one in sorted(_by_text(said["responses"]))),
    )


def _by_text(responses: JSON) -> Iterator[tuple[str, JSON]]:
    return ((str(status), said) for status, said in responses.items())


def _outcome(status: str, said: JSON) -> Outcome:
    content = said.get("content", {}).get("application/json", {})
    return Outcome(status, said["description"], tuple(_kind(content.get("schema", {}))))


def _model(name: str, said: JSON) -> Model:
    kind = () if "properties" in said else tuple(_kind(said))
    return Model(name, _paragraphs(said.get("description", "")), _fields(said), kind)


def _fields(said: JSON) -> tuple[Field, ...]:
    required = said.get("required", ())
    return tuple(
        Field(name, tuple(_kind(value)), name in required)
        for name, value in said.get("properties", {}).items()
    )


def _kind(said: JSON) -> Iterator[Piece]:
    """What a value may be, in words: `list of Offer`, `string or null`."""
    if "$ref" in said:
        yield Piece(said["$ref"].removeprefix(MODELS), is_model=True)
    elif "anyOf" in said:
        for number, one in enumerate(said["anyOf"]):
            yield from [Piece("or")] if number else []
            yield from _kind(one)
    elif "enum" in said or "const" in said:
        yield Piece(" | ".join(map(str, said.get("enum", [said.get("const")]))))
    elif said.get("type") == "array":
        yield Piece("list of")
        yield from _kind(said.get("items", {}))
    elif isinstance(said.get("additionalProperties"), dict):
        yield Piece("object, by key, of")
        yield from _kind(said["additionalProperties"])
    elif said:
        yield Piece(said.get("format") or said.get("type", "anything"))
