from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cms.desk.content.admin import ContentAdmin, PartInline
from cms.desk.content.duplicate import DuplicateMixin
from cms.desk.exchange.admin import ExchangeMixin
from cms.desk.generic import AnyInlineFormSet
from guides.models import Guide, GuideSection
from guides.resources import GUIDES, SECTIONS


class SectionFormSet(AnyInlineFormSet):
    def clean(self) -> None:
        """Names the sections whose anchors were left empty, each by another one."""
        kept = [f for f in self.forms if f not in self.deleted_forms and f.cleaned_data]
        taken = {f.cleaned_data.get("key", "") for f in kept}
        for form in kept:
            if form.cleaned_data.get("key") == "":
                form.instance.key = form.cleaned_data["key"] = form.instance.free_key(taken)
                taken.add(form.instance.key)
        super().clean()


class GuideSectionInline(PartInline):
    model = GuideSection
    formset = SectionFormSet
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
