from modeltranslation.translator import TranslationOptions, translator

from interventions.models import Intervention


class InterventionTranslation(TranslationOptions):
    fields = ("heading", "message", "message_for_a_friend")


translator.register(Intervention, InterventionTranslation)
