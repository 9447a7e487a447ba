from modeltranslation.translator import TranslationOptions, register

from guides.models import Guide, GuideSection


@register(Guide)
class GuideTranslation(TranslationOptions):
    fields = Guide.TRANSLATED
    required_languages = ("en",)


@register(GuideSection)
class GuideSectionTranslation(TranslationOptions):
    fields = GuideSection.TRANSLATED
    required_languages = ("en",)
