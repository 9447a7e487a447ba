from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.desk.content.admin import ContentAdmin, PartInline
from cms.desk.exchange.admin import ExchangeMixin
from cms.desk.guarding import GuardAdmin
from cms.desk.screens import person
from cms.desk.site import DeskSite
from partners.actions import retire
from partners.coverage_map import coverage_map
from partners.models import Channel, Helpline, Partner, RetiredNumber
from partners.panels import due_for_a_check, gaps, reported
from partners.resources import CHANNELS, HELPLINES, PARTNERS

desk = cast(DeskSite, admin.site)
desk.add_panel(due_for_a_check)
desk.add_panel(reported)
desk.add_panel(gaps)
desk.add_plot(coverage_map)


@admin.register(Partner)
class PartnerAdmin(ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [PARTNERS]
    label_field = "name"
    list_display = ["label", "countries", "agreement_until"]
    list_filter = ["topics"]
    search_fields = ["name", "summary", "website"]
    autocomplete_fields = ["topics", "logo"]
    fieldsets = [
        (None, {"fields": ["key", "name", "summary", "website", "logo"]}),
        (_("Where and what for"), {"fields": ["countries", "languages", "topics"]}),
        (_("Between them and us"), {"fields": ["contact", ("agreement_from", "agreement_until")]}),
    ]


class ChannelInline(PartInline):
    model = Channel
    fieldsets = [
        (None, {"fields": ["position", "key", "kind", "dial", ("extension", "keyword"), "note"]}),
        (
            _("Hours"),
            {"fields": ["hours_status", "zone", "weekly", "monthly", "dated", "languages"]},
        ),
    ]


@admin.register(Helpline)
class HelplineAdmin(ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [HELPLINES, CHANNELS]
    label_field = "name"
    list_display = ["label", "kind", "countries", "grade", "check_due"]
    list_filter = ["kind", "grade", "audience", "is_priority", "topics"]
    search_fields = ["name", "channels__dial", "countries", "source"]
    autocomplete_fields = ["partner", "topics"]
    inlines = [ChannelInline]
    fieldsets = [
        (None, {"fields": ["key", "kind", "name", "partner"]}),
        (
            _("What happens there"),
            {"fields": ["what_to_expect", "if_no_answer", "cost", "usual_wait"]},
        ),
        (
            _("Whom it serves"),
            {"fields": ["countries", "languages", "topics", "audience", ("min_age", "max_age")]},
        ),
        (_("Where it stands in a list"), {"fields": ["rank", "is_priority"]}),
        (
            _("How sure we are"),
            {"fields": ["source", "grade", "check_due", "check_note", "is_demonstration"]},
        ),
    ]


@admin.register(RetiredNumber)
class RetiredNumberAdmin(GuardAdmin):
    guarded_kinds = ("helpline",)
    list_display = ["country", "dial", "keyword", "helpline", "reason"]
    list_filter = ["country"]
    search_fields = ["dial", "keyword", "reason"]
    autocomplete_fields = ["helpline"]
    list_select_related = ["helpline"]

    def store_model(
        self, request: HttpRequest, obj: RetiredNumber, form: Any, change: bool
    ) -> None:
        """A number that is retired is out of everything at once, not after the next release."""
        for target in retire(obj, by=person(request)):
            said = gettext("Blocked, because it had this number: %(target)s.")
            messages.warning(request, said % {"target": target})
