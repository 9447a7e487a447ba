from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.desk.content.admin import ContentAdmin
from cms.desk.guarding import GuardAdmin
from cms.desk.locking import LockingForm
from cms.desk.screens import screen
from cms.library.forms import PictureField
from cms.library.media import file_response
from cms.library.models import EditorialRule, Image, Topic
from cms.library.pasting import pasted_text


@admin.register(Topic)
class TopicAdmin(ContentAdmin):
    label_field = "name"
    list_display = ["label", "priority", "response", "is_grave"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["key", "name", "priority", "response", "is_grave"]})]

    def get_urls(self) -> list[Any]:
        screens = [
            path("pasted/", self.admin_site.admin_view(pasted_text), name="library_pasted"),
            path("file/<str:name>/", self.admin_site.admin_view(stored_file), name="library_file"),
        ]
        return [*screens, *super().get_urls()]


@screen("library.view_image", methods="GET")
def stored_file(request: HttpRequest, /, name: str) -> Any:
    """A file that was once, or may be, public: what a difference shows of earlier states."""
    return file_response(request, name)


class ImageForm(LockingForm):
    kept_in: ClassVar = {"picture": "digest"}
    picture = PictureField(
        label=_("picture"),
        required=False,
        help_text=_("PNG, JPEG, WebP or AVIF, up to 25 million pixels. It replaces the old one."),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_empty = not self.instance.digest and not self.cleaned_data.get("picture")
        if is_empty and "picture" in self.fields and not self.has_error("picture"):
            self.add_error("picture", forms.ValidationError(_("Choose a picture.")))
        return cleaned


@admin.register(Image)
class ImageAdmin(ContentAdmin):
    form = ImageForm
    label_field = "alt"
    list_display = ["label", "shown", "credit"]
    search_fields = ["alt", "credit"]
    readonly_fields = ["shown"]
    fieldsets = [
        (None, {"fields": ["key", "picture", "shown", "alt", "credit"]}),
        (_("Focus"), {"fields": [("focal_x", "focal_y")]}),
    ]

    @admin.display(description=_("now"))
    def shown(self, image: Image) -> SafeString | str:
        if not image.renditions:
            return "–"
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy"> {} × {} px',
            reverse("admin:library_image_picture", args=[image.pk]),
            str(image),
            image.width,
            image.height,
        )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.picture)
        return [path("<int:pk>/picture/", view, name="library_image_picture"), *super().get_urls()]

    def picture(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The smallest rendition, published or not, for staff."""
        image = self.get_queryset(request).filter(pk=pk).first()
        if image is None or not image.renditions or not self.has_view_permission(request, image):
            raise Http404
        return file_response(request, image.renditions[0]["name"])

    def store_model(self, request: Any, obj: Image, form: Any, change: bool) -> None:
        picture = form.cleaned_data.get("picture")
        if picture:
            obj.keep(picture)
        else:
            super().store_model(request, obj, form, change)


@admin.register(EditorialRule)
class EditorialRuleAdmin(GuardAdmin):
    list_display = ["code", "locale", "topic", "level", "better", "is_active"]
    list_filter = ["locale", "level", "is_active", "topic"]
    search_fields = ["code", "pattern", "better"]
    fieldsets = [
        (None, {"fields": ["code", ("locale", "topic"), "level", "is_active"]}),
        (_("Wording"), {"fields": ["pattern", "better", "source"]}),
        (_("Examples"), {"fields": ["flagged", "fine"]}),
    ]
