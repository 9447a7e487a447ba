"""Rendered pages in a worker's memory, within a limit of bytes."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Self

from django.http import HttpRequest, HttpResponse

from cms.library.conditions import is_known
from public.compression import accepts_gzip, packed, tag_of

LIMIT = 48 * 1024 * 1024
"""Room for some 1,500 pages."""


class PageAnswer(HttpResponse):
    """A page that may be given again: for as long as the content is the one it was made of, and
    `until` an instant at which it changes by itself."""

    made_of: Hashable = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page, both as it is and compressed."""

    body: bytes
    packed: bytes
    tag: str
    headers: dict[str, str]
    made_of: Hashable
    until: datetime | None

    @classmethod
    def of(cls, response: HttpResponse, *, made_of: Hashable, until: datetime | None) -> Self:
        body = response.content
        tag = tag_of(body)
        headers = dict(response.headers) | {"ETag": tag}
        return cls(body, packed(body), tag, headers, made_of, until)

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or 304 to somebody who has it."""
        if is_known(request.META.get("HTTP_IF_NONE_MATCH", ""), self.tag):
            return HttpResponse(status=304, headers=self.headers)
        body, headers = self.body, self.headers
        if accepts_gzip(request.META):
            body, headers = self.packed, headers | {"Content-Encoding": "gzip"}
        headers = headers | {"Content-Length": str(len(body))}
        answer = PageAnswer(b"" if request.method == "HEAD" else body, headers=headers)
        answer.made_of, answer.until = self.made_of, self.until
        return answer


@dataclass(eq=False)
class PageCache:
    """The pages of one state of the content. The oldest go when the room runs out."""

    content: Hashable
    """What the pages were made of."""
    limit: int = LIMIT
    size: int = 0
    _pages: dict[Hashable, Page] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, now: datetime) -> Page | None:
        page = self._pages.get(key)
        return page if page and (page.until is None or now < page.until) else None

    def put(self, key: Hashable, page: Page) -> None:
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self.size += page.size
            while self.size > self.limit:
                self._forget(next(iter(self._pages)))

    def _forget(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        self.size -= page.size if page else 0
