"""Two halves of one site: staff have sessions, the public has strict headers and no cookie.

Django's own middleware is subclassed and not replaced, so that the checks of the admin, which
look for these classes, go on holding.
"""

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from public.headers import PUBLIC_DEFAULTS, PUBLIC_HEADERS, SHARED_HEADERS

STAFF_PATHS = ("/admin/", "/accounts/")
API = "/api/"


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
        for name, value in ({} if is_staff else PUBLIC_DEFAULTS).items():
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
