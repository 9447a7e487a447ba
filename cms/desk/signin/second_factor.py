"""No staff page before a second factor is set up, where the deployment asks for one."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect


class SecondFactorMiddleware:
    """Sends people without one to the page where they choose it; allauth asks for it after that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.REQUIRE_SECOND_FACTOR:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/admin/"):
            user = request.user
            if user.is_authenticated and not is_mfa_enabled(user):
                return redirect("mfa_index")
        return self.get_response(request)
