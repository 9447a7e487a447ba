"""One page a topic, and one a reader: guides, series, campaigns, partners and help together."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.serving import all_series
from campaigns.views import current_campaigns
from cms.library.addresses import image_of, topics_of
from cms.library.documents import TopicDocument
from cms.library.models import Response
from cms.publishing.snapshot import LiveContent
from cms.visits.visit import PublicRequest, Visit
from guides.documents import GuideDocument
from guides.views import guides_by_title
from interventions.answers import document_for
from partners.credits import all_partners
from partners.help import help_on

AUDIENCES = ("teens", "caregivers", "educators", "supporters")


@require_safe
def topic_list(request: PublicRequest) -> HttpResponse:
    live = request.visit.live
    context = {"topics": hub_topics(live), "audiences": audiences(live)}
    return render(request, "site/topic_list.html", context)


@require_safe
def topic_detail(request: PublicRequest, slug: str) -> HttpResponse:
    visit = request.visit
    topic = next((t for t in hub_topics(visit.live) if address_of(t) == slug), None)
    if topic is None:
        raise Http404
    guides = guides_on(topic, visit)
    series = [s for s in all_series(visit.live) if topic.key in s.topics]
    campaigns = [c for c in current_campaigns(visit) if topic.key in c.topics]
    return render(
        request,
        "site/topic_detail.html",
        {
            "topic": topic,
            "has_grounding": topic.is_hard,
            "has_plan": topic.is_grave,
            "guides": guides,
            "heroes": {guide.key: image_of(visit.live, guide.hero) for guide in guides},
            "series": series,
            "posters": {s.key: image_of(visit.live, s.poster) for s in series},
            "campaigns": campaigns,
            "campaign_heroes": {c.key: image_of(visit.live, c.hero) for c in campaigns},
            "partners": [p for p in all_partners(visit.live) if topic.key in p.topics],
            "help": help_on(visit, topic.key),
        },
    )


@require_safe
def audience_detail(request: PublicRequest, audience: str) -> HttpResponse:
    """What was written for teens, carers, teachers or somebody who supports a friend."""
    visit = request.visit
    guides = [g for g in guides_by_title(visit.live, visit.language) if g.audience == audience]
    if audience not in AUDIENCES or not guides:
        raise Http404
    return render(
        request,
        "site/audience_detail.html",
        {
            "audience": audience,
            "guides": guides,
            "heroes": {guide.key: image_of(visit.live, guide.hero) for guide in guides},
            "topics": topics_of(visit.live, {key for guide in guides for key in guide.topics}),
            "help": help_on(visit),
        },
    )


def guides_on(topic: TopicDocument, visit: Visit) -> list[GuideDocument]:
    """What the answer to a crisis offers first stands first; then by title."""
    said = document_for(topic.key, "crisis", visit.country, visit.live)
    offers = said.offers if said else ()
    places = {offer: place for place, offer in enumerate(offers)}
    guides = [g for g in guides_by_title(visit.live, visit.language) if topic.key in g.topics]
    return sorted(guides, key=lambda guide: places.get(f"guide:{guide.key}", len(places)))


def audiences(live: LiveContent) -> tuple[str, ...]:
    """The readers for whom something is live, everyone aside."""
    return live.derived(_audiences)


def _audiences(live: LiveContent) -> tuple[str, ...]:
    written = {g.audience for g in guides_by_title(live, settings.LANGUAGE_CODE)}
    return tuple(audience for audience in AUDIENCES if audience in written)


def hub_topics(live: LiveContent) -> tuple[TopicDocument, ...]:
    """The topics that have a page: all but those that only cover what may distress."""
    return live.derived(_hub_topics, of=(TopicDocument,))


def address_of(topic: TopicDocument) -> str:
    """`eating_disorder` -> `eating-disorder`"""
    return topic.key.replace("_", "-")


def _hub_topics(live: LiveContent) -> tuple[TopicDocument, ...]:
    topics = live.documents(TopicDocument)
    shown = (topic for topic in topics if topic.response is not Response.NOTICE)
    return tuple(sorted(shown, key=lambda topic: (topic.priority, topic.key)))
