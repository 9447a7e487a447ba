"""Campaigns as visitors see them, each in the markets and at the times it runs."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.documents import CampaignDocument, SeriesDocument
from campaigns.documents.campaigns import ItemDocument, ItemKind
from campaigns.markets import MarketStatus, market_of, market_status, next_change, partners_for
from campaigns.serving import campaigns_change, campaigns_on, shown_items
from cms.library.addresses import found_at, gravest, image_of, moved_to, topics_of
from cms.library.documents import ImageDocument
from cms.library.paging import page_of
from cms.publishing.documents import Document
from cms.visits.visit import PublicRequest, Visit
from guides.documents import GuideDocument
from partners.credits import credited
from partners.documents import PartnerDocument
from partners.help import help_on


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of a campaign with what it shows; `partner` is whose article it is."""

    item: ItemDocument
    target: Document | None
    image: ImageDocument | None
    partner: PartnerDocument | None

    @property
    def is_across(self) -> bool:
        """Whether it takes the whole width: what has a picture, and the help lines."""
        return self.item.kind in (ItemKind.SERIES, ItemKind.GUIDE, ItemKind.HELPLINES)

    @property
    def template(self) -> str:
        return f"campaigns/items/{self.item.kind}.html"


@require_safe
def campaign_list(request: PublicRequest) -> HttpResponse:
    visit = request.visit
    campaigns = page_of(visit, current_campaigns(visit))
    heroes = {campaign.key: image_of(visit.live, campaign.hero) for campaign in campaigns.items}
    context = {"campaigns": campaigns, "heroes": heroes}
    return render(request, "campaigns/campaign_list.html", context)


@require_safe
def campaign_detail(request: PublicRequest, slug: str) -> HttpResponseBase:
    visit = request.visit
    campaign = found_at(visit.live, slug, CampaignDocument)
    country = visit.country or None
    visit.holds_until(next_change(campaign, country, visit.now))
    status = market_status(campaign, country, visit.now)
    if status is not MarketStatus.ON:
        return _not_on(request, campaign, status)
    if campaign.slug != slug:
        return moved_to(campaign, visit)
    market = market_of(campaign, country)
    return render(
        request,
        "campaigns/campaign_detail.html",
        {
            "campaign": campaign,
            "hero": image_of(visit.live, campaign.hero),
            "wording": market.wording if market else None,
            "items": [_shown(visit, item) for item in shown_items(visit.live, campaign, country)],
            "partners": credited(visit.live, partners_for(campaign, country)),
            "help": help_on(visit, gravest(topics_of(visit.live, campaign.topics))),
        },
    )


def _not_on(
    request: PublicRequest, campaign: CampaignDocument, status: MarketStatus
) -> HttpResponse:
    """Says so kindly, with what is on. Of what hasn't started not even the title shows."""
    visit = request.visit
    others = current_campaigns(visit)
    context = {
        "title": None if status is MarketStatus.COMING else campaign.title,
        "status": status,
        "campaigns": others,
        "heroes": {other.key: image_of(visit.live, other.hero) for other in others},
        "help": help_on(visit, gravest(topics_of(visit.live, campaign.topics))),
    }
    return render(request, "campaigns/campaign_not_on.html", context)


def current_campaigns(visit: Visit) -> tuple[CampaignDocument, ...]:
    """What runs now for the visitor; notes when that changes."""
    country = visit.country or None
    visit.holds_until(campaigns_change(visit.live, country, visit.now))
    return campaigns_on(visit.live, country, visit.now)


def _shown(visit: Visit, item: ItemDocument) -> ShownItem:
    target = visit.live.get(item.target) if item.target else None
    image = None
    if isinstance(target, GuideDocument):
        image = image_of(visit.live, target.hero)
    elif isinstance(target, SeriesDocument):
        image = image_of(visit.live, target.poster)
    partner = next(iter(credited(visit.live, filter(None, [item.partner]))), None)
    return ShownItem(item, target, image, partner)
