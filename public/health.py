"""For whoever watches over the machines. Neither answer asks the database."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.publishing import catalog


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _plain("live\n")


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """It has something to show: 503 until a snapshot was read from the database or the disk."""
    if catalog.has_nothing():
        return _plain("no snapshot yet\n", status=503)
    read = catalog.catalog().health.last_read()
    return _plain(f"entry {catalog.current().view.head}\n{read}\n")


def _plain(text: str, status: int = 200) -> HttpResponse:
    headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    return HttpResponse(text, status=status, headers=headers)
