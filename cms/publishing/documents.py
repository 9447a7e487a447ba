"""What an edition holds: a document, written once per kind of content.

A document serves three times: as the payload of an edition, as the schema of the API and as the
context of a template. It holds every language at once and refers to other objects by key.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, NamedTuple, Self, TypeVar

from django.conf import settings
from pydantic import BaseModel, ConfigDict, RootModel, create_model, field_validator

JSON = dict[str, Any]
Upcaster = Callable[[JSON], JSON]
T = TypeVar("T")


class _Internal:
    """Marks a field of a document that is for staff: frozen and reviewed, and never given away."""


Internal = Annotated[T, _Internal()]
"""`contact: Internal[str]` is in the edition, and in no answer of the API and on no page."""


def with_plain_lines(text: Any) -> Any:
    """The text with the line ends that programs write, where a browser sent its own."""
    if isinstance(text, str) and "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text


class Localized(NamedTuple):
    """A text as a visitor gets it, and the language it is really in."""

    value: str
    language: str


class Text(RootModel[dict[str, str]]):
    """One translated text: language code -> text. An untranslated language is absent."""

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _with_plain_lines(cls, root: dict[str, str]) -> dict[str, str]:
        return {code: with_plain_lines(text) for code, text in root.items()}

    def __bool__(self) -> bool:
        return bool(self.root)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self.root)

    def best(self, language: str) -> Localized:
        """The text in the language, else in the source language, else in any; or ''."""
        for candidate in (language, settings.LANGUAGE_CODE, *sorted(self.root)):
            if candidate in self.root:
                return Localized(self.root[candidate], candidate)
        return Localized("", language)

    @property
    def source(self) -> str:
        """The text in the source language, by which staff know a thing."""
        return self.best(settings.LANGUAGE_CODE).value

    def only(self, languages: frozenset[str]) -> "Text":
        return Text({code: text for code, text in self.root.items() if code in languages})


class Reference(NamedTuple):
    """Another object that a document names.

    A `part` that is gone takes the referrer with it; a `mention` that is gone is left out.
    """

    key: str
    is_part: bool


class Run(NamedTuple):
    """A market in which a document is shown by its own dates; None: without a start, or an end."""

    market: str
    starts: datetime | None = None
    ends: datetime | None = None

    def contains(self, now: datetime) -> bool:
        return (self.starts is None or self.starts <= now) and (
            self.ends is None or now < self.ends
        )


class Part(BaseModel):
    """A value in a document. Frozen, as it is shared between threads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def in_fields(self) -> dict[str, Any]:
        """What it says, by the names of the fields in which staff write it, in the same order.

        A value is a `Text`, the key of another object, a tuple of keys or codes, plain data, or a
        tuple of parts where the field leads to rows that hang on this one. By default each goes by
        its own name.
        """
        return {name: getattr(self, name) for name in type(self).model_fields}

    def in_fields_but(self, **others: str | Mapping[str, Any]) -> dict[str, Any]:
        """`in_fields`, where some go by another name, or as several fields instead of one."""
        said: dict[str, Any] = {}
        for name in type(self).model_fields:
            other = others.get(name, name)
            said |= {other: getattr(self, name)} if isinstance(other, str) else other
        return said


