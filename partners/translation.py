from modeltranslation.translator import TranslationOptions, register

from partners.models import Channel, Helpline, Partner


@register(Partner)
class PartnerTranslation(TranslationOptions):
    fields = ("name", "summary")
    required_languages = ("en",)


@register(Helpline)
class HelplineTranslation(TranslationOptions):
    fields = ("name", "what_to_expect", "if_no_answer", "cost", "usual_wait")
    required_languages = {"en": ("name",)}


@register(Channel)
class ChannelTranslation(TranslationOptions):
    fields = ("note",)
