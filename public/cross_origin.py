"""Pages of other origins that may read the API: those of `API_ORIGINS`, and without credentials."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

API = "/api/v1/"
PREFLIGHT = {
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Max-Age": "7200",
}
"""The token of the term bundle is for servers: no page may send it. Browsers remember the rest for
two hours at most."""


class CrossOriginMiddleware:
    """Behind the door: a foreign host gets no answer, whatever page asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.API_ORIGINS or not request.path_info.startswith(API):
            return self.get_response(request)
        origin = request.headers.get("Origin", "")
        if origin not in settings.API_ORIGINS:
            answer = self.get_response(request)
        else:
            answer = _preflight(request) or self.get_response(request)
            answer.headers["Access-Control-Allow-Origin"] = origin
        patch_vary_headers(answer, ["Origin"])
        return answer


def _preflight(request: HttpRequest) -> HttpResponse | None:
    """What a browser is told that asks whether it may ask (Fetch, CORS protocol)."""
    asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    return HttpResponse(status=204, headers=PREFLIGHT) if asks else None
