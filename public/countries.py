"""Choosing a country keeps what was open: the page, its topic and what was searched for."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse
from django.views.decorators.http import require_http_methods

from cms.visits.languages import language_of_path
from cms.visits.visit import PublicRequest, Visit
from public.search.views import search_again

LIST = "countries"
HELP = frozenset({"partners:help", "partners:help_country", LIST})
TO_HELP = "#help-heading"


@require_http_methods(["GET", "HEAD", "POST"])
def countries(request: PublicRequest, page: str | None = None) -> HttpResponse:
    """Every country of the world. `page` is what was open, below the language; None for help.

    What was searched for comes by POST, as to the search itself, and goes back to it.
    """
    back_to = None if page is None else f"/{request.visit.language}/{page}"
    if back_to and _place(back_to) is None:
        raise Http404
    query = search_again(request)
    response = render(request, "site/countries.html", {"back_to": back_to, "query": query})
    if query:
        response.headers["Cache-Control"] = "no-store"
    return response


def in_country(visit: Visit, country: str, shown: str | None) -> str:
    """The address of the page that is shown, by its path, in a country.

    Of help in a country, of a copy in files and where no page is shown, that is its help.
    """
    place = _place(shown) if shown and not visit.is_mirror else None
    if shown is None or place is None or place.view_name in HELP:
        return reverse("partners:help_country", args=[country]) + visit.query_in("")
    if "country" in place.kwargs:
        return reverse(place.view_name, kwargs=place.kwargs | {"country": country})
    return f"{get_script_prefix()}{shown[1:]}{visit.query_in(country)}{TO_HELP}"


def list_address(visit: Visit, shown: str | None) -> str:
    """Where a country is chosen for the page that is shown."""
    if visit.is_mirror:
        return reverse("partners:help")
    place = _place(shown) if shown else None
    if shown is None or place is None or place.view_name in HELP:
        return reverse(LIST) + visit.query
    page = shown.removeprefix(f"/{visit.language}/")
    return reverse("countries_for", kwargs={"page": page}) + visit.query


def _place(path: str) -> ResolverMatch | None:
    """What a path leads to; None where it is no page."""
    try:
        return resolve(path) if language_of_path(path) else None
    except Resolver404:
        return None
