import logging
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory
from gunicorn.config import Config

from cms.logs import PrivateFormatter, WithoutPath
from cms.server_log import ServerLog, without_request

QUERY = "a very private question"


def record(message: str, *args: object) -> logging.LogRecord:
    try:
        raise ValueError(QUERY)
    except ValueError:
        info = sys.exc_info()
    return logging.LogRecord("test", logging.ERROR, __file__, 1, message, args, info)


def test_an_exception_is_logged_by_place_and_kind_without_its_words() -> None:
    line = PrivateFormatter("%(message)s").format(record("Failed"))
    assert QUERY not in line
    assert f"{__file__}:" in line
    assert line.endswith("builtins.ValueError")


def test_the_server_does_not_repeat_a_request_that_failed() -> None:
    failed = record("Error handling request %s %s", "GET", f"/?q={QUERY}")
    assert without_request(failed)
    assert QUERY not in logging.Formatter().format(failed)


def test_the_server_does_not_repeat_a_request_it_cannot_read() -> None:
    refused = logging.LogRecord(
        "test", logging.WARNING, __file__, 1, f"Invalid request from ip=::1: {QUERY}", (), None
    )
    assert without_request(refused)
    assert refused.getMessage() == "A request that is not HTTP was refused."


def test_other_messages_of_the_server_are_kept() -> None:
    booted = logging.LogRecord("test", logging.INFO, __file__, 1, "Booting %s", (7,), None)
    assert without_request(booted)
    assert booted.getMessage() == "Booting 7"


def test_a_refused_request_is_logged_by_kind_only() -> None:
    refused = record(f"Invalid header: {QUERY}")
    refused.request = RequestFactory().get("/")
    assert WithoutPath().filter(refused)
    assert refused.getMessage() == "A request was refused."


@pytest.mark.urls("public.tests.urls")
def test_a_failing_page_is_logged_by_the_pattern_of_its_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.handler.addFilter(WithoutPath())
    caplog.handler.setFormatter(PrivateFormatter("%(message)s"))
    with caplog.at_level(logging.ERROR, "django.request"):
        logging.getLogger("django").addHandler(caplog.handler)
        Client(raise_request_exception=False).get(f"/en/failing/{QUERY}/")
        logging.getLogger("django").removeHandler(caplog.handler)
    first, *rest = caplog.text.splitlines()
    assert first == "Internal Server Error: en/failing/<str:word>/"
    assert rest[-1] == "builtins.RuntimeError"
    assert QUERY not in caplog.text


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/accounts/password/reset/key/1-abc/", "-"),
        ("/accounts/confirm-email/abc/", "-"),
        ("/preview/abc/en/", "-"),
        ("/en/help/", "/en/help/"),
    ],
)
def test_the_access_log_holds_no_key(path: str, shown: str) -> None:
    environ = {
        "PATH_INFO": path,
        "RAW_URI": path,
        "REQUEST_METHOD": "GET",
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    asked = SimpleNamespace(headers=[])
    assert ServerLog(Config()).atoms(answer, asked, environ, timedelta(0))["U"] == shown