class Document(Part):
    """The base of all documents."""

    schema_number: ClassVar[int] = 1
    upcasters: ClassVar[tuple[Upcaster, ...]] = ()
    """`upcasters[n]` turns a payload of schema n + 1 into one of schema n + 2."""

    @classmethod
    def read(cls, payload: JSON, schema: int) -> Self:
        """A stored payload of any schema up to today's as today's document."""
        if not 1 <= schema <= cls.schema_number:
            raise ValueError(f"{cls.__name__} has no schema {schema}")
        for upcast in cls.upcasters[schema - 1 : cls.schema_number - 1]:
            payload = upcast(payload)
        return cls.model_validate(payload)

    def label(self) -> str:
        """What staff call this object, in the source language."""
        raise NotImplementedError

    def references(self) -> Iterator[Reference]:
        """The objects this one names. By default none."""
        yield from ()

    def part_keys(self) -> frozenset[str]:
        """The keys of the objects without which this one is not shown."""
        return frozenset(reference.key for reference in self.references() if reference.is_part)

    def files(self) -> Iterator[str]:
        """The names of the stored files that are public while this is live. By default none."""
        yield from ()

    def expires_at(self) -> datetime | None:
        """The instant from which the object may no longer be shown, such as the end of consent."""
        return None

    def runs(self) -> Iterator[Run]:
        """Where and when it is shown while it is live; without any, everywhere and always."""
        yield from ()

    def one_of(self) -> tuple[str, ...] | None:
        """The keys of which one at least has to be live for it to be shown; None: it needs none."""
        return None

    def inner_parts(self) -> Iterator[tuple[str, str]]:
        """What can be blocked inside it, by the name that stands for it, and what staff call it."""
        yield from ()

    def hidden_by(self, blocked: frozenset[str]) -> list[str]:
        """What staff call the inner parts that a visitor does not get."""
        shown = self.without(blocked)
        left = dict(shown.inner_parts()) if shown else {}
        return [label for part, label in self.inner_parts() if part not in left]

    def without(self, blocked: frozenset[str]) -> Self | None:
        """The document without its blocked inner parts (`key#part`); None if nothing is left."""
        return self

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every translated text in the document with its path, such as `sections.0.body`."""
        yield from _texts("", self)

    def languages_to_read(self) -> frozenset[str]:
        """The languages a reviewer has to read before the document may be shown in them."""
        return frozenset().union(*(text.languages for _, text in self.texts()))

    def in_languages(self, languages: frozenset[str]) -> Self:
        """The document with only the languages that were read and approved."""
        if self.languages_to_read() <= languages:
            return self
        return self.with_texts(lambda text: text.only(languages))

    def with_texts(self, change: Callable[[Text], Text]) -> Self:
        """The document with every text changed."""
        changed: Self = _with_texts(self, change)
        return changed

    def keeping(self, before: "Document", languages: frozenset[str]) -> Self:
        """The document with the texts that another of the same object has in these languages.

        Parts are matched by their own `key`. What is no text, and which parts there are, is this
        document's.
        """
        kept: Self = _keeping(self, before, languages)
        return kept

    def says_the_same(self, before: "Document", language: str) -> bool:
        """Whether another document of the same object has these very words in the language."""
        return self.keeping(before, frozenset({language})) == self

    def seen_in(self, language: str) -> Self:
        """The document with each text in the one language in which a page shows it."""
        return self.with_texts(lambda text: text.only(frozenset({text.best(language).language})))


def internal_fields(document: type[BaseModel]) -> frozenset[str]:
    """The names of the fields that are marked as internal."""
    marked = document.model_fields.items()
    return frozenset(
        name for name, field in marked if any(isinstance(m, _Internal) for m in field.metadata)
    )


def public_schema(document: type[BaseModel], **more: Any) -> Any:
    """The class of what the API gives of a document, or of a part of one: all but what is internal.

    `more` are fields that it has beside, or has otherwise, as `create_model` takes them.
    """
    internal = internal_fields(document)
    fields: dict[str, Any] = {
        name: (field.annotation, field)
        for name, field in document.model_fields.items()
        if name not in internal
    }
    return create_model(
        document.__name__,
        __config__=ConfigDict(from_attributes=True),
        __doc__=document.__doc__,
        **(fields | more),
    )


def _texts(path: str, value: object) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(f"{path}.{name}" if path else name, getattr(value, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(f"{path}.{index}", inner)


def _with_texts(value: Any, change: Callable[[Text], Text]) -> Any:
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, BaseModel):
        update = {n: _with_texts(getattr(value, n), change) for n in type(value).model_fields}
        return value.model_copy(update=update)
    if isinstance(value, tuple):
        return tuple(_with_texts(inner, change) for inner in value)
    return value


def _keeping(value: Any, before: Any, languages: frozenset[str]) -> Any:
    if isinstance(value, Text):
        other = before.root if isinstance(before, Text) else {}
        kept = {code: text for code, text in other.items() if code in languages}
        return Text({c: text for c, text in value.root.items() if c not in languages} | kept)
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        update = {
            n: _keeping(getattr(value, n), getattr(before, n, None), languages) for n in names
        }
        return value.model_copy(update=update)
    if isinstance(value, tuple):
        known = dict(_keyed(before)) if isinstance(before, tuple) else {}
        return tuple(_keeping(inner, known.get(key), languages) for key, inner in _keyed(value))
    return value


def _keyed(parts: tuple[Any, ...]) -> Iterator[tuple[tuple[object, int], Any]]:
    """Each part with its key, and how many before it have the same; parts without: by place."""
    seen: Counter[object] = Counter()
    for part in parts:
        key = getattr(part, "key", None)
        yield (key, seen[key]), part
        seen[key] += 1
