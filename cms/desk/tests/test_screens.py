"""A screen does what it does by POST alone."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern

from cms.desk.screens import screen
from cms.desk.urls import urlpatterns


def screen_for(methods: str) -> HttpResponse:
    @screen("publishing.view_entry", methods=methods)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("done")

    request = RequestFactory().head("/admin/somewhere/")
    request.user = User(is_active=True, is_superuser=True)
    return view(request)


@pytest.mark.parametrize(("methods", "status"), [("POST", 405), ("GET", 200), ("GET POST", 200)])
def test_head_comes_only_where_get_does(methods: str, status: int) -> None:
    assert screen_for(methods).status_code == status


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_no_screen_that_takes_only_post_runs_on_head(pattern: URLPattern) -> None:
    """HEAD needs no token: it may be sent by any page on which a person is."""
    request = RequestFactory().head("/admin/somewhere/")
    request.user = User(is_active=True, is_superuser=False)
    options = RequestFactory().get("/admin/somewhere/")
    options.user = request.user
    arguments = {name: "1" for name in pattern.pattern.converters}  # noqa: C420

    def status(asked: HttpRequest) -> int:
        try:
            return int(pattern.callback(asked, **arguments).status_code)
        except Exception:  # noqa: BLE001 - it got past the door, which is all that is asked
            return 200

    assert (status(request) == 405) == (status(options) == 405)
