from modeltranslation.translator import TranslationOptions, register

from cms.library.models import Image, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = Topic.TRANSLATED
    required_languages = ("en",)


@register(Image)
class ImageTranslation(TranslationOptions):
    fields = Image.TRANSLATED
    required_languages = ("en",)
