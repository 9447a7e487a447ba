"""The match goes no further than here: every search of the platform asks for it."""

from collections.abc import Awaitable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.utils.cache import patch_vary_headers

from interventions.api import match
from public.compression import pack
from public.not_ready import unready

MATCH = "/api/v1/match"


class MatchMiddleware(SecurityMiddleware):
    """Django's own redirect to HTTPS holds for a match as for all else."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if request.path_info != MATCH or request.method != "POST":
            return self.get_response(request)
        answer = self.process_request(request) or _matched(request)
        return self.process_response(request, answer)


def _matched(request: HttpRequest) -> HttpResponse:
    answer = unready(request) or match(request)
    pack(request, answer)
    patch_vary_headers(answer, ["Accept-Encoding"])
    answer.headers["Content-Length"] = str(len(answer.content))
    return answer
