from modeltranslation.translator import TranslationOptions, register

from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    ContentNotice,
    Creator,
    Video,
    VideoSeries,
)


@register(Creator)
class CreatorTranslation(TranslationOptions):
    fields = Creator.TRANSLATED


@register(ContentNotice)
class ContentNoticeTranslation(TranslationOptions):
    fields = ContentNotice.TRANSLATED
    required_languages = ("en",)


@register(Video)
class VideoTranslation(TranslationOptions):
    fields = Video.TRANSLATED
    required_languages = {"en": ("title", "description")}


@register(VideoSeries)
class VideoSeriesTranslation(TranslationOptions):
    fields = VideoSeries.TRANSLATED
    required_languages = ("en",)


@register(Campaign)
class CampaignTranslation(TranslationOptions):
    fields = Campaign.TRANSLATED
    required_languages = {"en": ("title", "summary")}


@register(CampaignItem)
class CampaignItemTranslation(TranslationOptions):
    fields = CampaignItem.TRANSLATED


@register(CampaignMarket)
class CampaignMarketTranslation(TranslationOptions):
    fields = CampaignMarket.TRANSLATED
