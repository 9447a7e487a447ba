"""What is turned away before anything of it is read.

Foreign hosts, bodies nobody needs, and staff and files where they would take visitors' threads.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware

from public.concurrency import ConcurrencyLimit
from public.errors import plain_error
from public.health import live, ready
from public.limits import LARGEST_PUBLIC, LARGEST_STAFF
from public.middleware import is_staff_path

HEALTH = {"/health/live": live, "/health/ready": ready}
PREVIEWS = "/preview/"
"""Opened by a link without an account, and read from the database."""
FILES = "/media/"


class DoorMiddleware:
    """Before any page: a host that is not ours gets 400, a body that is too large 413.

    Staff and files get a quarter of the threads each, and 503 beyond: half is left for pages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.security = SecurityMiddleware(get_response)
        self.staff, self.files = (ConcurrencyLimit(max(1, settings.THREADS // 4)) for _ in range(2))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if health := HEALTH.get(request.path_info):
            # Asked for by the machine's own address, whatever that is.
            return self.security.process_response(request, health(request))
        request.get_host()
        most = LARGEST_STAFF if is_staff_path(request.path_info) else LARGEST_PUBLIC
        if _length(request) > most:
            return _too_large(request, most)
        limit = self._limit(request.path_info)
        return limit.answer(request, self.get_response) if limit else self.get_response(request)

    def _limit(self, path: str) -> ConcurrencyLimit | None:
        if is_staff_path(path) or path.startswith(PREVIEWS):
            return self.staff
        return self.files if path.startswith(FILES) else None


def _too_large(request: HttpRequest, most: int) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        sentence = f"The body must be at most {most} bytes."
        return JsonResponse({"detail": sentence}, status=413)
    return plain_error(413)


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0
