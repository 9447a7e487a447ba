"""What is answered before Django makes a request of it: pages that are known, and searches.

Nothing is decided here. What all of Django's middleware once answered is answered again to whoever
asks in the same way, for as long as it holds. All else goes on to Django: other ways to ask, what
is wrong with a query, and every error.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils import timezone

from cms.publishing import catalog
from interventions.api import LARGEST_BODY, answer_to
from public.compression import WORTH_PACKING, accepts_gzip
from public.page_cache import PageAnswer
from public.pages import content_of

MATCH = "/api/v1/match"
MOST = 2_000
"""Ways to ask that are known at once, in each of the two memories: with one more it starts anew."""
LONGEST = 200
"""Characters of a header that is kept as part of a way to ask."""
CHOSEN_COUNTRY = re.compile("(?:country=[A-Za-z]{2})?")
"""What may stand behind an address here: nothing else of it is ever kept."""

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Way = tuple[str, ...]


class KnownPage(NamedTuple):
    """An answer as it was given: what it was made of, and until when it holds."""

    made_of: Hashable
    until: datetime | None
    headers: Headers
    body: bytes


class Front:
    """What one worker has answered to whom."""

    def __init__(self) -> None:
        country = "HTTP_" + settings.COUNTRY_HEADER.upper().replace("-", "_")
        # Nothing else decides about these answers, but for what is left to Django.
        self._deciding = (
            *("PATH_INFO", "QUERY_STRING", "SCRIPT_NAME"),
            *("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO"),
            *("HTTP_HOST", "SERVER_NAME", "SERVER_PORT"),
            *("HTTP_ORIGIN", "HTTP_ACCEPT_ENCODING", country),
        )
        self._pages: dict[Way, KnownPage] = {}
        self._matches: dict[Way, Headers] = {}

    def answer(self, environ: Environ, start_response: Any) -> Iterable[bytes] | None:
        """The answer as WSGI has it; None where Django has to find one."""
        known = None
        if _is_search(environ):
            known = self._match(environ)
        elif _asks_for_a_page(environ):
            known = self._page(environ)
        if known is None:
            return None
        headers, body = known
        start_response("200 OK", headers)
        return [body]

    def learn(self, environ: Environ, answer: HttpResponseBase) -> None:
        """Keeps what Django has answered, if it may be given again."""
        if answer.status_code != 200:
            return
        if _is_search(environ):
            of_each = ("Content-Encoding", "Content-Length")
            headers = [one for one in answer.items() if one[0] not in of_each]
            self._keep(self._matches, environ, headers)
        elif isinstance(answer, PageAnswer) and _asks_for_a_page(environ):
            headers = list(answer.items())
            page = KnownPage(answer.made_of, answer.until, headers, answer.content)
            self._keep(self._pages, environ, page)

    def _keep(self, known: dict[Way, Any], environ: Environ, answer: Any) -> None:
        way = self._way(environ)
        if any(len(part) > LONGEST for part in way):
            return
        if len(known) >= MOST:
            known.clear()
        known[way] = answer

    def _way(self, environ: Mapping[str, Any]) -> Way:
        return tuple([environ.get(name, "") for name in self._deciding])

    def _page(self, environ: Environ) -> tuple[Headers, bytes] | None:
        page = self._pages.get(self._way(environ))
        if page is None or catalog.is_bare():
            return None
        is_past = page.until is not None and page.until <= timezone.now()
        if is_past or page.made_of != catalog.current().derived(content_of):
            return None
        return list(page.headers), page.body

    def _match(self, environ: Environ) -> tuple[Headers, bytes] | None:
        headers, length = self._matches.get(self._way(environ)), environ.get("CONTENT_LENGTH", "")
        if headers is None or catalog.has_nothing() or not _is_fitting(length):
            return None
        body = environ["wsgi.input"].read(int(length))
        try:
            answer = answer_to(body)
        except Exception:  # noqa: BLE001  Django answers it, and tells of what is wrong.
            environ["wsgi.input"] = BytesIO(body)
            return None
        said = answer.body
        if len(said) >= WORTH_PACKING and accepts_gzip(environ):
            said, headers = answer.packed, [*headers, ("Content-Encoding", "gzip")]
        return [*headers, ("Content-Length", str(len(said)))], said


def _is_search(environ: Environ) -> bool:
    return (
        environ["REQUEST_METHOD"] == "POST"
        and environ["PATH_INFO"] == MATCH
        and not environ.get("QUERY_STRING")
    )


def _asks_for_a_page(environ: Environ) -> bool:
    """By its address alone, and for the whole of it."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and CHOSEN_COUNTRY.fullmatch(environ.get("QUERY_STRING", "")) is not None
        and environ.get("CONTENT_LENGTH", "0") in {"", "0"}
        and "HTTP_IF_NONE_MATCH" not in environ
    )


def _is_fitting(length: str) -> bool:
    return length.isascii() and length.isdigit() and int(length) <= LARGEST_BODY
