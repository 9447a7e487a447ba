"""The least that a WSGI application can do: a constant page."""

from collections.abc import Callable, Mapping
from typing import Any

PAGE = b"<p>" + b"x" * 12 * 1024
HEADERS = [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))]


def application(_environ: Mapping[str, Any], start_response: Callable[..., object]) -> list[bytes]:
    start_response("200 OK", HEADERS)
    return [PAGE]
