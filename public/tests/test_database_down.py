"""Staff work while the database goes away, and go on when it is back."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.utils import ConnectionHandler
from django.test import Client
from django.urls import reverse

from cms.database import configuration
from cms.library.models import Topic
from tests.cast import Cast
from tests.desk.conftest import form_data

pytestmark = pytest.mark.django_db

TOKEN = "csrfmiddlewaretoken"
LONG = 'A title that is worth keeping, "quoted" & <marked>'


def unreadable(_message: str) -> Exception:
    """What opening a file that is damaged raises."""
    with NamedTemporaryFile(suffix=".sqlite3") as file:
        file.write(b"damaged" * 100)
        file.flush()
        named = {"default": configuration(urlsplit(f"sqlite://{file.name}"))}
        try:
            ConnectionHandler(named)["default"].ensure_connection()
        except DatabaseError as error:
            return error
    pytest.fail("SQLite opened it.")


@contextmanager
def outage(error: Callable[[str], Exception] = OperationalError) -> Iterator[None]:
    def fail(*_arguments: Any) -> None:
        raise error("gone")

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def editor(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor)
    return client


def resent(page: str) -> dict[str, list[str]]:
    """What the page's own button would send."""
    found: dict[str, list[str]] = {}
    pattern = r'<input type="hidden" name="([^"]*)" value="([^"]*)">'
    pattern += r'|<textarea name="([^"]*)"[^>]*>([^<]*)</textarea>'
    for match in re.finditer(pattern, page):
        name, value = [group for group in match.groups() if group is not None]
        if name != TOKEN:
            found.setdefault(unescape(name), []).append(unescape(value))
    return found


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, unreadable])
def test_what_was_written_is_kept_and_sent_again(
    cast: Cast, editor: Client, error: Callable[[str], Exception]
) -> None:
    topic: Any = Topic.objects.create(key="sleep", name_en="Sleep")
    address = reverse("admin:library_topic_change", args=[topic.pk])
    data = form_data(topic, cast.editor) | {"name_en": LONG}
    with outage(error):
        away = editor.post(address, data)
    assert away.status_code == 503
    assert away.headers["Retry-After"] == "10"
    assert "Nothing was saved, and nothing is lost" in away.content.decode()
    again = resent(away.content.decode())
    assert again == {name: [str(value)] for name, value in data.items()}
    assert editor.post(address, again).status_code == 302
    topic.refresh_from_db()
    assert topic.name_en == LONG


def test_every_text_is_shown_to_be_copied_and_nothing_else_is(cast: Cast, editor: Client) -> None:
    topic: Any = Topic.objects.create(key="sleep", name_en="Sleep")
    address = reverse("admin:library_topic_change", args=[topic.pk])
    data = form_data(topic, cast.editor) | {"name_en": "Rest", "name_vi": "Ngủ", "name_ar": ""}
    data["_continue"] = "Save and continue editing"
    with outage():
        page = editor.post(address, data).content.decode()
    shown = re.findall(r'<textarea name="([^"]*)"[^>]*>([^<]*)<', page)
    assert shown == [("name_en", "Rest"), ("name_vi", "Ngủ")]


def test_the_token_is_a_new_one_and_works(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(cast.editor)
    topic: Any = Topic.objects.create(key="sleep", name_en="Sleep")
    address = reverse("admin:library_topic_change", args=[topic.pk])
    token = token_in(browser.get(address).content.decode())
    data = form_data(topic, cast.editor) | {"name_en": LONG, TOKEN: token}
    with outage():
        away = browser.post(address, data).content.decode()
    assert token not in away
    assert browser.post(address, resent(away)).status_code == 403
    assert browser.post(address, {**resent(away), TOKEN: token_in(away)}).status_code == 302


def token_in(page: str) -> str:
    found = re.search(rf'name="{TOKEN}" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_new_password_is_not_repeated(cast: Cast, editor: Client) -> None:
    data = {"old_password": "the former", "new_password1": "the next", "new_password2": "the next"}
    with outage():
        page = editor.post(reverse("admin:password_change"), data).content.decode()
    assert "Nothing was saved" in page
    assert "the former" not in page
    assert "the next" not in page


def test_a_page_that_cannot_be_shown_says_so_calmly(editor: Client) -> None:
    with outage():
        away = editor.get("/admin/")
    assert away.status_code == 503
    assert "The public site goes on from memory" in away.content.decode()


def test_a_password_is_not_repeated(client: Client) -> None:
    client.raise_request_exception = False
    with outage():
        away = client.post("/accounts/login/", {"login": "editor", "password": "a secret word"})
    assert away.status_code == 503
    assert "a secret word" not in away.content.decode()


@pytest.mark.parametrize("error", [RuntimeError, DatabaseError])
def test_another_error_is_not_taken_for_an_outage(
    editor: Client, error: Callable[[str], Exception]
) -> None:
    with outage(error):
        assert editor.get("/admin/").status_code == 500
