"""The front door, which only picks a language, and the home page."""

from itertools import islice

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaigns.views import current_campaigns
from cms.library.addresses import image_of
from cms.visits.visit import PublicRequest, Visit
from guides.documents import GuideDocument
from guides.views import guides_by_title
from partners.credits import partners_near
from partners.help import help_on
from public.topics import audiences, guides_on, hub_topics

FOR_ONESELF_ON_HOME = 6
FOR_HELPERS_ON_HOME = 3
PARTNERS_ON_HOME = 6


@require_safe
def front_door(request: PublicRequest) -> HttpResponse:
    """To the language the browser asks for. Nothing is remembered."""
    visit = request.visit
    address = reverse("home")
    return HttpResponseRedirect(f"{address}{visit.query}")


@require_safe
def home(request: PublicRequest) -> HttpResponse:
    visit = request.visit
    guides = _one_a_topic(visit)[:FOR_ONESELF_ON_HOME]
    helping = [g for g in guides_by_title(visit.live, visit.language) if not g.is_for_oneself]
    del helping[FOR_HELPERS_ON_HOME:]
    campaigns = current_campaigns(visit)
    return render(
        request,
        "site/home.html",
        {
            "help": help_on(visit),
            "topics": hub_topics(visit.live),
            "audiences": audiences(visit.live),
            "guides": guides,
            "helping": helping,
            "heroes": {g.key: image_of(visit.live, g.hero) for g in (*guides, *helping)},
            "partners": partners_near(visit.live, visit.country)[:PARTNERS_ON_HOME],
            "campaigns": campaigns,
            "campaign_heroes": {c.key: image_of(visit.live, c.hero) for c in campaigns},
        },
    )


def _one_a_topic(visit: Visit) -> list[GuideDocument]:
    """For the person themself: the first guide of each topic, the gravest topic first."""
    first: dict[str, GuideDocument] = {}
    for topic in hub_topics(visit.live):
        guides = (g for g in guides_on(topic, visit) if g.is_for_oneself and g.key not in first)
        first.update((guide.key, guide) for guide in islice(guides, 1))
    return list(first.values())
