"""A copy of the site in files, for where no server can be: with hours instead of "open now".

Whoever keeps one makes it anew after each publication, and at the latest on the day named on its
pages: a number that was blocked stays in an old copy.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils import translation

from cms.library import store
from cms.library.media import live_files
from cms.publishing.snapshot import LiveContent
from cms.visits.visit import Visit
from public.addresses import addresses
from public.styles import style_sheet

ASSETS = "site"
"""The folder of static files that public pages use."""


def write_mirror(folder: Path, live: LiveContent, now: datetime, origin: str) -> int:
    """Writes every page in every language, and what the pages need; returns how many pages."""
    pages = 0
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for address in _pages(live, now, language):
                page = _page(address, live, now, language, origin)
                _write(folder, f"{address}index.html" if address.endswith("/") else address, page)
                pages += 1
    _write(folder, "/index.html", render_to_string("mirror/front.html", _front()).encode())
    _write(folder, style_sheet().address, style_sheet().text)
    _copy_assets(folder)
    _copy_media(folder, live)
    return pages


def _pages(live: LiveContent, now: datetime, language: str) -> Iterator[str]:
    """Nothing can be searched in files; for all who look for help there is the card to print."""
    yield from (a for a in addresses(Visit(live, now, language)) if a != reverse("search"))
    yield from (reverse("partners:card", args=[code]) for code in settings.MARKETS)
    yield reverse("feed")


def _page(address: str, live: LiveContent, now: datetime, language: str, origin: str) -> bytes:
    scheme, _, host = origin.partition("://")
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "HTTP_HOST": host,
            "SERVER_NAME": host,
            "SERVER_PORT": "443" if scheme == "https" else "80",
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
        }
    )
    vars(request)["visit"] = Visit(live, now, language, is_mirror=True)
    request.resolver_match = match = resolve(address)
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response.content


def _front() -> dict[str, object]:
    return {"languages": settings.LANGUAGES, "style_address": style_sheet().address}


def _copy_assets(folder: Path) -> None:
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            if name.startswith(f"{ASSETS}/") and not name.endswith(".css"):
                with storage.open(name) as file:
                    _write(folder, static(name), file.read())


def _copy_media(folder: Path, live: LiveContent) -> None:
    for name in live_files(live):
        _write(folder, reverse("library:media", args=[name]), store.path_of(name).read_bytes())


def _write(folder: Path, address: str, content: bytes) -> None:
    path = folder / address.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
