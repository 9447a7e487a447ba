from modeltranslation.translator import TranslationOptions, register

from partners.models import Channel, Helpline, Partner


@register(Partner)
class PartnerTranslation(TranslationOptions):
    fields = Partner.TRANSLATED
    required_languages = ("en",)


@register(Helpline)
class HelplineTranslation(TranslationOptions):
    fields = Helpline.TRANSLATED
    required_languages = {"en": ("name",)}


@register(Channel)
class ChannelTranslation(TranslationOptions):
    fields = Channel.TRANSLATED
