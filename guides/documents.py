"""What a guide is once published."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cms.library.richtext import rich_text_of
from cms.publishing.canonical import digest_of
from cms.publishing.documents import JSON, Document, Internal, Part, Reference, Text, Upcaster
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of
from guides.models import Guide, GuideReading, GuideSection


class SectionDocument(Part):
    """One section: `key` is its anchor, `body` HTML that was cleaned."""

    key: str
    heading: Text
    body: Text


class ReadingDocument(Part):
    """That somebody for a partner (its key) read the guide in a language, and agreed to it."""

    partner: str
    role: GuideReading.Role
    scope: GuideReading.Scope
    language: str
    read_on: date
    text_hash: str
    """Of the text that was read: `text_hash_in`."""

    @property
    def key(self) -> str:
        return f"{self.partner}-{self.role}-{self.language}"


def _name_partners_and_audience(payload: JSON) -> JSON:
    """Schema 1 called the partners credits, and every guide was for everyone."""
    kept = {name: value for name, value in payload.items() if name != "credits"}
    return kept | {"partners": payload["credits"], "audience": Guide.Audience.EVERYONE}


class GuideDocument(Document):
    """A guide in all its languages. `topics`, `partners` and `hero` hold keys."""

    schema_number: ClassVar[int] = 2
    upcasters: ClassVar[tuple[Upcaster, ...]] = (_name_partners_and_audience,)

    key: str
    slug: str
    former_slugs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audience: Guide.Audience
    title: Text
    summary: Text
    hero: str | None = None
    partners: tuple[str, ...] = ()
    sign_off: Internal[str] = ""
    review_due: Internal[date | None] = None
    sections: tuple[SectionDocument, ...] = ()
    readings: tuple[ReadingDocument, ...] = ()

    def text_hash_in(self, language: str) -> str:
        """Stands for all that its readers see in the language; fallbacks aside."""
        return digest_of([text.root.get(language, "") for _path, text in self.texts()])

    def readings_in(self, language: str) -> list[ReadingDocument]:
        """Who read the text in the language as it stands here."""
        now = self.text_hash_in(language)
        return [one for one in self.readings if (one.language, one.text_hash) == (language, now)]

    @property
    def is_for_oneself(self) -> bool:
        """Whether its reader is the person it is about, and not somebody who helps one."""
        return self.audience in (Guide.Audience.EVERYONE, Guide.Audience.TEENS)

    def label(self) -> str:
        return self.title.source

    def references(self) -> Iterator[Reference]:
        yield from (Reference(f"topic:{topic}", is_part=False) for topic in self.topics)
        partners = dict.fromkeys((*self.partners, *(one.partner for one in self.readings)))
        yield from (Reference(f"partner:{partner}", is_part=False) for partner in partners)
        if self.hero:
            yield Reference(f"image:{self.hero}", is_part=False)


def build_guide(guide: Guide) -> GuideDocument:
    return GuideDocument(
        key=guide.key,
        slug=guide.slug,
        former_slugs=tuple(guide.former_slugs),
        topics=tuple(sorted(topic.key for topic in guide.topics.all())),
        audience=Guide.Audience(guide.audience),
        title=text_of(guide, "title"),
        summary=text_of(guide, "summary"),
        hero=guide.hero.key if guide.hero else None,
        partners=tuple(sorted(partner.key for partner in guide.partners.all())),
        sign_off=guide.sign_off,
        review_due=guide.review_due,
        sections=tuple(_build_section(section) for section in guide.sections.all()),
        readings=tuple(_build_reading(reading) for reading in guide.readings.all()),
    )


def _build_section(section: GuideSection) -> SectionDocument:
    return SectionDocument(
        key=section.key,
        heading=text_of(section, "heading"),
        body=rich_text_of(section, "body"),
    )


def _build_reading(reading: GuideReading) -> ReadingDocument:
    return ReadingDocument(
        partner=reading.partner.key,
        role=GuideReading.Role(reading.role),
        scope=GuideReading.Scope(reading.scope),
        language=reading.language,
        read_on=reading.read_on,
        text_hash=reading.text_hash,
    )


register(
    Kind(
        name="guide",
        model=Guide,
        document=GuideDocument,
        build=build_guide,
        page="guides:detail",
        heading="title",
        summary="summary",
        picture="hero",
    )
)
