"""One visit: all that a public answer may depend on, fixed when the request arrives."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from cms.publishing.snapshot import LiveContent


@dataclass
class Visit:
    """Who asks, as little as there is to know: a language, perhaps a country, and when."""

    live: LiveContent
    now: datetime
    language: str
    country: str = ""
    """Any country, chosen by the visitor or told by a trusted network; '' if unknown."""
    is_chosen: bool = False
    """Whether the address names the country, so that links have to keep it."""
    is_mirror: bool = False
    """Whether the page is written to a file, to be read later and without a server."""
    at: str = ""
    """In a preview, the instant that the address asks for, so that links have to keep it."""
    number: int = 1
    """Which page of a long list."""
    is_paged: bool = False
    frames: tuple[str, ...] = ()
    """Other sites that the page may frame, because the visitor has just chosen to."""
    changes_at: datetime | None = None
    """From when on the answer may be another one; None while only publishing can change it."""

    @property
    def query(self) -> str:
        """What every link carries on."""
        return self.query_in(self.country if self.is_chosen else "")

    def query_in(self, country: str) -> str:
        """What a link carries to a page in a country; '' for none."""
        chosen = f"?country={country}" if country else ""
        if not self.at:
            return chosen
        return f"{chosen}{'&' if chosen else '?'}{urlencode({'at': self.at})}"

    def holds_until(self, instant: datetime | None) -> None:
        """Notes that something shown changes by itself then."""
        if instant is not None:
            self.changes_at = min(instant, self.changes_at or instant)

    def choose(self, country: str) -> None:
        """Takes the country from the path of the page, which outranks any other source.

        The links of a mirror carry none: a file can't answer to it.
        """
        self.country, self.is_chosen = country, not self.is_mirror

    def page_of(self, count: int) -> int:
        """The number of the page asked for, of so many that there are; else a 404."""
        if not 1 <= self.number <= max(count, 1):
            raise Http404
        self.is_paged = True
        return self.number


class PublicRequest(HttpRequest):
    """A request for the public half of the site."""

    visit: Visit
