"""What every screen of the desk shares: who may open it, how it is drawn, how it says no."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cms.desk.zones import zone_of
from cms.errors import Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def screen(*permissions: str, methods: str = "GET POST") -> Callable[[View[P]], View[P]]:
    """A view for staff with any of the permissions; to others it does not exist.

    HEAD comes only where GET does: it needs no token, so it must not do what a POST does.
    """
    allowed = methods.split()

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(request.user.has_perm(permission) for permission in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        return require_http_methods(["HEAD", *allowed] if "GET" in allowed else allowed)(guarded)

    return decorate


def person(request: HttpRequest) -> User:
    """Who is signed in. To nobody at all, the page does not exist."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def in_own_zone(view: View[P]) -> View[P]:
    """Shows and reads a page's instants in the time zone that the person chose."""

    @wraps(view)
    def localised(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with timezone.override(zone_of(request.user)):
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
            return response

    return localised


def draw(
    request: HttpRequest, template: str, title: str, *, folder: str = "desk", **context: Any
) -> TemplateResponse:
    """A page of the desk. `template` is in the folder below `admin/`."""
    whole = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/{folder}/{template}", whole)


def attempt(
    request: HttpRequest, verb: Callable[[], object], *, done: str, back: str
) -> HttpResponse:
    """Does it and says so, or says why not; either way the person is taken to `back`."""
    try:
        verb()
    except (Refused, ValidationError) as error:
        messages.error(request, why(error))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back)


def why(error: Refused | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
