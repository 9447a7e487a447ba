from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns import webvtt
from campaigns.calendar import campaign_calendar
from campaigns.forms import CampaignForm, ClipField, with_days_of_all
from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    ContentNotice,
    Creator,
    SeriesVideo,
    Video,
    VideoCaption,
    VideoSeries,
)
from campaigns.resources import (
    CAMPAIGN_ITEMS,
    CAMPAIGN_MARKETS,
    CAMPAIGNS,
    CREATORS,
    PLACES_IN_SERIES,
    SERIES,
    VIDEOS,
)
from campaigns.withdrawn import (
    PERMISSION,
    block_address,
    consent_withdrawn,
    is_shown_without_consent,
)
from cms.desk.content.admin import ContentAdmin, PartInline
from cms.desk.content.duplicate import DuplicateMixin
from cms.desk.exchange.admin import ExchangeMixin
from cms.desk.locking import LockingForm
from cms.desk.site import DeskSite
from cms.library.media import file_response

desk = cast(DeskSite, admin.site)
desk.add_plot(campaign_calendar)
desk.add_panel(consent_withdrawn)


@admin.register(Creator)
class CreatorAdmin(ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [CREATORS]
    label_field = "name"
    list_display = ["label", "handle", "consent_expires_on", "consent_withdrawn_on"]
    search_fields = ["name", "handle", "bio"]
    autocomplete_fields = ["avatar"]
    fieldsets = [
        (None, {"fields": ["key", "name", "handle", "languages", "bio", "avatar"]}),
        (
            _("Consent"),
            {
                "fields": [
                    "consent_given_on",
                    "consent_scope",
                    ("consent_expires_on", "consent_withdrawn_on"),
                ]
            },
        ),
    ]

    def response_change(self, request: HttpRequest, obj: Creator) -> HttpResponse:
        """Who saves that consent is withdrawn is offered the block in the same step."""
        answer = super().response_change(request, obj)
        if not is_shown_without_consent(obj):
            return answer
        if request.user.has_perm(PERMISSION):
            messages.warning(
                request,
                gettext("%(name)s is shown until you block them here, or they are taken down.")
                % {"name": obj.name},
            )
            return HttpResponseRedirect(block_address(obj))
        messages.warning(
            request,
            gettext(
                "%(name)s is shown until a reviewer blocks them. The first page of each says so; "
                "tell one of them now."
            )
            % {"name": obj.name},
        )
        return answer


@admin.register(ContentNotice)
class ContentNoticeAdmin(ContentAdmin):
    label_field = "label"
    list_display = ["label", "kind"]
    list_filter = ["kind"]
    search_fields = ["label", "message"]
    fieldsets = [(None, {"fields": ["key", "kind", "label", "message"]})]


class VideoForm(LockingForm):
    kept_in: ClassVar = {"clip": "file"}
    clip = ClipField(
        label=_("video file"),
        required=False,
        help_text=_("MP4 or WebM. It replaces the old file, and a link."),
    )


class VideoCaptionInline(PartInline):
    model = VideoCaption
    fields = ["language", "source"]


@admin.register(Video)
class VideoAdmin(ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [VIDEOS]
    form = VideoForm
    label_field = "title"
    list_display = ["label", "creator", "partner", "spoken", "permission_until"]
    list_filter = ["topics", "spoken", "notice"]
    list_select_related = ["creator", "partner"]
    search_fields = ["title", "description", "creator__name", "creator__handle"]
    autocomplete_fields = ["creator", "partner", "topics", "notice", "poster"]
    readonly_fields = ["stored"]
    inlines = [VideoCaptionInline]
    fieldsets = [
        (None, {"fields": ["key", "creator", "partner", "title", "description"]}),
        (_("What is watched"), {"fields": ["clip", "stored", "link", "seconds", "poster"]}),
        (_("What it is about"), {"fields": ["topics", "notice", "spoken", "permission_until"]}),
        (_("For those who do not watch"), {"fields": ["transcript"]}),
    ]

    @admin.display(description=_("stored file"))
    def stored(self, video: Video) -> SafeString | str:
        if not video.file:
            return "–"
        return format_html(
            '<video class="thumbnail" src="{}" controls preload="none"></video> {} × {} px, {} kB',
            reverse("admin:campaigns_video_clip", args=[video.pk]),
            video.width,
            video.height,
            video.size // 1024,
        )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.clip)
        return [path("<int:pk>/clip/", view, name="campaigns_video_clip"), *super().get_urls()]

    def clip(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The stored file, published or not, for staff."""
        video = self.get_queryset(request).filter(pk=pk).first()
        if video is None or not video.file or not self.has_view_permission(request, video):
            raise Http404
        return file_response(request, video.file)

    def store_model(self, request: Any, obj: Video, form: Any, change: bool) -> None:
        clip = form.cleaned_data.get("clip")
        if clip:
            obj.keep(clip.upload.chunks(), clip.clip, clip.size)
        else:
            super().store_model(request, obj, form, change)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        """Says what of a file of captions is not kept: saving writes it anew without."""
        super().save_formset(request, form, formset, change)
        for row in formset.forms if formset.model is VideoCaption else ():
            if "source" in row.changed_data and row.cleaned_data.get("source"):
                _tell_what_is_dropped(request, row.instance, row.cleaned_data["source"])


def _tell_what_is_dropped(request: Any, captions: VideoCaption, source: str) -> None:
    if dropped := webvtt.read(source).dropped:
        said = gettext("The captions in “%(language)s” were saved without: %(dropped)s.")
        words = {"language": captions.language, "dropped": "; ".join(dropped)}
        messages.warning(request, said % words)


class SeriesVideoInline(PartInline):
    model = SeriesVideo
    fields = ["position", "video"]
    autocomplete_fields = ["video"]


@admin.register(VideoSeries)
class VideoSeriesAdmin(DuplicateMixin, ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [SERIES, PLACES_IN_SERIES]
    label_field = "title"
    list_display = ["label", "notice"]
    list_filter = ["topics"]
    list_select_related = ["notice"]
    search_fields = ["title", "summary", "slug"]
    autocomplete_fields = ["topics", "notice", "poster"]
    inlines = [SeriesVideoInline]
    fieldsets = [
        (None, {"fields": ["key", "slug", "title", "summary"]}),
        (_("What it is about"), {"fields": ["topics", "notice", "poster"]}),
    ]


class CampaignItemInline(PartInline):
    model = CampaignItem
    fields = [
        ("position", "kind", "markets"),
        "series",
        "guide",
        "partner",
        "link",
        "heading",
        "blurb",
    ]
    autocomplete_fields = ["series", "guide", "partner"]

    class Media:
        css = {"all": ["desk/campaign_items.css"]}


class CampaignMarketInline(PartInline):
    model = CampaignMarket
    fields = ["country", ("starts", "ends"), "partners", "wording"]
    autocomplete_fields = ["partners"]


@admin.register(Campaign)
class CampaignAdmin(DuplicateMixin, ExchangeMixin, ContentAdmin):
    file_kinds: ClassVar = [CAMPAIGNS, CAMPAIGN_ITEMS, CAMPAIGN_MARKETS]
    form = CampaignForm
    label_field = "title"
    list_display = ["label", "hashtag"]
    list_filter = ["topics", "markets__country"]
    search_fields = ["title", "summary", "slug", "hashtag"]
    autocomplete_fields = ["hero", "topics", "partners"]
    inlines = [CampaignMarketInline, CampaignItemInline]
    fieldsets = [
        (None, {"fields": ["key", "slug", "title", "summary", "intro", "hashtag"]}),
        (_("What it is about"), {"fields": ["hero", "topics", "partners"]}),
        (_("When it runs, in all markets at once"), {"fields": [("first_day", "last_day")]}),
    ]

    def meant(self, data: QueryDict) -> QueryDict:
        return with_days_of_all(data)
