"""What a video is once published."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Self

from django.urls import reverse

from campaigns import embeds, webvtt
from campaigns.consent_period import end_of
from campaigns.models import Video, VideoCaption
from cms.errors import Refused
from cms.library.store import stored_text
from cms.publishing.documents import Document, Internal, Part, Reference, Text
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of


class ClipDocument(Part):
    """A video file: its stored name, its size in bytes and in pixels."""

    name: str
    size: int
    width: int
    height: int

    @property
    def address(self) -> str:
        return reverse("library:media", args=[self.name])

    @property
    def media_type(self) -> str:
        return f"video/{self.name.rpartition('.')[2]}"


class CaptionDocument(Part):
    """Captions in one language: a stored WebVTT file, and the same words to be read."""

    language: str
    name: str
    words: Text

    @property
    def key(self) -> str:
        return self.language

    @property
    def address(self) -> str:
        return reverse("library:media", args=[self.name])

    def in_fields(self) -> dict[str, Any]:
        """The captions as their file has them: with their times."""
        source = stored_text(self.name)
        return {"language": self.language, "source": Text({self.language: source})}


class VideoDocument(Document):
    """A video in all languages. `creator`, `partner`, `topics`, `poster` and `notice` hold keys.

    It is a `clip`, or an `embed`: the address a frame may load once somebody chose to watch.
    """

    key: str
    creator: str | None
    partner: str | None
    title: Text
    description: Text
    topics: tuple[str, ...]
    notice: str | None
    clip: ClipDocument | None
    platform: str
    embed: str
    seconds: int
    poster: str | None
    spoken: str
    captions: tuple[CaptionDocument, ...]
    transcript: Text
    permission_until: Internal[date | None]

    def label(self) -> str:
        return self.title.source

    def references(self) -> Iterator[Reference]:
        """Whose it is and what warns of it are parts: without either it may not be shown."""
        if self.creator:
            yield Reference(f"creator:{self.creator}", is_part=True)
        if self.partner:
            yield Reference(f"partner:{self.partner}", is_part=True)
        if self.notice:
            yield Reference(f"notice:{self.notice}", is_part=True)
        yield from (Reference(f"topic:{topic}", is_part=False) for topic in self.topics)
        if self.poster:
            yield Reference(f"image:{self.poster}", is_part=False)

    def in_fields(self) -> dict[str, Any]:
        clip = self.clip or ClipDocument(name="", size=0, width=0, height=0)
        stored = clip.in_fields()
        stored["file"] = stored.pop("name")
        return self.in_fields_but(clip=stored, platform={}, embed="link")

    def files(self) -> Iterator[str]:
        if self.clip:
            yield self.clip.name
        yield from (captions.name for captions in self.captions)

    def expires_at(self) -> datetime | None:
        return end_of(self.permission_until) if self.permission_until else None

    def in_languages(self, languages: frozenset[str]) -> Self:
        """Captions that nobody read are left out, and their files with them."""
        shown = super().in_languages(languages)
        read = tuple(captions for captions in shown.captions if captions.words)
        return shown.model_copy(update={"captions": read})

    def keeping(self, before: Document, languages: frozenset[str]) -> Self:
        """Captions are of one language each, and a file is kept or exchanged with its words."""
        kept = super().keeping(before, languages)
        theirs = before.captions if isinstance(before, VideoDocument) else ()
        captions = {c.language: c for c in self.captions if c.language not in languages}
        captions |= {c.language: c for c in theirs if c.language in languages}
        in_order = tuple(captions[language] for language in sorted(captions))
        return kept.model_copy(update={"captions": in_order})


def build_video(video: Video) -> VideoDocument:
    embed = _embed(video)
    return VideoDocument(
        key=video.key,
        creator=video.creator.key if video.creator else None,
        partner=video.partner.key if video.partner else None,
        title=text_of(video, "title"),
        description=text_of(video, "description"),
        topics=tuple(sorted(topic.key for topic in video.topics.all())),
        notice=video.notice.key if video.notice else None,
        clip=_clip(video),
        platform=embed.platform if embed else "",
        embed=embed.address if embed else "",
        seconds=video.seconds,
        poster=video.poster.key if video.poster else None,
        spoken=video.spoken,
        captions=tuple(_captions(captions) for captions in video.captions.all()),
        transcript=text_of(video, "transcript"),
        permission_until=video.permission_until,
    )


def _clip(video: Video) -> ClipDocument | None:
    if not video.file:
        return None
    return ClipDocument(name=video.file, size=video.size, width=video.width, height=video.height)


def _embed(video: Video) -> embeds.Embed | None:
    """Forms refuse an unknown link; an import or a shell may still have written one."""
    if not video.link:
        return None
    try:
        return embeds.embed_of(video.link)
    except embeds.UnknownPlatform as problem:
        raise Refused(f"{video.object_key}: {problem}") from None


def _captions(captions: VideoCaption) -> CaptionDocument:
    try:
        words = webvtt.words(webvtt.parse(captions.source))
    except webvtt.CaptionProblem as problem:
        raise Refused(f"{captions.video.object_key}, {captions.language}: {problem}") from None
    return CaptionDocument(
        language=captions.language, name=captions.file, words=Text({captions.language: words})
    )


register(
    Kind(
        name="video",
        model=Video,
        document=VideoDocument,
        build=build_video,
        heading="title",
        summary="description",
        picture="poster",
    )
)
