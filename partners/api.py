"""Helplines as the API gives them."""

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from cms.library.api import live_topics
from cms.publishing.documents import Localized
from cms.publishing.snapshot import LiveContent
from partners.documents import PartnerDocument
from partners.shown_helplines import Contact, ShownHelpline


class ContactChannel(BaseModel):
    """One way to reach a line, `dial` exactly as dialled.

    `is_open` is told of confirmed hours only; for stated and unknown ones it is null.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    kind: str
    dial: str
    keyword: str
    extension: str
    href: str
    note: str
    note_language: str
    languages: tuple[str, ...]
    is_open: bool | None
    opens_at: datetime | None
    open_until: datetime | None
    hours_status: str


class HelplineAnswer(BaseModel):
    """A line with people to talk to, an emergency number, or a directory: `kind` says which.

    `text_languages` says of each text in which language it is: not all are translated.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    kind: str
    language: str
    text_languages: dict[str, str]
    name: str
    what_to_expect: str
    if_no_answer: str
    cost: str
    partner: str | None
    partner_name: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    audience: str
    is_open: bool | None
    last_checked_on: date | None
    is_overdue: bool
    not_phoned: bool
    channels: tuple[ContactChannel, ...]


def help_lines(
    lines: Iterable[ShownHelpline], language: str, live: LiveContent
) -> tuple[HelplineAnswer, ...]:
    """Lines as found by `help_for`, in their order."""
    return tuple(_help_line(line, language, live) for line in lines)


def text_languages(**texts: Localized) -> dict[str, str]:
    """The language that each text is in; nothing of empty ones."""
    return {name: text.language for name, text in texts.items() if text.value}


def _help_line(line: ShownHelpline, language: str, live: LiveContent) -> HelplineAnswer:
    partner = live.one(PartnerDocument, line.partner)
    partner_name = partner.name.best(language) if partner else Localized("", language)
    channels = tuple(_channel(contact) for contact in line.contacts)
    given = HelplineAnswer.model_fields
    texts = {name: text for name, text in line.texts.items() if name in given}
    return HelplineAnswer(
        key=line.key,
        kind=line.kind,
        language=texts["what_to_expect"].language,
        text_languages=text_languages(**texts, partner_name=partner_name),
        **{name: text.value for name, text in texts.items()},
        partner=line.partner,
        partner_name=partner_name.value,
        countries=line.countries,
        languages=line.spoken_languages,
        topics=live_topics(live, line.topics),
        audience=line.document.audience,
        is_open=_is_open(channels),
        last_checked_on=line.last_checked_on,
        is_overdue=line.is_overdue,
        not_phoned=line.not_phoned,
        channels=channels,
    )


def _is_open(channels: tuple[ContactChannel, ...]) -> bool | None:
    states = {channel.is_open for channel in channels}
    return True if True in states else None if None in states else False


def _channel(contact: Contact) -> ContactChannel:
    return ContactChannel(
        key=contact.key,
        kind=contact.kind,
        dial=contact.dial,
        keyword=contact.keyword,
        extension=contact.extension,
        href=contact.href,
        note=contact.note.value,
        note_language=contact.note.language,
        languages=contact.spoken_languages,
        is_open=contact.state.is_open if contact.state.is_sure else None,
        opens_at=contact.state.opens,
        open_until=contact.state.until,
        hours_status=contact.hours.status,
    )
