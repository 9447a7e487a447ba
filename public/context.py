"""What every public page shows around its own content."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from cms.publishing.snapshot import LiveContent
from cms.translations.names import country_name, direction
from cms.visits.languages import language_of_path
from cms.visits.visit import Visit
from partners.freshness import earliest_due
from partners.serving import helplines
from public.styles import script_integrity, style_sheet

DIRECTORY = "https://findahelpline.com"
"""Where the demonstration sends whoever needs help now."""


class LanguageLink(NamedTuple):
    """A language in which the page can be read, and where."""

    code: str
    name: str
    direction: str
    path: str


def public_page(request: HttpRequest) -> dict[str, Any]:
    """Context of every template of the public half; nothing for staff."""
    visit = getattr(request, "visit", None)
    if not isinstance(visit, Visit):
        return {}
    return {
        "visit": visit,
        "language": visit.language,
        "direction": direction(visit.language),
        "language_links": language_links(_rest_of(request.path_info)),
        "default_path": f"/{settings.LANGUAGE_CODE}/{_rest_of(request.path_info)}",
        "country_name": visit.country and country_name(visit.country, visit.language),
        "origin": f"{request.scheme}://{request.get_host()}",
        "style_address": style_sheet().address,
        "script_integrity": script_integrity(),
        "is_demo": settings.DEMO,
        "directory": DIRECTORY,
        "valid_until": visit.is_mirror and earliest_due(visit.live, _lines(visit.live)),
        "leave_to": f"https://{visit.language}.wikipedia.org/",
    }


def _lines(live: LiveContent) -> list[str]:
    return [document.key for document in helplines(live)]


def language_links(path: str) -> list[LanguageLink]:
    """Where a page is found in each language: `path` is what all its addresses share."""
    return [
        LanguageLink(code, name, direction(code), f"{get_script_prefix()}{code}/{path}")
        for code, name in settings.LANGUAGES
    ]


def _rest_of(path: str) -> str:
    """`/vi/guides/x/` -> `guides/x/`, the part that all languages share."""
    language = language_of_path(path)
    return path.removeprefix(f"/{language}/") if language else ""
