"""Answers as they travel: compressed where the reader can read it, and not at all if known."""

import gzip
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse

WORTH_PACKING = 600
"""Below this many bytes an answer fits into one packet anyway."""


_REFUSED = re.compile(r"gzip\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)", re.IGNORECASE)


def accepts_gzip(asked: Mapping[str, Any]) -> bool:
    """`asked` are the headers of a request as WSGI names them: its `META`."""
    accepted = asked.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in accepted and not (";" in accepted and _REFUSED.search(accepted))


def packed(body: bytes) -> bytes:
    """Compressed; the same body gives the same bytes, whenever it is packed."""
    return gzip.compress(body, compresslevel=6, mtime=0)


def tag_of(body: bytes) -> str:
    """A weak ETag: it names what is said, compressed or not."""
    return f'W/"{sha256(body).hexdigest()[:20]}"'


def pack(request: HttpRequest, response: HttpResponse) -> None:
    """Compresses an answer that is used only once."""
    if "Content-Encoding" in response.headers or len(response.content) < WORTH_PACKING:
        return
    if accepts_gzip(request.META):
        response.content = packed(response.content)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
