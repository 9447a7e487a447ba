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
from cms.publishing.snapshot import LiveContent
from guides.documents import GuideDocument
from partners.credits import all_partners
from partners.documents import HelplineKind
from partners.serving import helplines
from public.topics import address_of, hub_topics


class ResultKind(StrEnum):
    """What kind of page a result is."""

    TOPIC = "topic"
    GUIDE = "guide"
    SERIES = "series"
    CAMPAIGN = "campaign"
    PARTNER = "partner"
    HELPLINE = "helpline"


OTHER_PAGES = {
    ResultKind.TOPIC: ("topic", "slug"),
    ResultKind.HELPLINE: ("partners:help_country", "country"),
}
"""Where a kind is found that has no page by its own slug: the name of the address, and what it
takes."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing that can be found; `place` is the last part of its address."""

    kind: ResultKind
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
        return OTHER_PAGES.get(self.kind) or (kind_of(self.kind).page, "slug")

    def body(self, language: str) -> str:
        """What is searched beside the title, in one language."""
        texts = (text.root.get(language, "") for text in (self.summary, *self.more))
        return strip_tags(" ".join(texts))


def entries(live: LiveContent) -> Iterator[SearchEntry]:
    yield from _topics(live)
    yield from _guides(live)
    yield from _series(live)
    yield from _campaigns(live)
    yield from _partners(live)
    yield from _helplines(live)


def _version(live: LiveContent, *keys: str) -> str:
    items = (live.view.items[key] for key in keys)
    return " ".join(f"{item.edition}{''.join(item.languages)}" for item in items)


def _topics(live: LiveContent) -> Iterator[SearchEntry]:
    for topic in hub_topics(live):
        yield SearchEntry(
            ResultKind.TOPIC,
            topic.key,
            address_of(topic),
            _version(live, f"topic:{topic.key}"),
            topic.name,
            Text({}),
            topics=(topic.key,),
        )


def _guides(live: LiveContent) -> Iterator[SearchEntry]:
    for guide in live.documents(GuideDocument):
        headings = tuple(section.heading for section in guide.sections)
        bodies = tuple(section.body for section in guide.sections)
        yield SearchEntry(
            ResultKind.GUIDE,
            guide.key,
            guide.slug,
            _version(live, f"guide:{guide.key}"),
            guide.title,
            guide.summary,
            (*headings, *bodies),
            guide.topics,
        )


def _series(live: LiveContent) -> Iterator[SearchEntry]:
    for series in all_series(live):
        videos = videos_of(live, series)
        words = tuple(text for v in videos for text in (v.title, v.description, v.transcript))
        topics = {*series.topics, *(topic for video in videos for topic in video.topics)}
        yield SearchEntry(
            ResultKind.SERIES,
            series.key,
            series.slug,
            _version(live, f"series:{series.key}", *(f"video:{video.key}" for video in videos)),
            series.title,
            series.summary,
            words,
            tuple(sorted(topics)),
        )


def _campaigns(live: LiveContent) -> Iterator[SearchEntry]:
    for campaign in live.documents(CampaignDocument):
        tag = Text(dict.fromkeys(campaign.title.languages, campaign.hashtag))
        yield SearchEntry(
            ResultKind.CAMPAIGN,
            campaign.key,
            campaign.slug,
            _version(live, f"campaign:{campaign.key}"),
            campaign.title,
            campaign.summary,
            (tag, campaign.intro),
            campaign.topics,
        )


def _partners(live: LiveContent) -> Iterator[SearchEntry]:
    for partner in all_partners(live):
        version = _version(live, f"partner:{partner.key}")
        yield SearchEntry(
            ResultKind.PARTNER, partner.key, partner.key, version, partner.name, partner.summary
        )


def _helplines(live: LiveContent) -> Iterator[SearchEntry]:
    for line in helplines(live):
        markets = [country for country in line.countries if country in settings.MARKETS]
        if line.kind is HelplineKind.LINE and markets:
            version = _version(live, f"helpline:{line.key}")
            yield SearchEntry(
                ResultKind.HELPLINE, line.key, markets[0], version, line.name, line.what_to_expect
            )
