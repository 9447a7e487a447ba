"""A helpline as a visitor meets it: in one language, at one instant. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cms.publishing.documents import Localized, Text, internal_fields
from cms.publishing.snapshot import LiveContent
from partners.dial import QUIET, ChannelKind, href_of
from partners.documents import (
    Audience,
    ChannelDocument,
    HelplineDocument,
    HelplineKind,
)
from partners.freshness import freshness_of
from partners.hours import Hours, OpenState, state

CONVERSATION = QUIET | {ChannelKind.PHONE}
"""Ways on which somebody answers at once, so that it matters whether they are open."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a line, with what a button on a page needs."""

    key: str
    kind: ChannelKind
    dial: str
    keyword: str
    extension: str
    href: str
    note: Localized
    spoken_languages: tuple[str, ...]
    speaks: bool
    """Whether somebody there speaks the visitor's language."""
    hours: Hours
    state: OpenState

    @property
    def is_quiet(self) -> bool:
        """Whether one can use it without being heard."""
        return self.kind in QUIET


@dataclass(frozen=True, slots=True)
class ShownHelpline:
    """A helpline, emergency number or directory, ready for a template or for JSON."""

    document: HelplineDocument
    texts: Mapping[str, Localized]
    """Each text of the document that is public, in the visitor's language where it has that."""
    partner: str | None
    spoken_languages: tuple[str, ...]
    speaks: bool
    contacts: tuple[Contact, ...]
    """The most useful first: in the visitor's language, open, and quiet before loud."""
    last_checked_on: date | None
    is_overdue: bool
    until: datetime | None
    """The next instant at which anything here changes."""

    @property
    def key(self) -> str:
        return self.document.key

    @property
    def kind(self) -> HelplineKind:
        return self.document.kind

    @property
    def name(self) -> Localized:
        return self.texts["name"]

    @property
    def countries(self) -> tuple[str, ...]:
        return self.document.countries

    @property
    def topics(self) -> tuple[str, ...]:
        return self.document.topics

    @property
    def not_phoned(self) -> bool:
        """Whether nobody has tried the number yet."""
        return self.kind is HelplineKind.LINE and self.last_checked_on is None

    @property
    def is_for_everyone(self) -> bool:
        return self.document.audience is Audience.EVERYONE

    @property
    def is_open(self) -> bool | None:
        """For this visitor: by the contacts in their language, if any. None: nobody knows."""
        states = [contact.state.is_open for contact in self._usable()]
        return True if True in states else None if None in states else False

    @property
    def opens(self) -> datetime | None:
        """When a closed line opens next."""
        opening = (contact.state.opens for contact in self._usable())
        return min((instant for instant in opening if instant), default=None)

    @property
    def quiet(self) -> Contact | None:
        """The first open contact for somebody who cannot talk."""
        quiet = (c for c in self._usable() if c.is_quiet and c.state.is_open)
        return next(quiet, None)

    def _usable(self) -> tuple[Contact, ...]:
        talking = [c for c in self.contacts if c.kind in CONVERSATION] or self.contacts
        return tuple(c for c in talking if c.speaks) or tuple(talking)


def line_of(
    document: HelplineDocument, live: LiveContent, language: str, now: datetime
) -> ShownHelpline:
    """The document as a visitor with this language meets it at this instant."""
    fresh = freshness_of(document, live.view.checks)
    contacts = tuple(_contact_of(c, document, language, now) for c in document.channels)
    partner = live.get(f"partner:{document.partner}") if document.partner else None
    changes = [c.state.changes_at for c in contacts] + [i for i in fresh.changes() if i > now]
    return ShownHelpline(
        document=document,
        texts=_texts(document, language),
        partner=document.partner if partner else None,
        spoken_languages=tuple(_spoken(document)),
        speaks=language in set(_spoken(document)),
        contacts=tuple(sorted(contacts, key=_usefulness)),
        last_checked_on=fresh.checked_on,
        is_overdue=fresh.is_overdue(now.date()),
        until=min((instant for instant in changes if instant), default=None),
    )


def _texts(document: HelplineDocument, language: str) -> dict[str, Localized]:
    internal = internal_fields(HelplineDocument)
    texts = ((name, value) for name, value in document if name not in internal)
    return {name: value.best(language) for name, value in texts if isinstance(value, Text)}


def _contact_of(
    channel: ChannelDocument, document: HelplineDocument, language: str, now: datetime
) -> Contact:
    return Contact(
        key=channel.key,
        kind=channel.kind,
        dial=channel.dial,
        keyword=channel.keyword,
        extension=channel.extension,
        href=href_of(
            channel.kind,
            channel.dial,
            keyword=channel.keyword,
            extension=channel.extension,
            countries=document.countries,
        ),
        note=channel.note.best(language),
        spoken_languages=channel.spoken_languages,
        speaks=language in channel.spoken_languages,
        hours=channel.hours,
        state=state(channel.hours, now),
    )


def _usefulness(contact: Contact) -> tuple[bool, bool, bool, bool]:
    is_open = bool(contact.state.is_open)
    return (
        contact.kind not in CONVERSATION,
        not contact.speaks,
        contact.state.is_open is False,
        not (contact.is_quiet and is_open),
    )


def _spoken(document: HelplineDocument) -> Iterator[str]:
    """The languages of the helpline, then those that only a channel adds."""
    seen = dict.fromkeys(document.spoken_languages)
    for channel in document.channels:
        seen |= dict.fromkeys(channel.spoken_languages)
    yield from seen
