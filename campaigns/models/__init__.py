"""Creators and their videos, series, content notices, and the campaigns that show them."""

from campaigns.models.campaigns import Campaign, CampaignItem, CampaignMarket
from campaigns.models.creators import Creator
from campaigns.models.notices import ContentNotice
from campaigns.models.series import SeriesVideo, VideoSeries
from campaigns.models.videos import Video, VideoCaption

__all__ = [
    "Campaign",
    "CampaignItem",
    "CampaignMarket",
    "ContentNotice",
    "Creator",
    "SeriesVideo",
    "Video",
    "VideoCaption",
    "VideoSeries",
]
