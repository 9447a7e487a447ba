from modeltranslation.translator import TranslationOptions, register

from guides.models import Guide, GuideSection


@register(Guide)
class GuideTranslation(TranslationOptions):
    fields = ("title", "summary")
    required_languages = ("en",)


@register(GuideSection)
class GuideSectionTranslation(TranslationOptions):
    fields = ("heading", "body")
    required_languages = ("en",)
