"""Two halves of one site: staff have sessions, the public has strict headers and no cookie.

Django's own middleware is subclassed and not replaced, so that the checks of the admin, which
look for these classes, go on holding.
"""

import re
from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseForbidden, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from cms.publishing.documents import with_plain_lines
from public.headers import PUBLIC_DEFAULTS, PUBLIC_HEADERS, SHARED_HEADERS, STAFF_DEFAULTS

STAFF_PATHS = ("/admin/", "/accounts/")
API = "/api/"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def is_staff_path(path: str) -> bool:
    return path.startswith(STAFF_PATHS)


class HeadersMiddleware:
    """Outermost, so that errors and files get their headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_staff = is_staff_path(request.path_info)
        for name, value in (SHARED_HEADERS if is_staff else PUBLIC_HEADERS).items():
            response.headers[name] = value
        for name, value in (STAFF_DEFAULTS if is_staff else PUBLIC_DEFAULTS).items():
            response.headers.setdefault(name, value)
        return response


class ApiHeadMiddleware:
    """Answers HEAD as GET: the API's framework knows only GET. The server leaves the body out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD" or not request.path_info.startswith(API):
            return self.get_response(request)
        request.method = "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = "HEAD"


class StaffOnlyMixin(MiddlewareMixin):
    """Steps aside for every path that is not for staff."""

    def __call__(self, request: HttpRequest) -> Any:
        if is_staff_path(request.path_info):
            return super().__call__(request)
        return self.get_response(request)


class StaffContentSecurityMiddleware(StaffOnlyMixin, CSPMiddleware):
    pass


class StaffSessionMiddleware(StaffOnlyMixin, SessionMiddleware):
    pass


class StaffLocaleMiddleware(StaffOnlyMixin, LocaleMiddleware):
    """Ends its language with the answer: a thread's next request may be a public one."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer = super().process_response(request, response)
        translation.deactivate()
        return answer


class StaffCsrfMiddleware(StaffOnlyMixin, CsrfViewMiddleware):
    """A public form needs no token: there is no cookie another site could ride on."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        if is_staff_path(request.path_info):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        return None


class StaffAuthenticationMiddleware(StaffOnlyMixin, AuthenticationMiddleware):
    pass


class StaffMessageMiddleware(StaffOnlyMixin, MessageMiddleware):
    pass


class StaffTextMiddleware(StaffOnlyMixin):
    """Takes out of everything typed what nobody can see or means: NUL, a tab that Word makes.

    PostgreSQL stores no NUL, XML allows none of them, and a feed with one can't be read. Lines end
    as they do in what is stored, or each text of several lines would count as changed.
    """

    def process_request(self, request: HttpRequest) -> None:
        request.GET = _visible(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _visible(request.POST)  # type: ignore[assignment]


def _visible(typed: QueryDict) -> QueryDict:
    if not any(_is_odd(value) for _name, values in typed.lists() for value in values):
        return typed
    cleaned = QueryDict(mutable=True)
    for name, values in typed.lists():
        cleaned.setlist(name, [CONTROL.sub("", with_plain_lines(value)) for value in values])
    return cleaned


def _is_odd(value: str) -> bool:
    return "\r" in value or CONTROL.search(value) is not None
