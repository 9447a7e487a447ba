"""What creators, videos, series, notices and campaigns are once published."""

from campaigns.documents.campaigns import CampaignDocument, ItemDocument, MarketDocument
from campaigns.documents.creators import Consent, CreatorDocument
from campaigns.documents.notices import NoticeDocument
from campaigns.documents.series import SeriesDocument
from campaigns.documents.videos import CaptionDocument, ClipDocument, VideoDocument

__all__ = [
    "CampaignDocument",
    "CaptionDocument",
    "ClipDocument",
    "Consent",
    "CreatorDocument",
    "ItemDocument",
    "MarketDocument",
    "NoticeDocument",
    "SeriesDocument",
    "VideoDocument",
]
