from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "interventions"
    label = "interventions"
    verbose_name = "Interventions"
