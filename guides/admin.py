from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.desk.content.admin import ContentAdmin, PartInline
from cms.desk.content.duplicate import DuplicateMixin
from cms.desk.exchange.admin import ExchangeMixin
from cms.desk.generic import AnyInlineFormSet
from guides.documents import build_guide
from guides.models import Guide, GuideReading, GuideSection
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


class ReadingFormSet(AnyInlineFormSet):
    def save_new(self, form: Any, commit: bool = True) -> Any:
        """It is of the text as the form leaves it: what stands above has been saved before."""
        reading = form.instance
        reading.text_hash = build_guide(self.instance).text_hash_in(reading.language)
        return super().save_new(form, commit=commit)


class GuideReadingInline(PartInline):
    """Recorded and deleted, never changed: it says what somebody else agreed to."""

    model = GuideReading
    formset = ReadingFormSet
    fields = [("partner", "role"), ("scope", "language"), "read_on"]
    autocomplete_fields = ["partner"]
    is_copied = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Guide)
class GuideAdmin(DuplicateMixin, ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [GUIDES, SECTIONS]
    label_field = "title"
    list_display = ["label", "audience", "review_due"]
    list_filter = ["audience", "topics"]
    search_fields = ["title", "summary", "slug"]
    autocomplete_fields = ["topics", "partners", "hero"]
    inlines = [GuideSectionInline, GuideReadingInline]
    fieldsets = [
        (None, {"fields": ["key", "slug", "title", "summary"]}),
        (_("For whom, about what"), {"fields": ["audience", "topics", "hero"]}),
        (_("Who stands behind it"), {"fields": ["partners", "sign_off", "review_due"]}),
    ]
