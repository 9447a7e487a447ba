"""Public answers: each request gets its visit, and a page once rendered is answered from memory.

A page is known by the content of the site, its address, its language and country. It is kept
until something on it changes by itself, such as a line that opens: so nothing is ever told to
forget a page, and none is shown for a minute too long.
"""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from cms.publishing.kinds import all_kinds
from cms.publishing.snapshot import LiveContent
from cms.visits.languages import language_of_path
from cms.visits.reading import is_sound, visit_of
from cms.visits.visit import Visit
from public.compression import pack
from public.errors import page_not_found
from public.headers import framing
from public.middleware import is_staff_path
from public.not_ready import unready
from public.page_cache import Page, PageCache

UNSEEN_KINDS = frozenset({"termlist"})
"""What no page shows: publishing 100,000 terms leaves every page as it is."""


class PageKey(NamedTuple):
    """All that a page depends on, beside the content of the site."""

    origin: str
    path: str
    country: str
    is_chosen: bool
    number: int


class PublicPagesMiddleware:
    """Right behind the headers: most public answers go no further than here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.security = SecurityMiddleware(get_response)
        self.memory = PageCache(content=0)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_staff_path(request.path_info):
            return self.get_response(request)
        if waiting := unready(request):
            return self._secured(request, waiting)
        visit = visit_of(request)
        memory, key = self._memory_of(visit.live), _key(request, visit)
        if request.method in ("GET", "HEAD") and (page := memory.get(key, visit.now)):
            return page.answer(request)
        response = _dressed(request, self._fresh(request, visit), visit)
        # What is left of a request may wait long for the garbage collector, and a site is large.
        del visit.live
        if not isinstance(response, HttpResponse):
            return response
        if not _is_page(request, response):
            pack(request, response)
            return response
        page = Page.of(response, made_of=memory.content, until=visit.changes_at)
        memory.put(key, page)
        return page.answer(request)

    def _memory_of(self, live: LiveContent) -> PageCache:
        content = live.derived(content_of)
        if self.memory.content != content:
            self.memory = PageCache(content)
        return self.memory

    def _fresh(self, request: HttpRequest, visit: Visit) -> HttpResponseBase:
        vars(request)["visit"] = visit
        with translation.override(visit.language):
            if not is_sound(visit):
                return self._secured(request, page_not_found(request, Http404()))
            response = self.get_response(request)
            is_list = visit.is_paged or visit.number == 1
            if is_list:
                return response
            return self._secured(request, page_not_found(request, Http404()))

    def _secured(self, request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
        """An answer of our own: what Django does for security is done for it, too."""
        redirect = self.security.process_request(request)
        return self.security.process_response(request, redirect or answer)


def content_of(live: LiveContent) -> Hashable:
    """Stands for everything that pages show: equal as long as none of it changes."""
    seen = (kind.document for kind in all_kinds() if kind.name not in UNSEEN_KINDS)
    checks = frozenset(live.view.checks.items())
    return tuple(map(live.state, seen)), live.view.blocked, live.view.off, checks


def is_kept(path: str) -> bool:
    """Whether all that the answer depends on is in its key. The API has parameters of its own."""
    return bool(language_of_path(path)) or path == "/sitemap.xml"


def _key(request: HttpRequest, visit: Visit) -> PageKey:
    origin = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}"
    return PageKey(origin, request.path_info, visit.country, visit.is_chosen, visit.number)


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer may be given again. Views say `no-store` where it may not."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and is_kept(request.path_info)
        and response.headers.get("Cache-Control") == "no-cache"
    )


def _dressed(request: HttpRequest, response: HttpResponseBase, visit: Visit) -> HttpResponseBase:
    """Says how long the answer holds, what it depends on and what it may frame."""
    if settings.DEMO:
        response.headers["X-Robots-Tag"] = "noindex"
    if visit.frames:
        for name, value in framing(visit.frames).items():
            response.headers[name] = value
    if not isinstance(response, HttpResponse) or request.path_info.startswith(settings.STATIC_URL):
        return response
    is_error = response.status_code >= 400
    response.headers.setdefault("Cache-Control", "no-store" if is_error else "no-cache")
    vary = ["Accept-Encoding"]
    if settings.COUNTRY_HEADER:
        vary.append(settings.COUNTRY_HEADER)
    if not language_of_path(request.path_info) and (is_error or request.path_info == "/"):
        vary.append("Accept-Language")
    patch_vary_headers(response, vary)
    return response
