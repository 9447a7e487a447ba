"""`POST /api/v1/match`: does this query need help? `GET /api/v1/terms`: the bundle behind it.

The query is used for the answer and kept nowhere: not in a log, a cache, an address or an error.
A body over 16 KB is answered with 413, one that is not JSON in UTF-8 with 400, wrong types with
422; none of these repeats what was sent. A server with nothing loaded answers with 503. Unknown
countries and locales are answered with the international help.
"""

import json
from contextlib import suppress
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import Router
from pydantic import BaseModel, ConfigDict, StrictStr, ValidationError

from cms.codes import country_code, locale_tag
from cms.publishing import catalog
from interventions.answer_cache import CachedAnswer, cached_answer
from interventions.answers import Answer
from interventions.bundle import bundle_of
from interventions.matching.bundle import signature
from interventions.rulesets import ruleset

LARGEST_BODY = 16 * 1024

BEARER = "bearer"
"""The name of the API's only security scheme."""

router = Router(tags=["match"])


class Query(BaseModel):
    """What somebody typed, the language of their menus (BCP 47) and their country (ISO 3166)."""

    model_config = ConfigDict(extra="ignore")

    query: StrictStr
    locale: StrictStr | None = None
    country: StrictStr | None = None


class BadBody(Exception):
    """A body that can't be answered: the status and one sentence, nothing of what was sent."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Problem(BaseModel):
    """Why there is no answer: one sentence, with nothing of what was sent."""

    detail: str


@router.post(
    "/match",
    summary="Does this query need help?",
    response={200: Answer, 400: Problem, 413: Problem, 422: Problem, 503: Problem},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": Query.model_json_schema()}},
        }
    },
)
def match(request: HttpRequest) -> HttpResponse:
    """Says whether a query needs help, and with what to answer."""
    try:
        given = answer_to(_body(request))
    except BadBody as bad:
        return _private(JsonResponse({"detail": bad.sentence}, status=bad.status))
    return _private(HttpResponse(given.body, content_type="application/json"))


def answer_to(body: bytes) -> CachedAnswer:
    """The answer to the body of a request. Raises BadBody."""
    asked, live = read_query(body), catalog.current()
    locale, country = locale_tag(asked.locale or ""), country_code(asked.country or "")
    found = ruleset(live).match(asked.query, locale, country)
    return cached_answer(found, locale, country, timezone.now(), live)


@router.get(
    "/terms",
    tags=["terms"],
    summary="The published term bundle",
    response={200: dict[str, Any], 304: None, 401: Problem, 503: Problem},
    openapi_extra={"security": [{BEARER: []}]},
)
def terms(request: HttpRequest) -> HttpResponse:
    """The published term bundle, for a search service that matches by itself.

    Needs `Authorization: Bearer TERMS_TOKEN`. `X-Wellspring-Signature` is the HMAC-SHA256 of the
    body under the same token; `interventions.matching.bundle.load_bundle` checks it.
    """
    if not _is_trusted(request):
        response = JsonResponse({"detail": "The term bundle needs its token."}, status=401)
        response.headers["WWW-Authenticate"] = "Bearer"
        return _private(response)
    bundle = bundle_of(catalog.current())
    etag = quote_etag(sha256(bundle).hexdigest())
    given = get_conditional_response(request, etag=etag)
    if given is None:
        given = HttpResponse(bundle, content_type="application/json")
        given.headers["ETag"] = etag
    given.headers["X-Wellspring-Signature"] = signature(bundle, settings.TERMS_TOKEN)
    given.headers["Cache-Control"] = "private, no-cache"
    return given


def _is_trusted(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    expected = settings.TERMS_TOKEN
    return bool(expected) and compare_digest(given.encode(), expected.encode())


def read_query(body: bytes) -> Query:
    """What a body asks; raises BadBody, with no word of it, where it can't be read."""
    with suppress(ValidationError):
        return Query.model_validate_json(body)
    # Python's own reader takes a little more, such as half a pair of surrogates, and tells what
    # is no JSON from what is another.
    try:
        data: Any = json.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadBody(400, "The body must be JSON in UTF-8.") from None
    try:
        return Query.model_validate(data)
    except ValidationError:
        raise BadBody(
            422, "Send an object with query, locale and country, each of them a text."
        ) from None


def _body(request: HttpRequest) -> bytes:
    too_large = BadBody(413, f"The body must be at most {LARGEST_BODY} bytes.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > LARGEST_BODY:
        raise too_large
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise too_large
    return body


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
