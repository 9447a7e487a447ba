"""Pictures and topics as the API gives them: with all that is needed to show them."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from cms.library.addresses import image_of
from cms.library.documents import Focus, ImageDocument, TopicDocument
from cms.publishing.documents import public_schema
from cms.publishing.snapshot import LiveContent


class RenditionAnswer(BaseModel):
    """A picture in one size and format, `webp` or `jpeg`. Its address is of this site."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    name: str
    width: int
    height: int
    format: str
    address: str


IMAGE = public_schema(
    ImageDocument, focus=(Focus, ...), renditions=(tuple[RenditionAnswer, ...], ...)
)
"""In all languages. Generators of clients know no default that is an object."""


class Picture(BaseModel):
    """A picture in every size there is, its words in `language`."""

    model_config = ConfigDict(frozen=True)

    key: str
    alt: str
    language: str
    credit: str
    focus: Focus
    renditions: tuple[RenditionAnswer, ...]


class TopicName(BaseModel):
    """What a topic is called, in `language`."""

    model_config = ConfigDict(frozen=True)

    key: str
    name: str
    language: str


def picture_of(live: LiveContent, key: str | None, language: str) -> Picture | None:
    """The live picture; None without a key, and where it is not live."""
    image = image_of(live, key)
    if image is None:
        return None
    alt = image.alt.best(language)
    return Picture(
        key=image.key,
        alt=alt.value,
        language=alt.language,
        credit=image.credit,
        focus=image.focus,
        renditions=tuple(RenditionAnswer.model_validate(one) for one in image.renditions),
    )


def live_topics(live: LiveContent, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of the keys whose topics are live."""
    return tuple(topic.key for topic in live.some(TopicDocument, keys))


def topic_names(live: LiveContent, keys: Iterable[str], language: str) -> tuple[TopicName, ...]:
    """The live topics among the keys, each once, by their keys."""
    found = live.some(TopicDocument, sorted(set(keys)))
    names = ((topic.key, topic.name.best(language)) for topic in found)
    return tuple(TopicName(key=key, name=n.value, language=n.language) for key, n in names)
