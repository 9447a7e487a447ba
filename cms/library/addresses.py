"""What a visitor finds at an address: the live documents of a kind by their slugs."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar, cast

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from cms.library.documents import ImageDocument, TopicDocument
from cms.publishing.documents import Document
from cms.publishing.kinds import kind_with
from cms.publishing.snapshot import LiveContent
from cms.visits.visit import Visit


class Addressed(Protocol):
    """A document with a page of its own."""

    @property
    def slug(self) -> str: ...
    @property
    def former_slugs(self) -> tuple[str, ...]: ...


D = TypeVar("D", bound=Addressed)


def found_at(live: LiveContent, slug: str, of: type[D]) -> D:
    """The live document whose slug this is, or once was; Http404 if there is none.

    `of` is the kind's document class.
    """
    # Most objects never changed their address; only for others all of the kind is looked at.
    kind = cast(type[Document], of)
    direct = cast(Addressed | None, live.one(kind, slug))
    if isinstance(direct, of) and direct.slug == slug:
        return direct
    found = live.derived(_by_slug, kind, of=(kind,)).get(slug)
    if not isinstance(found, of):
        raise Http404
    return found


def moved_to(document: Addressed, visit: Visit) -> HttpResponsePermanentRedirect:
    """From an address that the document once had to the one it has."""
    page = kind_with(cast(type[Document], type(document))).page
    address = reverse(page, kwargs={"slug": document.slug})
    return HttpResponsePermanentRedirect(f"{address}{visit.query}")


def topics_of(live: LiveContent, keys: Iterable[str]) -> tuple[TopicDocument, ...]:
    """The live topics, the gravest first."""
    topics = live.some(TopicDocument, keys)
    return tuple(sorted(topics, key=lambda topic: (topic.priority, topic.key)))


def gravest(topics: Sequence[TopicDocument]) -> str | None:
    """The key of the first of them; None where there is none."""
    return topics[0].key if topics else None


def image_of(live: LiveContent, key: str | None) -> ImageDocument | None:
    return live.one(ImageDocument, key)


def _by_slug(live: LiveContent, kind: type[Document]) -> dict[str, Addressed]:
    documents = [cast(Addressed, document) for document in live.documents(kind)]
    former = {slug: document for document in documents for slug in document.former_slugs}
    return former | {document.slug: document for document in documents}
