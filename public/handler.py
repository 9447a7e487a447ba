"""The way from the server into Django."""

from collections.abc import Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """Every address and every form is UTF-8, as our pages are, whatever its sender calls it.

    Django would take the sender's word, and Python has "charsets" that are none, such as hex.
    """

    def _set_content_type_params(self, meta: Mapping[str, Any]) -> None:
        self.content_type, parameters = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_params = {k: v for k, v in parameters.items() if k != "charset"}


class Handler(WSGIHandler):
    request_class = Utf8Request
