"""Requests without a network: a WSGI application is called as a server calls it."""

from bench.stage import cpu_of  # isort: split

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import override_settings

from bench import plain

Application = Callable[..., Iterable[bytes]]


@dataclass(frozen=True)
class Request:
    """One request to one application."""

    application: Application
    path: str
    body: bytes = b""

    def ask(self) -> bytes:
        """Sends it, and reads the whole answer; raises where that is not a 200."""
        status: list[str] = []

        def start_response(line: str, *_more: object) -> None:
            status.append(line)

        answer = self.application(self._environ(), start_response)
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        if not status[0].startswith("200"):
            raise ValueError(f"{self.path} was answered with {status[0]}")
        return body

    def _environ(self) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": "POST" if self.body else "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/json" if self.body else "",
            "CONTENT_LENGTH": str(len(self.body)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8,vi;q=0.5",
            "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
        }


class PlainRequest(WSGIRequest):
    urlconf = plain.__name__


class PlainHandler(WSGIHandler):
    """Plain Django beside the real site, in one process: only middleware and addresses differ."""

    request_class = PlainRequest


def plain_application() -> PlainHandler:
    with override_settings(MIDDLEWARE=plain.MIDDLEWARE):
        return PlainHandler()


def microseconds(requests: Sequence[Request]) -> float:
    """CPU for each of the requests, on average."""

    def ask_all() -> None:
        for request in requests:
            request.ask()

    return cpu_of(ask_all) / len(requests) * 1_000_000
