"""What editions of topics and images hold."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.urls import reverse

from cms.library.models import Image, Response, Topic
from cms.publishing.documents import JSON, Document, Part, Text, Upcaster
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of

_GRAVE_BY_KEY = frozenset({"suicide", "self_harm", "eating_disorder"})


def _say_what_is_grave(payload: JSON) -> JSON:
    """Schema 1 left that to the program, which knew the keys."""
    return payload | {"is_grave": payload["key"] in _GRAVE_BY_KEY}


class TopicDocument(Document):
    """What content is about, by name, and how a search for it is met."""

    schema_number: ClassVar[int] = 2
    upcasters: ClassVar[tuple[Upcaster, ...]] = (_say_what_is_grave,)

    key: str
    name: Text
    priority: int
    response: Response
    is_grave: bool = False
    """Whether wrong words about it do most harm, so that every check of grave topics holds."""

    @property
    def is_hard(self) -> bool:
        """Whether somebody who looks for it may need steadying."""
        return self.response in (Response.CRISIS, Response.SUPPORT)

    def label(self) -> str:
        return self.name.source


class Rendition(Part):
    """A picture in one size and format: `webp`, or `jpeg` for old phones."""

    name: str
    width: int
    height: int
    format: str

    @property
    def address(self) -> str:
        return reverse("library:media", args=[self.name])


class Focus(Part):
    """The point that stays visible where a page crops, in per cent from the left and the top."""

    x: int = 50
    y: int = 50

    @property
    def classes(self) -> str:
        """The point to the nearest quarter, as `picture.css` names it; '' for the middle."""
        steps = {"x": round(self.x / 25) * 25, "y": round(self.y / 25) * 25}
        return " ".join(f"focus-{axis}-{step}" for axis, step in steps.items() if step != 50)


class ImageDocument(Document):
    """A picture with its words, in every size in which it is served."""

    key: str
    alt: Text
    credit: str = ""
    focus: Focus = Focus()
    renditions: tuple[Rendition, ...] = ()

    def label(self) -> str:
        return self.alt.source

    def files(self) -> Iterator[str]:
        yield from (rendition.name for rendition in self.renditions)

    def in_fields(self) -> dict[str, Any]:
        return self.in_fields_but(focus={"focal_x": self.focus.x, "focal_y": self.focus.y})

    def srcset(self, form: str) -> str:
        """The renditions of a format as a page names them: `/media/1f.webp 320w, ...`."""
        sizes = (r for r in self.renditions if r.format == form)
        return ", ".join(f"{rendition.address} {rendition.width}w" for rendition in sizes)

    @property
    def webp(self) -> str:
        return self.srcset("webp")

    @property
    def jpeg(self) -> str:
        return self.srcset("jpeg")

    @property
    def fallback(self) -> Rendition | None:
        """What a browser without any choice of its own shows: the widest JPEG up to 640 px."""
        jpegs = [rendition for rendition in self.renditions if rendition.format == "jpeg"]
        fitting = [rendition for rendition in jpegs if rendition.width <= 640]
        return fitting[-1] if fitting else next(iter(jpegs), None)


def build_topic(topic: Topic) -> TopicDocument:
    return TopicDocument(
        key=topic.key,
        name=text_of(topic, "name"),
        priority=topic.priority,
        response=Response(topic.response),
        is_grave=topic.is_grave,
    )


def build_image(image: Image) -> ImageDocument:
    return ImageDocument(
        key=image.key,
        alt=text_of(image, "alt"),
        credit=image.credit,
        focus=Focus(x=image.focal_x, y=image.focal_y),
        renditions=tuple(Rendition(**data) for data in image.renditions),
    )


register(Kind(name="topic", model=Topic, document=TopicDocument, build=build_topic, heading="name"))
register(Kind(name="image", model=Image, document=ImageDocument, build=build_image))
