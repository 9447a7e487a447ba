"""A small site with a public half and a staff half, for the tests of the middleware."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path
from django.utils.translation import get_language


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_language())


def careless(request: HttpRequest) -> HttpResponse:
    """Does by mistake what would set a cookie."""
    get_token(request)
    return HttpResponse("token")


def staff(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = True
    messages.info(request, "Saved.")
    get_token(request)
    return HttpResponse(f"nonce={getattr(request, 'csp_nonce')}")  # noqa: B009 - django-csp's own


def own_policy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("video", headers={"Content-Security-Policy": "default-src 'self'"})


def failing(request: HttpRequest, word: str = "") -> HttpResponse:
    raise RuntimeError(f"broken on purpose: {word}")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("not here", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse("broken", status=500)


handler404 = not_found
handler500 = broken

urlpatterns = [
    path("en/", page),
    path("en/language/", language),
    path("en/careless/", careless),
    path("en/video/", own_policy),
    path("en/failing/", failing),
    path("en/failing/<str:word>/", failing),
    path("admin/language/", language),
    path("admin/test/", staff),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
]
