"""What can be found: one entry for each thing with a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.html import strip_tags

from campaigns.documents import CampaignDocument
from campaigns.serving import all_series, videos_of
from cms.publishing.documents import Text
from cms.publishing.kinds import kind_of
from cms.publishing.snapshot import Site
from guides.documents import GuideDocument
from partners.credits import all_partners
from partners.documents import LineKind
from partners.serving import helplines
from public.topics import address_of, hub_topics


class Found(StrEnum):
    """What kind of page a result is."""

    TOPIC = "topic"
    GUIDE = "guide"
    SERIES = "series"
    CAMPAIGN = "campaign"
    PARTNER = "partner"
    HELPLINE = "helpline"


OTHER_PAGES = {
    Found.TOPIC: ("topic", "slug"),
    Found.HELPLINE: ("partners:help_country", "country"),
}
"""Where a kind is found that has no page by its own slug: the name of the address, and what it
takes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found; `place` is the last part of its address."""

    kind: Found
    key: str
    place: str
    version: str
    """Changes with the texts: the digests of all editions that they come from."""
    title: Text
    summary: Text
    more: tuple[Text, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The name of its page's address."""
        return self._address[0]

    @property
    def argument(self) -> str:
        return self._address[1]

    @property
    def _address(self) -> tuple[str, str]:
        return OTHER_PAGES.get(self.kind) or (kind_of(f"{self.kind}:{self.key}").page, "slug")

    def body(self, language: str) -> str:
        """What is searched beside the title, in one language."""
        texts = (text.root.get(language, "") for text in (self.summary, *self.more))
        return strip_tags(" ".join(texts))


def entries(site: Site) -> Iterator[Entry]:
    yield from _topics(site)
    yield from _guides(site)
    yield from _series(site)
    yield from _campaigns(site)
    yield from _partners(site)
    yield from _helplines(site)


def _version(site: Site, *keys: str) -> str:
    items = (site.view.live[key] for key in keys)
    return " ".join(f"{item.edition}{''.join(item.languages)}" for item in items)


def _topics(site: Site) -> Iterator[Entry]:
    for topic in hub_topics(site):
        yield Entry(
            Found.TOPIC,
            topic.key,
            address_of(topic),
            _version(site, f"topic:{topic.key}"),
            topic.name,
            Text({}),
            topics=(topic.key,),
        )


def _guides(site: Site) -> Iterator[Entry]:
    for guide in site.documents(GuideDocument):
        headings = tuple(section.heading for section in guide.sections)
        bodies = tuple(section.body for section in guide.sections)
        yield Entry(
            Found.GUIDE,
            guide.key,
            guide.slug,
            _version(site, f"guide:{guide.key}"),
            guide.title,
            guide.summary,
            (*headings, *bodies),
            guide.topics,
        )


def _series(site: Site) -> Iterator[Entry]:
    for series in all_series(site):
        videos = videos_of(site, series)
        words = tuple(text for v in videos for text in (v.title, v.description, v.transcript))
        topics = {*series.topics, *(topic for video in videos for topic in video.topics)}
        yield Entry(
            Found.SERIES,
            series.key,
            series.slug,
            _version(site, f"series:{series.key}", *(f"video:{video.key}" for video in videos)),
            series.title,
            series.summary,
            words,
            tuple(sorted(topics)),
        )


def _campaigns(site: Site) -> Iterator[Entry]:
    for campaign in site.documents(CampaignDocument):
        tag = Text(dict.fromkeys(campaign.title.languages, campaign.hashtag))
        yield Entry(
            Found.CAMPAIGN,
            campaign.key,
            campaign.slug,
            _version(site, f"campaign:{campaign.key}"),
            campaign.title,
            campaign.summary,
            (tag, campaign.intro),
            campaign.topics,
        )


def _partners(site: Site) -> Iterator[Entry]:
    for partner in all_partners(site):
        version = _version(site, f"partner:{partner.key}")
        yield Entry(Found.PARTNER, partner.key, partner.key, version, partner.name, partner.summary)


def _helplines(site: Site) -> Iterator[Entry]:
    for line in helplines(site):
        markets = [country for country in line.countries if country in settings.MARKETS]
        if line.kind is LineKind.LINE and markets:
            version = _version(site, f"helpline:{line.key}")
            yield Entry(
                Found.HELPLINE, line.key, markets[0], version, line.name, line.what_to_expect
            )
