"""The search page. The query comes by POST, is used for one answer, and is kept nowhere: the
address, the title and the memory of pages never name it.

With script, Back opens the empty form, and the answer is `no-store`. Without it, Back has to find
the answer in the browser's cache: that one does not repeat the query. See decision 0019.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from campaigns.documents import CampaignDocument, NoticeDocument
from campaigns.markets import is_on
from campaigns.serving import notice_of
from cms.library.topics import grave_in
from cms.publishing.keys import ObjectKey
from cms.visits.visit import PublicRequest, Visit
from interventions.answers import WITHOUT_HELP_LINES, Answer, answer, asked_lines
from interventions.matching import LONGEST_QUERY
from interventions.rulesets import ruleset
from partners.documents import PartnerDocument
from partners.help import help_on
from public.search.covering import parted
from public.search.entries import ResultKind, SearchEntry
from public.search.index import index
from public.topics import address_of, hub_topics

MOST_RESULTS = 12
GENTLE = frozenset({"soft", "info"})
"""Answers that offer help with one line and not with the whole card."""


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: PublicRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "site/search.html", {"topics": hub_topics(request.visit.live)})
    query, is_scriptless = _read(request)
    response = _results(request, query, repeated="" if is_scriptless else query)
    response.headers["Cache-Control"] = "private, no-cache" if is_scriptless else "no-store"
    return response


def _results(request: PublicRequest, query: str, *, repeated: str) -> HttpResponse:
    """`repeated` is what the page says back: nothing, where the browser may keep the page."""
    visit = request.visit
    if not query:
        context = {"is_empty": True, "topics": hub_topics(visit.live)}
        return render(request, "site/search.html", context)
    match = ruleset(visit.live).match(query, visit.language, visit.country)
    given = answer(match, visit.language, visit.country, visit.now, visit.live)
    texts = index(visit.live)
    strong = _serving(visit, texts.with_all(query, visit.language))
    found = strong or _serving(visit, texts.with_any(query, visit.language))
    shown, covered = parted(found, given.response, grave_in(visit.live))
    has_card = given.matched and given.response not in WITHOUT_HELP_LINES | GENTLE
    # Whoever finds nothing, or only something near it, is not left alone with that.
    shows_help = has_card or not strong
    return render(
        request,
        "site/search.html",
        {
            "query": repeated,
            "given": given,
            "help": help_on(visit, given.topic, asked_lines(match)) if shows_help else None,
            "notice": _notice(visit, given),
            "is_gentle": not shows_help and given.matched and given.response in GENTLE,
            "shown": shown[:MOST_RESULTS],
            "covered": covered[:MOST_RESULTS],
            "choose_for": None if repeated else _topic_page(visit, given),
            "topics": () if found else hub_topics(visit.live),
        },
    )


def search_again(request: PublicRequest) -> str:
    """The words that come along where a country is chosen for them; '' where none do."""
    return _read(request)[0] if request.method == "POST" else ""


def _read(request: PublicRequest) -> tuple[str, bool]:
    """What was typed, without what no text holds, and whether no script took the form's mark
    away; ('', False) where the form can't be read."""
    try:
        typed, is_scriptless = request.POST.get("q", ""), "scriptless" in request.POST
    except (SuspiciousOperation, BadRequest, ValueError):
        return "", False
    return typed[:LONGEST_QUERY].replace("\0", "").strip(), is_scriptless


def _topic_page(visit: Visit, given: Answer) -> str | None:
    """Where a country is chosen for words that the page may not repeat: with their topic."""
    topics = (t for t in hub_topics(visit.live) if given.matched and t.key == given.topic)
    found = next(topics, None)
    return f"/{visit.language}/topics/{address_of(found)}/" if found else None


def _notice(visit: Visit, given: Answer) -> NoticeDocument | None:
    """What is said on the cover, as written for the first topic that has a notice."""
    notices = (said.notice.key for said in given.interventions if said.notice)
    return notice_of(visit.live, ObjectKey(next(notices, "")).name)


def _serving(visit: Visit, found: Iterable[SearchEntry]) -> list[SearchEntry]:
    """What is of use where the visitor is: its campaigns and lines, once a country is known."""
    return sorted(
        (entry for entry in found if _serves(visit, entry)), key=lambda e: _is_far(visit, e)
    )


def _is_far(visit: Visit, entry: SearchEntry) -> tuple[bool, bool]:
    """Whether it serves other countries than the visitor's, or one of which nothing is known; then
    whether the visitor's language is not even at home there."""
    if entry.kind is ResultKind.HELPLINE and not visit.country:
        return True, visit.language not in settings.MARKETS[entry.place].languages
    if entry.kind is ResultKind.PARTNER and visit.country:
        partner = visit.live.one(PartnerDocument, entry.key)
        is_far = bool(partner and partner.countries and visit.country not in partner.countries)
        return is_far, is_far
    return False, False


def _serves(visit: Visit, entry: SearchEntry) -> bool:
    if entry.kind is ResultKind.HELPLINE and visit.country:
        return entry.place == visit.country
    if entry.kind is ResultKind.CAMPAIGN:
        campaign = visit.live.one(CampaignDocument, entry.key)
        country = visit.country or None
        return campaign is not None and is_on(campaign, country, visit.now)
    return True
