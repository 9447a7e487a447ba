"""The kinds of content, registered by each app's `documents.py`.

One of the two registries of the project (the other is `findings`). Publishing itself knows none.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from cms.publishing.documents import Document, Text
from cms.publishing.keys import ObjectKey


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind of content is published."""

    name: str
    """The first half of its keys: `guide` in `guide:helping-someone`."""
    model: type[Model]
    document: type[Document]
    build: Callable[[Any], Document]
    """Reads a working copy, in all languages, into a document. It queries the database."""
    is_urgent: bool = False
    """Whether one reviewer may put a change live at once."""
    is_checked: bool = False
    """Whether staff try now and then if it works, and record it."""
    block_permission: str = "publishing.block_anything"
    """What a person needs to block an object of it."""
    switches: Collection[str] = ()
    """Where, if anywhere, it can be switched off as a whole."""
    keeps_states: bool = True
    """Whether each saved state is kept, to be compared and taken back."""
    page: str = ""
    """The name of the address of its page, which takes its slug; '' where it has none."""
    heading: str = ""
    """The text of its document that names it to visitors; '' where no answer names it."""
    summary: str = ""
    """The text of its document that says more; '' where there is none."""
    picture: str = ""
    """The field of its document that holds the key of its picture; '' where it has none."""

    def heading_of(self, document: Document) -> Text:
        """What names the document to visitors; raises NoHeading where the kind declares nothing."""
        if not self.heading:
            raise NoHeading(f"The kind {self.name!r} declares no heading.")
        return self._text(document, self.heading)

    def summary_of(self, document: Document) -> Text:
        """What says more; empty where the kind declares nothing."""
        return self._text(document, self.summary) if self.summary else Text({})

    def check(self) -> None:
        """Raises NoHeading where a text that it declares is none, or a page has no heading."""
        for name in filter(None, (self.heading, self.summary)):
            field = self.document.model_fields.get(name)
            if field is None or field.annotation is not Text:
                raise NoHeading(f"{self.document.__name__} has no text {name!r}.")
        if self.picture and self.picture not in self.document.model_fields:
            raise NoHeading(f"{self.document.__name__} has no picture {self.picture!r}.")
        if self.page and not self.heading:
            raise NoHeading(f"The kind {self.name!r} has a page and declares no heading.")

    def _text(self, document: Document, name: str) -> Text:
        text: Text = getattr(document, name)
        return text


_kinds: dict[str, Kind] = {}


class NoHeading(LookupError):
    """A kind of content declares no text that names its objects to visitors."""


class UnknownKind(LookupError):
    """A key names a kind of content that no installed app registers."""


def register(kind: Kind) -> None:
    """Raises ValueError for a second of the name, NoHeading for texts that it doesn't have."""
    kind.check()
    if kind.name in _kinds and _kinds[kind.name] != kind:
        raise ValueError(f"The kind {kind.name!r} is registered twice.")
    _kinds[kind.name] = kind


def all_kinds() -> Iterator[Kind]:
    yield from _kinds.values()


def names_of(kinds: Iterable[Kind]) -> str:
    """What staff call the things of these kinds: `helplines`."""
    return ", ".join(str(kind.model._meta.verbose_name_plural) for kind in kinds)


def kind_of(key: str) -> Kind:
    """The kind an object key such as `guide:helping-someone` belongs to."""
    try:
        return _kinds[ObjectKey(key).kind]
    except KeyError:
        raise UnknownKind(f"No installed app knows the kind of {key!r}.") from None


def kind_for(model: type[Model]) -> Kind:
    """The kind whose working copies are rows of the model."""
    for kind in _kinds.values():
        if kind.model is model:
            return kind
    raise UnknownKind(f"{model.__name__} is not a kind of content.")


def kind_with(document: type[Document]) -> Kind:
    """The kind whose documents are of the class."""
    for kind in _kinds.values():
        if kind.document is document:
            return kind
    raise UnknownKind(f"{document.__name__} is the document of no kind of content.")


def object_for(key: str) -> Any:
    """The working copy with the key; raises the model's DoesNotExist."""
    kind = kind_of(key)
    return kind.model._default_manager.get(key=ObjectKey(key).name)
