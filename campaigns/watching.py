"""Series and their videos: nothing of a video is loaded before somebody chooses to watch it."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.documents import CreatorDocument, SeriesDocument, VideoDocument
from campaigns.embeds import FRAME_SOURCES
from campaigns.serving import notice_of, series_of, videos_of
from cms.library.addresses import found_at, gravest, image_of, moved_to, topics_of
from cms.library.documents import ImageDocument
from cms.publishing.snapshot import LiveContent
from cms.visits.visit import PublicRequest, Visit
from partners.credits import credited
from partners.documents import PartnerDocument
from partners.help import Help, help_on


@dataclass(frozen=True, slots=True)
class ShownVideo:
    """A video with whose it is and its still picture."""

    video: VideoDocument
    creator: CreatorDocument | None
    partner: PartnerDocument | None
    poster: ImageDocument | None


@require_safe
def series_detail(request: PublicRequest, slug: str) -> HttpResponseBase:
    visit = request.visit
    series = _series_at(visit, slug)
    if series.slug != slug:
        return moved_to(series, visit)
    return render(
        request,
        "campaigns/series_detail.html",
        {
            "series": series,
            "poster": image_of(visit.live, series.poster),
            "topics": topics_of(visit.live, series.topics),
            "notice": notice_of(visit.live, series.notice),
            "videos": [shown(visit.live, video) for video in videos_of(visit.live, series)],
            "help": _help_about(visit, series.topics),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: PublicRequest, slug: str, video: str) -> HttpResponse:
    """The player. What stays on a platform is framed only in the answer to a POST: so no link
    that somebody was sent can make their browser tell the platform about them."""
    visit = request.visit
    series = _series_at(visit, slug)
    chosen = next((v for v in videos_of(visit.live, series) if v.key == video), None)
    if chosen is None:
        raise Http404
    is_framed = request.method == "POST" and bool(chosen.embed)
    response = render(
        request,
        "campaigns/watch.html",
        {
            "series": series,
            "shown": shown(visit.live, chosen),
            "notice": notice_of(visit.live, chosen.notice),
            "others": [v for v in videos_of(visit.live, series) if v.key != video],
            "help": _help_about(visit, chosen.topics or series.topics),
            "is_framed": is_framed,
        },
    )
    if is_framed:
        # So that Back, without script, finds the page without asking to send the form again.
        response.headers["Cache-Control"] = "private, no-cache"
        visit.frames = FRAME_SOURCES
    return response


def shown(live: LiveContent, video: VideoDocument) -> ShownVideo:
    creator = live.get(f"creator:{video.creator}") if video.creator else None
    return ShownVideo(
        video,
        creator if isinstance(creator, CreatorDocument) else None,
        next(iter(credited(live, filter(None, [video.partner]))), None),
        image_of(live, video.poster),
    )


def _series_at(visit: Visit, slug: str) -> SeriesDocument:
    series = found_at(visit.live, slug, SeriesDocument)
    if series_of(visit.live, series.key) is None:
        raise Http404
    return series


def _help_about(visit: Visit, keys: tuple[str, ...]) -> Help:
    return help_on(visit, gravest(topics_of(visit.live, keys)))
