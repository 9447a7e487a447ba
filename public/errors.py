"""Errors that still help: whoever meets one may need somebody to talk to."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cms.visits.visit import Visit
from partners.help import help_on
from public.context import language_links
from public.database_down import database_down_page, is_down, is_full
from public.middleware import is_staff_path

log = logging.getLogger(__name__)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """The unknown address is never repeated: it may hold what somebody typed."""
    return _error(request, 404)


def bad_request(*_request: object, **_exception: object) -> HttpResponse:
    """Also for a host that is not ours, so that nothing of the request may be used."""
    return plain_error(400)


def server_error(request: HttpRequest) -> HttpResponse:
    if is_staff_path(request.path_info) and (is_down() or is_full()):
        return database_down_page(request)
    return _error(request, 500)


def _error(request: HttpRequest, status: int) -> HttpResponse:
    visit = getattr(request, "visit", None)
    if not isinstance(visit, Visit) or is_staff_path(request.path_info):
        return plain_error(status)
    try:
        context = {"help": help_on(visit), "language_links": language_links(""), "is_error": True}
        return render(request, f"{status}.html", context, status=status)
    except Exception as error:  # noqa: BLE001 - whatever it is, the visitor gets an answer
        # Only its kind: what an exception says may repeat what somebody typed.
        log.error("The error page could not be rendered (%s).", type(error).__name__)
        return plain_error(500)


def plain_error(status: int) -> HttpResponse:
    """Made of nothing that could be missing."""
    return HttpResponse(render_to_string("plain_error.html"), status=status)
