"""What partners and helplines are once published."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Self

from cms.errors import Refused
from cms.library.weblinks import web_address
from cms.publishing.documents import Document, Internal, Part, Reference, Text
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of
from partners.codes import split_codes
from partners.dial import DIALLED, ChannelKind
from partners.hours import Hours, HoursProblem, as_written
from partners.models import Channel, Helpline, Partner
from partners.numbering import identities

HelplineKind = Helpline.Kind
Audience = Helpline.Audience


class PartnerDocument(Document):
    """A partner organisation. What staff note about contact and agreement stays out."""

    key: str
    name: Text
    summary: Text
    website: str
    countries: tuple[str, ...]
    spoken_languages: tuple[str, ...]
    topics: tuple[str, ...]
    logo: str | None

    def label(self) -> str:
        return self.name.source

    def in_fields(self) -> dict[str, Any]:
        return self.in_fields_but(spoken_languages="languages")

    def references(self) -> Iterator[Reference]:
        yield from (Reference(f"topic:{topic}", is_part=False) for topic in self.topics)
        if self.logo:
            yield Reference(f"image:{self.logo}", is_part=False)


class ChannelDocument(Part):
    """One way to reach a helpline, exactly as dialled."""

    key: str
    kind: ChannelKind
    dial: str
    keyword: str
    extension: str
    note: Text
    spoken_languages: tuple[str, ...]
    """Those of this channel; the helpline's where it names none of its own."""
    hours: Hours

    @property
    def number(self) -> str:
        """What it is blocked by, wherever it stands: `text=85258;SHOUT`."""
        word = self.keyword or self.extension
        return f"{self.kind}={self.dial};{word}" if word else f"{self.kind}={self.dial}"

    @property
    def label(self) -> str:
        """What staff call it: `text message 85258 SHOUT`."""
        words = (Channel.Kind(self.kind).label, self.dial, self.keyword, self.extension)
        return " ".join(str(word) for word in words if word)

    def in_fields(self) -> dict[str, Any]:
        return self.in_fields_but(spoken_languages="languages", hours=as_written(self.hours))

    def is_named(self, part: str, countries: Sequence[str]) -> bool:
        """Whether a part that is blocked is this channel: its number, in any spelling, with its
        keyword or extension. Before numbers were blocked, places were: the channel's key."""
        kind, is_number, said = part.partition("=")
        if not is_number:
            return part == self.key
        if kind != self.kind:
            return False
        if kind not in DIALLED:
            return said == self.dial
        dial, _, word = said.partition(";")
        is_same = not identities(dial, countries).isdisjoint(identities(self.dial, countries))
        return is_same and word.casefold() == (self.keyword or self.extension).casefold()


class HelplineDocument(Document):
    """A helpline, an emergency number or a directory. Its numbers live here and nowhere else."""

    key: str
    kind: HelplineKind
    partner: str | None
    name: Text
    what_to_expect: Text
    if_no_answer: Text
    cost: Text
    usual_wait: Internal[Text]
    countries: tuple[str, ...]
    spoken_languages: tuple[str, ...]
    topics: tuple[str, ...]
    audience: Audience
    min_age: int | None
    max_age: int | None
    rank: int
    is_priority: bool
    source: Internal[str]
    grade: Internal[str]
    check_due: Internal[date | None]
    is_demonstration: bool = False
    channels: tuple[ChannelDocument, ...]

    def label(self) -> str:
        return self.name.source

    def in_fields(self) -> dict[str, Any]:
        """A channel names its languages only where they differ."""
        rows = tuple(
            channel.model_copy(update={"spoken_languages": ()})
            if channel.spoken_languages == self.spoken_languages
            else channel
            for channel in self.channels
        )
        return self.in_fields_but(spoken_languages="languages", channels={"channels": rows})

    def references(self) -> Iterator[Reference]:
        if self.partner:
            yield Reference(f"partner:{self.partner}", is_part=False)
        yield from (Reference(f"topic:{topic}", is_part=False) for topic in self.topics)

    def inner_parts(self) -> Iterator[tuple[str, str]]:
        yield from ((channel.number, channel.label) for channel in self.channels)

    def without(self, blocked: frozenset[str]) -> Self | None:
        key = ObjectKey.of("helpline", self.key)
        parts = [part.part for part in map(ObjectKey, blocked) if part.object == key]
        left = tuple(
            channel
            for channel in self.channels
            if not any(channel.is_named(part, self.countries) for part in parts)
        )
        if not left:
            return None
        return self if left == self.channels else self.model_copy(update={"channels": left})


def build_partner(partner: Partner) -> PartnerDocument:
    return PartnerDocument(
        key=partner.key,
        name=text_of(partner, "name"),
        summary=text_of(partner, "summary"),
        website=web_address(partner.website),
        countries=split_codes(partner.countries),
        spoken_languages=split_codes(partner.languages),
        topics=tuple(sorted(topic.key for topic in partner.topics.all())),
        logo=partner.logo.key if partner.logo else None,
    )


def build_helpline(helpline: Helpline) -> HelplineDocument:
    return HelplineDocument(
        key=helpline.key,
        kind=HelplineKind(helpline.kind),
        partner=helpline.partner.key if helpline.partner else None,
        name=text_of(helpline, "name"),
        what_to_expect=text_of(helpline, "what_to_expect"),
        if_no_answer=text_of(helpline, "if_no_answer"),
        cost=text_of(helpline, "cost"),
        usual_wait=text_of(helpline, "usual_wait"),
        countries=split_codes(helpline.countries),
        spoken_languages=split_codes(helpline.languages),
        topics=tuple(sorted(topic.key for topic in helpline.topics.all())),
        audience=Audience(helpline.audience),
        min_age=helpline.min_age,
        max_age=helpline.max_age,
        rank=helpline.rank,
        is_priority=helpline.is_priority,
        source=helpline.source,
        grade=helpline.grade,
        check_due=helpline.check_due,
        is_demonstration=helpline.is_demonstration,
        channels=tuple(_build_channel(channel, helpline) for channel in helpline.channels.all()),
    )


def _build_channel(channel: Channel, helpline: Helpline) -> ChannelDocument:
    try:
        hours = channel.read_hours(helpline)
    except HoursProblem as problem:
        # Forms refuse such hours; an import or a shell may still have written them.
        raise Refused(f"{helpline.key}#{channel.key}: {problem}") from None
    return ChannelDocument(
        key=channel.key,
        kind=ChannelKind(channel.kind),
        dial=channel.dial,
        keyword=channel.keyword,
        extension=channel.extension,
        note=text_of(channel, "note"),
        spoken_languages=split_codes(channel.languages or helpline.languages),
        hours=hours,
    )


register(
    Kind(
        name="partner",
        model=Partner,
        document=PartnerDocument,
        build=build_partner,
        page="partners:detail",
        heading="name",
        summary="summary",
        picture="logo",
    )
)
register(
    Kind(
        name="helpline",
        model=Helpline,
        document=HelplineDocument,
        build=build_helpline,
        is_urgent=True,
        is_checked=True,
        block_permission="publishing.block_helpline",
        heading="name",
        summary="what_to_expect",
    )
)
