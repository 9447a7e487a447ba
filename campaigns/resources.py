"""Creators, videos, series and campaigns with their parts as files."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from import_export import widgets

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
from cms.desk.exchange.resource import ContentResource


class LocalTimeWidget(widgets.Widget):
    """A time on a market's own clock, such as 2026-12-01 00:00."""

    def clean(self, value: str, row: Any = None, **_options: Any) -> datetime | None:
        try:
            return local_time(value) if value else None
        except ValidationError:
            raise ValueError(NO_LOCAL_TIME) from None

    def render(self, value: datetime | None, obj: Any = None, **_options: Any) -> str:
        return value.isoformat(" ") if value else ""


class CreatorResource(ContentResource):
    class Meta:
        model = Creator


class VideoResource(ContentResource):
    """Without the uploaded file and its captions: those come in by the form."""

    class Meta:
        model = Video


class VideoSeriesResource(ContentResource):
    class Meta:
        model = VideoSeries


class SeriesVideoResource(ContentResource):
    owner = "series"

    class Meta:
        model = SeriesVideo
        import_id_fields = ("series", "video")


class CampaignResource(ContentResource):
    class Meta:
        model = Campaign


class CampaignItemResource(ContentResource):
    owner = "campaign"

    class Meta:
        model = CampaignItem
        import_id_fields = ("campaign", "position")


class CampaignMarketResource(ContentResource):
    owner = "campaign"

    class Meta:
        model = CampaignMarket
        special = {"starts": LocalTimeWidget(), "ends": LocalTimeWidget()}
        import_id_fields = ("campaign", "country")
