"""How many requests of one sort may be under way at once in this process.

Whoever sends or reads slowly holds a thread: uploads of staff, clips on bad lines. Without limits
these could hold all of them, and nobody would be left to answer visitors.
"""

from collections.abc import Callable
from threading import Semaphore

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

RETRY_SECONDS = 5


class ConcurrencyLimit:
    """Admits so many requests; each counts until its answer was sent whole or given up."""

    def __init__(self, most: int) -> None:
        self._free = Semaphore(most)

    def answer(
        self, request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponseBase]
    ) -> HttpResponseBase:
        """The answer; 503 before anything of the request was read, where no more are admitted."""
        if not self._free.acquire(blocking=False):
            return busy_page()
        try:
            response = get_response(request)
        except BaseException:
            self._free.release()
            raise
        # The server closes an answer once, when nothing of it is left to send.
        response._resource_closers.append(self._free.release)  # type: ignore[attr-defined]  # noqa: SLF001
        return response


def busy_page() -> HttpResponse:
    """Asks to come again."""
    answer = HttpResponse(render_to_string("admin/busy_page.html"), status=503)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer
