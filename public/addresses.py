"""Every public address of one language: for the sitemap, the crawlers' file and the mirror."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from campaigns.serving import all_series, campaigns_on, videos_of
from cms.visits.visit import Visit
from guides.views import guides_by_title
from partners.credits import all_partners
from public.topics import address_of, audiences, hub_topics

STANDING = (
    "home",
    "topics",
    "campaigns:list",
    "guides:list",
    "partners:list",
    "partners:help",
    "search",
    "safety_plan",
    "grounding",
    "us",
    "policy",
    "privacy",
    "accessibility",
)


def addresses(visit: Visit) -> Iterator[str]:
    """In the active language, of what is shown to a visitor without a country."""
    live = visit.live
    yield from (reverse(name) for name in STANDING)
    yield from (reverse("partners:help_country", args=[code]) for code in settings.MARKETS)
    yield from (reverse("topic", args=[address_of(topic)]) for topic in hub_topics(live))
    yield from (reverse("audience", args=[audience]) for audience in audiences(live))
    for campaign in campaigns_on(live, None, visit.now):
        yield reverse("campaigns:detail", args=[campaign.slug])
    for guide in guides_by_title(live, visit.language):
        yield reverse("guides:detail", args=[guide.slug])
    for partner in all_partners(live):
        yield reverse("partners:detail", args=[partner.key])
    for series in all_series(live):
        yield reverse("campaigns:series", args=[series.slug])
        for video in videos_of(live, series):
            yield reverse("campaigns:watch", args=[series.slug, video.key])
