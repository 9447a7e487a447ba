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
    fields = ("bio",)


@register(ContentNotice)
class ContentNoticeTranslation(TranslationOptions):
    fields = ("label", "message")
    required_languages = ("en",)


@register(Video)
class VideoTranslation(TranslationOptions):
    fields = ("title", "description", "transcript")
    required_languages = {"en": ("title", "description")}


@register(VideoSeries)
class VideoSeriesTranslation(TranslationOptions):
    fields = ("title", "summary")
    required_languages = ("en",)


@register(Campaign)
class CampaignTranslation(TranslationOptions):
    fields = ("title", "summary", "intro")
    required_languages = {"en": ("title", "summary")}


@register(CampaignItem)
class CampaignItemTranslation(TranslationOptions):
    fields = ("heading", "blurb")


@register(CampaignMarket)
class CampaignMarketTranslation(TranslationOptions):
    fields = ("wording",)
