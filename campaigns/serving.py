"""What a visitor may be shown of campaigns and series, from a site's documents only. Pure."""

from collections.abc import Iterable
from datetime import datetime

from campaigns.documents import (
    CampaignDocument,
    CreatorDocument,
    NoticeDocument,
    SeriesDocument,
    VideoDocument,
)
from campaigns.documents.campaigns import ItemDocument
from campaigns.markets import is_on, items_for, next_change
from cms.publishing.keys import ObjectKey
from cms.publishing.snapshot import LiveContent


def campaigns_on(
    live: LiveContent, country: str | None, now: datetime
) -> tuple[CampaignDocument, ...]:
    """The live campaigns that run for the visitor now."""
    return tuple(campaign for campaign in _campaigns(live) if is_on(campaign, country, now))


def campaigns_change(live: LiveContent, country: str | None, now: datetime) -> datetime | None:
    """The next instant at which a campaign starts or ends for the visitor."""
    changes = (next_change(campaign, country, now) for campaign in _campaigns(live))
    return min((change for change in changes if change), default=None)


def shown_items(
    live: LiveContent, campaign: CampaignDocument, country: str | None
) -> tuple[ItemDocument, ...]:
    """The campaign's items for the visitor, without those whose object is not live."""
    return tuple(item for item in items_for(campaign, country) if is_there(live, item))


def series_of(live: LiveContent, key: str) -> SeriesDocument | None:
    """The live series with the key; None where none of its videos is live."""
    series = live.one(SeriesDocument, key)
    return series if series and videos_of(live, series) else None


def all_series(live: LiveContent) -> tuple[SeriesDocument, ...]:
    return tuple(series for series in live.documents(SeriesDocument) if videos_of(live, series))


def videos_of(live: LiveContent, series: SeriesDocument) -> tuple[VideoDocument, ...]:
    """The series' live videos, in its order."""
    return live.some(VideoDocument, series.videos)


def creators_of(live: LiveContent, videos: Iterable[VideoDocument]) -> tuple[CreatorDocument, ...]:
    """Whose the videos are, each once, in their order."""
    return live.some(CreatorDocument, dict.fromkeys(v.creator for v in videos if v.creator))


def notice_of(live: LiveContent, key: str | None) -> NoticeDocument | None:
    return live.one(NoticeDocument, key)


def _campaigns(live: LiveContent) -> tuple[CampaignDocument, ...]:
    return live.documents(CampaignDocument)


def is_there(live: LiveContent, item: ItemDocument) -> bool:
    """Whether what the item shows is live."""
    target = ObjectKey(item.target)
    if target.kind == "series":
        return series_of(live, target.name) is not None
    return not target or live.get(target) is not None
