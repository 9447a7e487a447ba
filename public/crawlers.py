"""For machines: the sitemap with every language of a page, robots.txt, security.txt, a feed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import escape
from django.views.decorators.http import require_safe

from campaigns.documents import CampaignDocument
from campaigns.serving import campaigns_change
from campaigns.views import current_campaigns
from cms.visits.visit import PublicRequest, Visit
from public.addresses import addresses

_SITEMAP = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{}</urlset>\n'
)
_PLACE = "<url><loc>{}</loc>{}</url>\n"
_OTHER = '<xhtml:link rel="alternate" hreflang="{}" href="{}"/>'
LONG_AGO = datetime(2021, 10, 1, tzinfo=UTC)
"""The date of what names none."""
CONTACT_HOLDS = timedelta(days=90)
"""For so long somebody may go by a security.txt that they kept."""


@require_safe
def sitemap(request: PublicRequest) -> HttpResponse:
    visit, origin = request.visit, f"{request.scheme}://{request.get_host()}"
    visit.holds_until(campaigns_change(visit.live, None, visit.now))
    found = _SITEMAP.format("".join(_places(visit, origin)))
    return HttpResponse(found, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: PublicRequest) -> HttpResponse:
    """The demonstration is for nobody to find."""
    address = request.build_absolute_uri("/sitemap.xml")
    rules = ["Disallow: /"] if settings.DEMO else ["Disallow: /admin/", "Disallow: /accounts/"]
    text = "\n".join(["User-agent: *", *rules, "", f"Sitemap: {address}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def security_contact(request: PublicRequest) -> HttpResponse:
    """Whom to tell of a weakness, by RFC 9116; 404 where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    contact = settings.SECURITY_CONTACT
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {(request.visit.now + CONTACT_HOLDS).isoformat(timespec='seconds')}",
        f"Canonical: {request.build_absolute_uri()}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def feed(request: PublicRequest) -> HttpResponse:
    """The campaigns that run for the visitor, newest first."""
    visit = request.visit
    dated = [(_begun(campaign, visit.now), campaign) for campaign in current_campaigns(visit)]
    newest = sorted(dated, key=lambda pair: (pair[0], pair[1].key), reverse=True)
    entries = [_feed_entry(visit, begun, campaign) for begun, campaign in newest]
    updated = max((entry.updated for entry in entries), default=LONG_AGO)
    return render(
        request,
        "site/feed.xml",
        {"entries": entries, "updated": updated, "id": _identity("feed", visit.language)},
        content_type="application/atom+xml; charset=utf-8",
    )


class FeedEntry(NamedTuple):
    """A campaign in the feed: named alike whatever host serves it, newer with each correction."""

    id: str
    updated: datetime
    campaign: CampaignDocument


def _feed_entry(visit: Visit, begun: datetime, campaign: CampaignDocument) -> FeedEntry:
    key = f"campaign:{campaign.key}"
    corrected = visit.live.since(key, visit.language)
    updated = max(begun, corrected) if corrected else begun
    return FeedEntry(_identity(key, visit.language), updated, campaign)


def _identity(name: str, language: str) -> str:
    return uuid5(NAMESPACE_URL, f"wellspring:{language}:{name}").urn


def _begun(campaign: CampaignDocument, now: datetime) -> datetime:
    """When it last began in a market."""
    starts = (market.run.starts for market in campaign.markets)
    return max((start for start in starts if start and start <= now), default=LONG_AGO)


def _places(visit: Visit, origin: str) -> Iterator[str]:
    with translation.override(settings.LANGUAGE_CODE):
        source = list(addresses(visit))
    for address in source:
        rest = address.removeprefix(f"/{settings.LANGUAGE_CODE}/")
        places = {code: escape(f"{origin}/{code}/{rest}") for code, _name in settings.LANGUAGES}
        others = "".join(_OTHER.format(code, place) for code, place in places.items())
        yield from (_PLACE.format(place, others) for place in places.values())
