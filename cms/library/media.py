"""Files for the public: served only while a live document lists them, and never by the database."""

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.library import store
from cms.library.conditions import Unsatisfiable, asked_part, is_known
from cms.publishing import catalog
from cms.publishing.snapshot import LiveContent

CONTENT_TYPES = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
BLOCK = 64 * 1024
YEAR = 365 * 24 * 3600
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Pictures, clips and captions may be shown on any site, as answers of the API name them. There is
nothing in them that is not public, and no cookie with which they could differ."""
SHARED_CACHE_SECONDS = 60
"""A network in front asks again this often, so that a blocked file is gone there, too."""


def live_files(live: LiveContent) -> frozenset[str]:
    """The names of all files that live documents list."""
    return live.derived(_live_files)


def _live_files(live: LiveContent) -> frozenset[str]:
    documents = (live.get(key) for key in live.view.items)
    return frozenset(name for document in documents if document for name in document.files())


@require_safe
def media_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A live file, or the part of it that is asked for; 404 for everything else."""
    if name not in live_files(catalog.current()):
        raise Http404
    response = file_response(request, name)
    for header, value in OPEN.items():
        response.headers[header] = value
    patch_cache_control(
        response, public=True, max_age=YEAR, s_maxage=SHARED_CACHE_SECONDS, immutable=True
    )
    return response


def file_response(request: HttpRequest, name: str) -> HttpResponseBase:
    """A stored file by RFC 9110. The caller decides who may have it, and for how long."""
    try:
        path = store.path_of(name)
        size = path.stat().st_size
    except (OSError, ValueError):
        raise Http404 from None
    tag = f'"{path.stem}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes"}
    if is_known(request.headers.get("If-None-Match", ""), tag):
        return HttpResponse(status=304, headers=headers)
    headers["Content-Type"] = CONTENT_TYPES.get(path.suffix, "application/octet-stream")
    if request.method == "HEAD":
        return HttpResponse(headers=headers | {"Content-Length": str(size)})
    try:
        part = _asked_part(request, tag, size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        return _stream(path, range(size), headers)
    content_range = f"bytes {part.start}-{part.stop - 1}/{size}"
    return _stream(path, part, headers | {"Content-Range": content_range}, status=206)


def _asked_part(request: HttpRequest, tag: str, size: int) -> range | None:
    """A part is only of use to somebody who holds the rest of the same file."""
    if request.headers.get("If-Range", tag).strip() != tag:
        return None
    return asked_part(request.headers.get("Range", ""), size)


def _stream(
    path: Path, part: range, headers: dict[str, str], status: int = 200
) -> HttpResponseBase:
    headers = headers | {"Content-Length": str(len(part))}
    return StreamingHttpResponse(_blocks(path, part), status=status, headers=headers)


def _blocks(path: Path, part: range) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.start)
        left = len(part)
        while left and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
