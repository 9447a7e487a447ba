"""What is said for a topic and a response, before any help line."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cms.desk.content.admin import ContentAdmin, PartInline
from interventions.models import Intervention, InterventionOffer


class InterventionOfferInline(PartInline):
    model = InterventionOffer
    fields = ["position", "guide", "series"]
    autocomplete_fields = ["guide", "series"]


@admin.register(Intervention)
class InterventionAdmin(ContentAdmin):
    list_display = ["label", "topic", "response", "where"]
    list_filter = ["topic", "response"]
    list_select_related = ["topic"]
    search_fields = ["heading", "message"]
    autocomplete_fields = ["topic", "notice"]
    inlines = [InterventionOfferInline]
    fieldsets = [
        (None, {"fields": ["key", ("topic", "response"), "markets"]}),
        (_("What is said"), {"fields": ["heading", "message", "message_for_a_friend"]}),
        (_("What is offered"), {"fields": ["notice"]}),
    ]

    @admin.display(description=_("markets"))
    def where(self, intervention: Any) -> str:
        return intervention.markets or str(_("all"))
