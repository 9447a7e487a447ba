"""The front door, which only picks a language, and the home page."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaigns.views import current_campaigns
from cms.library.addresses import image_of
from cms.publishing.snapshot import LiveContent
from cms.visits.visit import PublicRequest
from guides.documents import GuideDocument
from guides.views import guides_by_title
from partners.credits import all_partners
from partners.help import help_on
from public.topics import audiences, hub_topics

GUIDES_ON_HOME = 3


@require_safe
def front_door(request: PublicRequest) -> HttpResponse:
    """To the language the browser asks for. Nothing is remembered."""
    visit = request.visit
    address = reverse("home")
    return HttpResponseRedirect(f"{address}{visit.query}")


@require_safe
def home(request: PublicRequest) -> HttpResponse:
    visit = request.visit
    language = visit.language
    guides = _one_a_topic(visit.live, language)[:GUIDES_ON_HOME]
    campaigns = current_campaigns(visit)
    return render(
        request,
        "site/home.html",
        {
            "help": help_on(visit),
            "topics": hub_topics(visit.live),
            "audiences": audiences(visit.live),
            "guides": guides,
            "heroes": {guide.key: image_of(visit.live, guide.hero) for guide in guides},
            "partners": all_partners(visit.live),
            "campaigns": campaigns,
            "campaign_heroes": {c.key: image_of(visit.live, c.hero) for c in campaigns},
        },
    )


def _one_a_topic(live: LiveContent, language: str) -> list[GuideDocument]:
    """The first guide of each topic, the gravest first; then all others."""
    others, first = list(guides_by_title(live, language)), []
    for topic in hub_topics(live):
        found = next((guide for guide in others if topic.key in guide.topics), None)
        if found:
            others.remove(found)
            first.append(found)
    return first + others
