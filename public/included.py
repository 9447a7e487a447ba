"""What the API's content names by key, embedded: its words, pictures and addresses.

An answer names nothing that is not live, and holds what it names in `included`, by kind and key.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from campaigns.documents import CaptionDocument, ClipDocument, CreatorDocument, NoticeDocument
from campaigns.serving import is_there
from cms.library.api import IMAGE
from cms.publishing.documents import Document, Text, public_schema
from cms.publishing.keys import ObjectKey
from cms.publishing.snapshot import LiveContent

T = TypeVar("T", bound=BaseModel)
D = TypeVar("D", bound=Document)

Languages = frozenset[str] | None
"""Those that an answer leaves; None for all there are."""

KIND_OF = {
    "topics": "topic",
    "partners": "partner",
    "partner": "partner",
    "hero": "image",
    "poster": "image",
    "logo": "image",
    "avatar": "image",
    "notice": "notice",
    "creator": "creator",
    "videos": "video",
}
"""The fields of documents that hold keys, and the kind these are of."""

SHOWN_WITH = frozenset({"image", "notice"})
"""What else is needed to show what is included: its picture, and what warns of it."""

CLIP = public_schema(ClipDocument, address=(str, ...), media_type=(str, ...))
CAPTIONS = public_schema(CaptionDocument, address=(str, ...))


class _Included(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)

    key: str


class TopicEntry(_Included):
    """A topic by name, in all languages."""

    name: Text
    is_grave: bool


class PartnerEntry(_Included):
    """Whom to thank. `logo` is the key of an image."""

    name: Text
    website: str
    logo: str | None


class GuideEntry(_Included):
    """A guide as far as a card shows it: all of it is at `/api/v1/guides/{slug}`."""

    slug: str
    title: Text
    summary: Text
    hero: str | None


class SeriesEntry(_Included):
    """A series as far as a card shows it: all of it is at `/api/v1/series/{slug}`."""

    slug: str
    title: Text
    summary: Text
    poster: str | None
    notice: str | None


class Included(BaseModel):
    """Everything live that an answer names, by key. Addresses are of this site."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    images: dict[str, IMAGE]
    topics: dict[str, TopicEntry]
    partners: dict[str, PartnerEntry]
    creators: dict[str, public_schema(CreatorDocument)]  # type: ignore[valid-type]
    notices: dict[str, public_schema(NoticeDocument)]  # type: ignore[valid-type]
    guides: dict[str, GuideEntry]
    series: dict[str, SeriesEntry]


PLACES = {
    "image": "images",
    "topic": "topics",
    "partner": "partners",
    "creator": "creators",
    "notice": "notices",
    "guide": "guides",
    "series": "series",
}


def included(live: LiveContent, documents: Iterable[Document], languages: Languages) -> Included:
    """What the documents name, in these languages; nothing of what is not live."""
    found: dict[str, dict[str, Any]] = {place: {} for place in PLACES.values()}
    waiting = [key for document in documents for key in _named(document)]
    while waiting:
        key = waiting.pop()
        place, document = PLACES.get(key.kind), live.get(key)
        if place is None or document is None or key.name in found[place]:
            continue
        shown = in_languages(living(document, live), languages)
        found[place][key.name] = shown
        waiting += [key for key in _named(shown) if key.kind in SHOWN_WITH]
    return Included.model_validate(
        {place: dict(sorted(entries.items())) for place, entries in found.items()}
    )


def in_languages(document: D, languages: Languages) -> D:
    return document if languages is None else document.in_languages(languages)


def _named(document: Document) -> Iterator[ObjectKey]:
    return (ObjectKey(reference.key) for reference in document.references())


def living(value: T, live: LiveContent) -> T:
    """A document, or a part of one, without the keys of what is not live."""
    held = ((name, getattr(value, name)) for name in type(value).model_fields)
    return value.model_copy(update={name: _living(name, it, live) for name, it in held})


def _living(name: str, held: Any, live: LiveContent) -> Any:
    kind = KIND_OF.get(name)
    if kind and isinstance(held, str):
        return held if live.get(ObjectKey.of(kind, held)) else None
    if kind and held:
        return tuple(key for key in held if live.get(ObjectKey.of(kind, key)))
    if name == "items":
        held = (item for item in held if is_there(live, item))
        return tuple(living(item, live) for item in held)
    if name == "markets" and any(isinstance(one, BaseModel) for one in held):
        return tuple(living(one, live) for one in held)
    return held
