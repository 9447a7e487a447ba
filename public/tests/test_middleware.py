import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory

from public.headers import PUBLIC_DEFAULTS, PUBLIC_HEADERS
from public.middleware import StaffTextMiddleware, is_staff_path

pytestmark = pytest.mark.urls("public.tests.urls")

PUBLIC_PATHS = [
    "/en/",
    "/en/careless/",
    "/en/nowhere/",
    "/admin",
    "/static/nowhere.css",
    "/adminx/",
]


@pytest.fixture
def visitor() -> Client:
    """A visitor, or staff who have not signed in, seeing errors as the public does."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("path", "staff"),
    [
        ("/admin/", True),
        ("/admin/login/", True),
        ("/accounts/login/", True),
        ("/", False),
        ("/admin", False),
        ("/en/admin/", False),
        ("/administration/", False),
    ],
)
def test_staff_paths_are_told_from_public_ones(path: str, *, staff: bool) -> None:
    assert is_staff_path(path) is staff


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_a_public_answer_sets_no_cookie_and_does_not_depend_on_one(
    visitor: Client, path: str
) -> None:
    visitor.cookies["sessionid"] = "somebody"
    answer = visitor.get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", [*PUBLIC_PATHS, "/en/failing/"])
def test_every_public_answer_has_the_strict_headers(visitor: Client, path: str) -> None:
    answer = visitor.get(path)
    strict = PUBLIC_HEADERS | PUBLIC_DEFAULTS
    assert {name: answer.headers.get(name) for name in strict} == strict


def test_the_public_policy_allows_nothing_inline() -> None:
    policy = PUBLIC_DEFAULTS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "nonce" not in policy


def test_a_public_page_may_have_a_policy_of_its_own(visitor: Client) -> None:
    answer = visitor.get("/en/video/")
    assert answer.headers["Content-Security-Policy"] == "default-src 'self'"


def test_a_public_form_needs_no_token(visitor: Client) -> None:
    assert visitor.post("/en/", {"query": "x"}).status_code == 200


def test_a_staff_form_needs_a_token(visitor: Client) -> None:
    assert visitor.post("/admin/test/").status_code == 403


@pytest.mark.django_db
def test_a_staff_page_has_a_session_and_a_fresh_nonce(visitor: Client) -> None:
    first, second = visitor.get("/admin/test/"), visitor.get("/admin/test/")
    assert {"sessionid", "csrftoken"} <= set(visitor.cookies)
    for answer in (first, second):
        nonce = answer.content.decode().removeprefix("nonce=")
        assert f"'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]
    assert first.content != second.content


def test_a_staff_language_does_not_reach_the_next_visitor(visitor: Client) -> None:
    staff = visitor.get("/admin/language/", headers={"Accept-Language": "vi"})
    public = visitor.get("/en/language/", headers={"Accept-Language": "vi"})
    assert (staff.content, public.content) == (b"vi", b"en")


@pytest.mark.usefixtures("settings")
def test_the_checks_of_the_admin_accept_the_middleware() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_nobody_can_see_is_taken_out_of_what_staff_type(method: str) -> None:
    """Word pastes U+000B, and PostgreSQL stores no NUL."""
    request = getattr(RequestFactory(), method)("/admin/", {"a": "one\x0btwo\x00", "b": "a\r\n\tb"})
    StaffTextMiddleware(lambda _request: HttpResponse()).process_request(request)
    typed = getattr(request, method.upper())
    assert (typed["a"], typed["b"]) == ("onetwo", "a\n\tb")


def test_what_visitors_send_is_left_as_it_is() -> None:
    request = RequestFactory().post("/en/search/", {"q": "su\x00icide"})
    StaffTextMiddleware(lambda _request: HttpResponse())(request)
    assert request.POST["q"] == "su\x00icide"
