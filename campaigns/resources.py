"""Creators, videos, series and campaigns with their parts as files."""

from datetime import datetime

from django.core.exceptions import ValidationError

from campaigns.localtime import NO_LOCAL_TIME, local_time
from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    Creator,
    SeriesVideo,
    Video,
    VideoSeries,
)
from cms.desk.exchange.columns import Cell
from cms.desk.exchange.resource import content_file


class LocalTimeCell(Cell):
    """A time on a market's own clock, such as 2026-12-01 00:00."""

    empty = None

    def read(self, text: str) -> datetime:
        try:
            return local_time(text)
        except ValidationError:
            raise ValueError(NO_LOCAL_TIME) from None

    def write(self, value: datetime | None) -> str:
        return value.isoformat(" ") if value else ""


CREATORS = content_file(Creator)
VIDEOS = content_file(Video)
"""Without the uploaded file and its captions: those come in by the form."""
SERIES = content_file(VideoSeries)
PLACES_IN_SERIES = content_file(SeriesVideo, owner="series", known_by=("series", "video"))
CAMPAIGNS = content_file(Campaign)
CAMPAIGN_ITEMS = content_file(CampaignItem, owner="campaign", known_by=("campaign", "position"))
CAMPAIGN_MARKETS = content_file(
    CampaignMarket,
    owner="campaign",
    known_by=("campaign", "country"),
    special={"starts": LocalTimeCell(), "ends": LocalTimeCell()},
)
