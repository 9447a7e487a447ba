"""The way from the server into Django, past what needs none."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase
from django.utils.http import parse_header_parameters

from public.front import Front
from public.limits import LARGEST_PUBLIC


class Utf8Request(WSGIRequest):
    """Every address and every form is UTF-8, as our pages are, whatever its sender calls it.

    Django would take the sender's word, and Python has "charsets" that are none, such as hex.
    """

    def _set_content_type_params(self, meta: Mapping[str, Any]) -> None:
        self.content_type, parameters = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_params = {k: v for k, v in parameters.items() if k != "charset"}


class Handler(WSGIHandler):
    request_class = Utf8Request

    def __init__(self) -> None:
        super().__init__()
        self.front = Front()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if "HTTP_TRANSFER_ENCODING" in environ:
            _measure(environ)
        known = self.front.answer(environ, start_response)
        if known is not None:
            return known
        answer = super().__call__(environ, start_response)
        # A file is handed to the server as something that is no answer of Django's any more.
        if isinstance(answer, HttpResponseBase):
            self.front.learn(environ, answer)
        return answer


def _measure(environ: dict[str, Any]) -> None:
    """Reads a body that comes in chunks, as far as anybody may send one, and says how long it is.

    Django takes a body without a length for an empty one: a streaming client would get no help.
    """
    body = environ["wsgi.input"].read(LARGEST_PUBLIC + 1)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(body), str(len(body))
