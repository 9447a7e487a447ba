from modeltranslation.translator import TranslationOptions, register

from cms.library.models import Image, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("en",)


@register(Image)
class ImageTranslation(TranslationOptions):
    fields = ("alt",)
    required_languages = ("en",)
