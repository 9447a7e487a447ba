"""Try a query: what a visitor is answered, and why. It is asked by POST and stored nowhere."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.publishing import catalog
from cms.publishing.models import Release
from cms.publishing.planned import planned_documents, planned_release
from cms.publishing.projected import site_with
from interventions.admin.forms import TryForm
from interventions.admin.pages import page
from interventions.answers import Answer, answer, language_of
from interventions.matching import Match, skeleton
from interventions.rulesets import ruleset


class Marked(NamedTuple):
    """A query in three pieces; what was found is the middle one."""

    before: str
    found: str
    after: str


class Tried(NamedTuple):
    """Everything there is to say about one query."""

    answer: Answer
    match: Match
    letters: str
    found: list[tuple[object, Marked]]
    suppressed: list[tuple[object, Marked]]


def try_query(request: HttpRequest) -> HttpResponse:
    form = TryForm(request.POST or None)
    if not request.user.has_perm("publishing.view_release"):
        del form.fields["release"]
    tried = None
    if request.method == "POST" and form.is_valid():
        tried = _tried(**form.cleaned_data)
    response = page(request, "try.html", _("Try a query"), form=form, tried=tried)
    response["Cache-Control"] = "no-store"
    return response


def _tried(query: str, locale: str, country: str, release: Release | None = None) -> Tried:
    now = timezone.now()
    # As if all of it were live, whenever its windows open.
    planned = {one.key: one.document for one in planned_release(release)} if release else {}
    live = site_with(planned_documents(planned), now) if release else catalog.current()
    match = ruleset(live).match(query, locale, country)
    with override(language_of(locale)):
        given = answer(match, locale, country, now, live)
    return Tried(
        answer=given,
        match=match,
        letters=skeleton(query),
        found=[(one, _marked(query, one.span)) for one in match.matches],
        suppressed=[(one, _marked(query, one.span)) for one in match.suppressed],
    )


def _marked(query: str, span: tuple[int, int]) -> Marked:
    start, end = span
    return Marked(query[:start], query[start:end], query[end:])
