"""What a creator is once published."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from campaigns.consent_period import end_of, start_of
from campaigns.models import Creator
from cms.publishing.documents import Document, Internal, Part, Reference, Text
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of
from partners.codes import split_codes


class Consent(Part):
    """What a person agreed to, and for how long. Nobody but staff sees it."""

    given_on: date | None = None
    scope: str = ""
    expires_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def ends_at(self) -> datetime | None:
        """The first instant without consent: of the day it is withdrawn, or after the last day."""
        ends = []
        if self.expires_on:
            ends.append(end_of(self.expires_on))
        if self.withdrawn_on:
            ends.append(start_of(self.withdrawn_on))
        return min(ends, default=None)


class CreatorDocument(Document):
    """A creator in all languages. `avatar` is the key of an image."""

    key: str
    name: str
    handle: str
    spoken_languages: tuple[str, ...]
    bio: Text
    avatar: str | None
    consent: Internal[Consent]

    def label(self) -> str:
        return self.name

    def in_fields(self) -> dict[str, Any]:
        consent = {f"consent_{name}": value for name, value in self.consent.in_fields().items()}
        return self.in_fields_but(spoken_languages="languages", consent=consent)

    def references(self) -> Iterator[Reference]:
        if self.avatar:
            yield Reference(f"image:{self.avatar}", is_part=False)

    def expires_at(self) -> datetime | None:
        return self.consent.ends_at


def build_creator(creator: Creator) -> CreatorDocument:
    return CreatorDocument(
        key=creator.key,
        name=creator.name,
        handle=creator.handle,
        spoken_languages=split_codes(creator.languages),
        bio=text_of(creator, "bio"),
        avatar=creator.avatar.key if creator.avatar else None,
        consent=Consent(
            given_on=creator.consent_given_on,
            scope=creator.consent_scope,
            expires_on=creator.consent_expires_on,
            withdrawn_on=creator.consent_withdrawn_on,
        ),
    )


register(Kind(name="creator", model=Creator, document=CreatorDocument, build=build_creator))
