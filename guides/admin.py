from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cms.desk.content.admin import ContentAdmin, PartInline
from cms.desk.content.duplicate import DuplicateMixin
from cms.desk.exchange.admin import ExchangeMixin
from guides.models import Guide, GuideSection
from guides.resources import GUIDES, SECTIONS


class GuideSectionInline(PartInline):
    model = GuideSection
    fields = [("position", "key"), "heading", "body"]


@admin.register(Guide)
class GuideAdmin(DuplicateMixin, ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [GUIDES, SECTIONS]
    label_field = "title"
    list_display = ["label", "audience", "review_due"]
    list_filter = ["audience", "topics"]
    search_fields = ["title", "summary", "slug"]
    autocomplete_fields = ["topics", "partners", "hero"]
    inlines = [GuideSectionInline]
    fieldsets = [
        (None, {"fields": ["key", "slug", "title", "summary"]}),
        (_("For whom, about what"), {"fields": ["audience", "topics", "hero"]}),
        (_("Who stands behind it"), {"fields": ["partners", "sign_off", "review_due"]}),
    ]
