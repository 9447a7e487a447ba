"""What a campaign is once published."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

from campaigns.localtime import instant_of
from campaigns.models import Campaign, CampaignItem, CampaignMarket
from cms.library.richtext import rich_text_of
from cms.library.weblinks import web_address
from cms.publishing.documents import Document, Part, Reference, Run, Text
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of
from partners.codes import split_codes


class ItemKind(StrEnum):
    """What an item of a campaign is."""

    SERIES = "series"
    GUIDE = "guide"
    PARTNER = "partner"
    HELPLINES = "helplines"
    ARTICLE = "article"


NAMED = frozenset({ItemKind.SERIES, ItemKind.GUIDE, ItemKind.PARTNER})
"""Those that show another object: `series:october-voices`."""


class ItemDocument(Part):
    """One thing on a campaign's page.

    `target` is the object key of a series, guide or partner; `partner` says whose article it is.
    """

    kind: ItemKind
    target: str
    partner: str | None
    link: str
    heading: Text
    blurb: Text
    markets: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it shows: its texts say something of that and of nothing else."""
        return " ".join(filter(None, (self.kind, self.target, self.partner, self.link)))

    def in_fields(self) -> dict[str, Any]:
        named: dict[str, str | None] = dict.fromkeys(sorted(NAMED))
        named[ItemKind.PARTNER] = self.partner
        if self.target:
            named[self.kind] = ObjectKey(self.target).name
        return self.in_fields_but(target=named, partner={})


class MarketDocument(Part):
    """Where the campaign runs; `starts` and `ends` are on the market's own clock."""

    country: str
    starts: datetime | None
    ends: datetime | None
    partners: tuple[str, ...]
    wording: Text

    @property
    def key(self) -> str:
        return self.country

    @property
    def run(self) -> Run:
        """The same as instants."""
        starts, ends = (
            edge and instant_of(edge, self.country) for edge in (self.starts, self.ends)
        )
        return Run(self.country, starts, ends)


class CampaignDocument(Document):
    """A campaign in all languages. `topics`, `partners` and `hero` hold keys.

    All that it shows is mentioned: a page without a guide that was taken down still makes sense.
    """

    key: str
    slug: str
    former_slugs: tuple[str, ...]
    title: Text
    summary: Text
    intro: Text
    hashtag: str
    hero: str | None
    topics: tuple[str, ...]
    partners: tuple[str, ...]
    items: tuple[ItemDocument, ...]
    markets: tuple[MarketDocument, ...]

    def label(self) -> str:
        return self.title.source

    def references(self) -> Iterator[Reference]:
        names = [f"topic:{topic}" for topic in self.topics]
        names += [f"partner:{partner}" for partner in self.partners]
        names += [f"partner:{partner}" for market in self.markets for partner in market.partners]
        names += [f"partner:{item.partner}" for item in self.items if item.partner]
        names += [item.target for item in self.items if item.target]
        names += [f"image:{self.hero}"] if self.hero else []
        yield from (Reference(name, is_part=False) for name in dict.fromkeys(names))

    def runs(self) -> Iterator[Run]:
        yield from (market.run for market in self.markets)


def build_campaign(campaign: Campaign) -> CampaignDocument:
    return CampaignDocument(
        key=campaign.key,
        slug=campaign.slug,
        former_slugs=tuple(campaign.former_slugs),
        title=text_of(campaign, "title"),
        summary=text_of(campaign, "summary"),
        intro=rich_text_of(campaign, "intro"),
        hashtag=campaign.hashtag,
        hero=campaign.hero.key if campaign.hero else None,
        topics=tuple(sorted(topic.key for topic in campaign.topics.all())),
        partners=tuple(sorted(partner.key for partner in campaign.partners.all())),
        items=tuple(_item(item) for item in campaign.items.all()),
        markets=tuple(_market(market) for market in campaign.markets.all()),
    )


def _item(item: CampaignItem) -> ItemDocument:
    kind = ItemKind(item.kind)
    named = getattr(item, kind) if kind in NAMED else None
    return ItemDocument(
        kind=kind,
        target=ObjectKey.of(kind, named.key) if named else "",
        partner=item.partner.key if item.partner and kind is ItemKind.ARTICLE else None,
        link=web_address(item.link),
        heading=text_of(item, "heading"),
        blurb=text_of(item, "blurb"),
        markets=split_codes(item.markets),
    )


def _market(market: CampaignMarket) -> MarketDocument:
    return MarketDocument(
        country=market.country,
        starts=market.starts,
        ends=market.ends,
        partners=tuple(sorted(partner.key for partner in market.partners.all())),
        wording=text_of(market, "wording"),
    )


register(
    Kind(
        name="campaign",
        model=Campaign,
        document=CampaignDocument,
        build=build_campaign,
        page="campaigns:detail",
        heading="title",
        summary="summary",
        picture="hero",
    )
)
