"""Partners, and help by country, as visitors see them: from memory, without a query."""

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cms.countries import country_of
from cms.library.addresses import image_of, topics_of
from cms.library.documents import TopicDocument
from cms.library.paging import page_of
from cms.publishing.snapshot import LiveContent
from cms.visits.visit import PublicRequest
from partners.choices import EVERY, Choice, choice_of, options_for
from partners.credits import all_partners, credited
from partners.documents import HelplineDocument
from partners.freshness import earliest_due
from partners.help import CARD_LINES, help_on
from partners.reports import Reason, tally
from partners.serving import helplines, still_shown
from partners.shown_helplines import line_of


@require_safe
def help_index(request: PublicRequest) -> HttpResponse:
    """Asks for the country, unless it is known."""
    return _help_page(request)


@require_safe
def help_country(request: PublicRequest, country: str) -> HttpResponse:
    request.visit.choose(_country(country))
    return _help_page(request)


@require_safe
def help_chosen(request: PublicRequest, country: str, chosen: str) -> HttpResponse:
    """Only those lines of the country that fit what the visitor chose."""
    request.visit.choose(_country(country))
    choice = choice_of(chosen, (topic.key for topic in request.visit.live.documents(TopicDocument)))
    if choice is None:
        raise Http404
    return _help_page(request, choice)


@require_safe
def help_card(request: PublicRequest, country: str) -> HttpResponse:
    """To print and keep: hours in full instead of "open now", for whoever is offline."""
    visit = request.visit
    visit.choose(_country(country))
    found = help_on(visit)
    market = settings.MARKETS.get(visit.country)
    zone = market.zone if market else UTC
    today = visit.now.astimezone(zone).date()
    visit.holds_until(datetime.combine(today + timedelta(days=1), time(), zone))
    due_on = earliest_due(visit.live, (line.key for line in found.card))
    context = {"help": found, "today": today, "due_on": due_on}
    return render(request, "partners/card.html", context)


@require_POST
def feedback(request: PublicRequest) -> HttpResponse:
    """Counts what was said of a line. Who said it is not known and the address tells nothing."""
    key, reason = request.POST.get("line", ""), request.POST.get("reason", "")
    mark: tuple[str, ...] = ()
    if request.visit.live.one(HelplineDocument, key) and reason in tuple(Reason):
        tally.note(key, Reason(reason))
        mark = (_mark_of(key),)
    address = f"{reverse('partners:thanks', args=mark)}{request.visit.query}"
    # So that neither Back nor Reload says it a second time.
    return HttpResponseRedirect(address, status=303)


@require_safe
def thanks(request: PublicRequest, mark: str = "") -> HttpResponse:
    """Thanks, with the lines but for the one that did not work, if `mark` stands for one."""
    key = request.visit.live.derived(_lines_by_mark, of=(HelplineDocument,)).get(mark)
    if mark and key is None:
        raise Http404
    found = help_on(request.visit, without=[key] if key else [])
    return render(request, "partners/thanks.html", {"help": found, "is_without": bool(key)})


def _lines_by_mark(live: LiveContent) -> dict[str, str]:
    return {_mark_of(line.key): line.key for line in helplines(live)}


def _mark_of(key: str) -> str:
    """Stands for a line in an address, where nobody shall read which one it was."""
    return sha256(key.encode()).hexdigest()[:10]


def _country(code: str) -> str:
    """The country of an address, market or not; else a 404."""
    country = country_of(code)
    if country is None:
        raise Http404
    return country


def _help_page(request: PublicRequest, choice: Choice = EVERY) -> HttpResponse:
    visit = request.visit
    found = help_on(visit)
    every = (*found.card, *found.others)
    fitting = tuple(choice.of(every))
    topics = topics_of(visit.live, {topic for line in every for topic in line.topics})
    context = {
        "help": found,
        "lines": page_of(visit, fitting or every, CARD_LINES),
        "is_chosen": choice != EVERY,
        "none_fits": not fitting and bool(every),
        "topic_names": {topic.key: topic.name for topic in topics},
    }
    if found.country and not visit.is_mirror:
        context["options"] = options_for(every, choice, [topic.key for topic in topics])
    return render(request, "partners/help.html", context)


@require_safe
def partner_list(request: PublicRequest) -> HttpResponse:
    partners = page_of(request.visit, all_partners(request.visit.live))
    return render(request, "partners/partner_list.html", {"partners": partners})


@require_safe
def partner_detail(request: PublicRequest, slug: str) -> HttpResponse:
    visit = request.visit
    partner = next(iter(credited(visit.live, [slug])), None)
    if partner is None:
        raise Http404
    own = [d for d in helplines(visit.live) if d.partner == partner.key]
    shown = still_shown(visit.live, own, visit.now)
    lines = [line_of(document, visit.live, visit.language, visit.now) for document in shown]
    for line in lines:
        visit.holds_until(line.until)
    return render(
        request,
        "partners/partner_detail.html",
        {
            "partner": partner,
            "logo": image_of(visit.live, partner.logo),
            "topics": topics_of(visit.live, partner.topics),
            "lines": lines,
            "help": help_on(visit),
        },
    )
