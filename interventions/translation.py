from modeltranslation.translator import TranslationOptions, translator

from interventions.models import Intervention


class InterventionTranslation(TranslationOptions):
    fields = Intervention.TRANSLATED


translator.register(Intervention, InterventionTranslation)
