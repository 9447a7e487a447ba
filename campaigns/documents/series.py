"""What a video series is once published."""

from collections.abc import Iterator
from typing import Any

from campaigns.models import VideoSeries
from cms.publishing.documents import Document, Part, Reference, Text
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of


class PlaceInSeries(Part):
    """A video's place, as a row of the form."""

    video: str

    @property
    def key(self) -> str:
        return self.video


class SeriesDocument(Document):
    """A series in all languages, its videos by key and in order.

    Videos are mentioned: the page leaves out those that are not live. What is left when none is,
    is nothing: `campaigns.serving` answers for that.
    """

    key: str
    slug: str
    former_slugs: tuple[str, ...]
    title: Text
    summary: Text
    topics: tuple[str, ...]
    notice: str | None
    poster: str | None
    videos: tuple[str, ...]

    def label(self) -> str:
        return self.title.source

    def in_fields(self) -> dict[str, Any]:
        places = tuple(PlaceInSeries(video=video) for video in self.videos)
        return self.in_fields_but(videos={"places": places})

    def one_of(self) -> tuple[str, ...]:
        return tuple(f"video:{video}" for video in self.videos)

    def references(self) -> Iterator[Reference]:
        if self.notice:
            yield Reference(f"notice:{self.notice}", is_part=True)
        yield from (Reference(video, is_part=False) for video in self.one_of())
        yield from (Reference(f"topic:{topic}", is_part=False) for topic in self.topics)
        if self.poster:
            yield Reference(f"image:{self.poster}", is_part=False)


def build_series(series: VideoSeries) -> SeriesDocument:
    return SeriesDocument(
        key=series.key,
        slug=series.slug,
        former_slugs=tuple(series.former_slugs),
        title=text_of(series, "title"),
        summary=text_of(series, "summary"),
        topics=tuple(sorted(topic.key for topic in series.topics.all())),
        notice=series.notice.key if series.notice else None,
        poster=series.poster.key if series.poster else None,
        videos=tuple(place.video.key for place in series.places.select_related("video")),
    )


register(
    Kind(
        name="series",
        model=VideoSeries,
        document=SeriesDocument,
        build=build_series,
        page="campaigns:series",
        heading="title",
        summary="summary",
        picture="poster",
    )
)
