"""What an intervention offers beside help lines: guides, series, and what else has an address."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override
from pydantic import BaseModel, ConfigDict

from campaigns.documents import CampaignDocument, SeriesDocument, VideoDocument
from campaigns.markets import is_on
from campaigns.models import ContentNotice
from campaigns.serving import creators_of, notice_of, series_of, videos_of
from cms.library.api import Picture, live_topics, picture_of
from cms.publishing.documents import Document
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import Kind, kind_of, kind_with
from cms.publishing.snapshot import LiveContent
from partners.documents import PartnerDocument


class NamedAnswer(BaseModel):
    """A live object: its title in `language`, and its address where it has a page."""

    model_config = ConfigDict(frozen=True)

    key: str
    kind: str
    language: str
    title: str
    summary: str
    summary_language: str
    address: str


class NoticeAnswer(NamedAnswer):
    """What is said before or beside what is hard to see: `title` its heading, `summary` its words.

    `notice_kind` is `opt_in` where it covers all until a visitor chooses to see it, else
    `advisory`: it stands beside.
    """

    notice_kind: ContentNotice.Kind


class Credit(BaseModel):
    """Who made a video."""

    model_config = ConfigDict(frozen=True)

    key: str
    name: str
    handle: str


class Offer(NamedAnswer):
    """What can be opened, with all that a card of it shows.

    `slug` asks the API for all of it, `topics` are keys, `notice` is said before it is seen.
    """

    slug: str
    picture: Picture | None
    topics: tuple[str, ...]
    creators: tuple[Credit, ...]
    notice: NoticeAnswer | None


def is_offer(key: str) -> bool:
    """Whether a term's target is offered: a help line stands among the lines instead, and what
    has no heading can't be named."""
    return bool(key) and kind_of(key).name != "helpline" and bool(kind_of(key).heading)


def offer_of(
    key: str, language: str, market: str, now: datetime, live: LiveContent
) -> Offer | None:
    """The object as a visitor sees it; None if it is not live, is not for the market, or has no
    words to be named by.

    Raises NoHeading for a kind that declares none.
    """
    document = live.get(key)
    if document is None or _is_empty(key, live) or not _serves(document, market, now):
        return None
    kind = kind_of(key)
    named = _named(key, kind, document, language, market)
    if named is None:
        return None
    videos = _videos(document, live)
    return Offer(
        **dict(named),
        slug=getattr(document, "slug", ""),
        picture=picture_of(live, _picture(kind, document), language),
        topics=live_topics(live, getattr(document, "topics", ())),
        creators=tuple(
            Credit(key=creator.key, name=creator.name, handle=creator.handle)
            for creator in creators_of(live, videos)
        ),
        notice=notice_answer(_notice(document), language, live),
    )


def notice_answer(name: str | None, language: str, live: LiveContent) -> NoticeAnswer | None:
    """The notice in words that can be shown; None without a key, and where it is not live."""
    document = notice_of(live, name)
    if document is None:
        return None
    kind = kind_with(type(document))
    named = _named(ObjectKey.of(kind.name, document.key), kind, document, language, "")
    return NoticeAnswer(**dict(named), notice_kind=document.kind) if named else None


def _named(
    key: str, kind: Kind, document: Document, language: str, market: str
) -> NamedAnswer | None:
    title = kind.heading_of(document).best(language)
    summary = kind.summary_of(document).best(language)
    if not title.value:
        return None
    return NamedAnswer(
        key=key,
        kind=kind.name,
        language=title.language,
        title=title.value,
        summary=summary.value,
        summary_language=summary.language,
        address=_address(key, document, language, market),
    )


def _is_empty(key: str, live: LiveContent) -> bool:
    """A series of which no video is live is nothing to offer."""
    key = ObjectKey(key)
    return key.kind == "series" and series_of(live, key.name) is None


def _serves(document: Document, market: str, now: datetime) -> bool:
    """Whether it is for the market, or for whoever has not said where they are."""
    if isinstance(document, CampaignDocument):
        return is_on(document, market or None, now)
    if isinstance(document, PartnerDocument) and market:
        return not document.countries or market in document.countries
    return True


def _videos(document: Document, live: LiveContent) -> tuple[VideoDocument, ...]:
    if isinstance(document, SeriesDocument):
        return videos_of(live, document)
    return (document,) if isinstance(document, VideoDocument) else ()


def _picture(kind: Kind, document: Document) -> str | None:
    return getattr(document, kind.picture) if kind.picture else None


def _notice(document: Document) -> str | None:
    return document.notice if isinstance(document, SeriesDocument | VideoDocument) else None


def _address(key: str, document: Document, language: str, market: str) -> str:
    page = kind_of(key).page
    if not page:
        return ""
    slug = getattr(document, "slug", ObjectKey(key).name)
    with override(language):
        path = reverse(page, kwargs={"slug": slug})
    return f"{path}?country={market}" if market else path
