"""Reads from a request all that its answer may depend on, and nothing else."""

from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cms.codes import country_code
from cms.countries import country_of
from cms.publishing import catalog
from cms.visits.languages import language_of_path, preferred_language
from cms.visits.visit import Visit

LONGEST_NUMBER = 6


def visit_of(request: HttpRequest) -> Visit:
    visit = Visit(
        live=catalog.current(),
        now=timezone.now(),
        language=language_of_path(request.path_info) or preferred_language(request),
    )
    query = request.META.get("QUERY_STRING")
    if query and not request.path_info.startswith("/api/"):
        _read_query(visit, query)
    if not visit.is_chosen and settings.COUNTRY_HEADER:
        visit.country = country_of(request.headers.get(settings.COUNTRY_HEADER, "")) or ""
    return visit


def is_sound(visit: Visit) -> bool:
    """Whether the address names a country and a page that there can be.

    What is no country is dropped: the page that says so shows help for anywhere.
    """
    if visit.is_chosen and country_of(visit.country) is None:
        visit.country, visit.is_chosen = "", False
        return False
    return visit.number > 0


def _read_query(visit: Visit, query: str) -> None:
    """The API reads its own parameters: there an unknown country is no error."""
    values = parse_qs(query)
    if country := values.get("country", [""])[-1]:
        visit.choose(country_code(country))
    if number := values.get("page", [""])[-1]:
        is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
        visit.number = int(number) if is_number else 0
