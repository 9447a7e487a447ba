"""What an intervention offers beside help lines: guides, series, and what else has an address."""

from django.urls import reverse
from django.utils.translation import override
from pydantic import BaseModel, ConfigDict

from campaigns.documents import NoticeDocument
from campaigns.models import ContentNotice
from campaigns.serving import notice_of, series_of
from cms.publishing.documents import Document
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import kind_of
from cms.publishing.snapshot import LiveContent


class Offer(BaseModel):
    """A live object: its title in `language`, and its address where it has a page."""

    model_config = ConfigDict(frozen=True)

    key: str
    kind: str
    language: str
    title: str
    summary: str
    summary_language: str
    address: str


class NoticeAnswer(Offer):
    """What is said before or beside what is hard to see: `title` its heading, `summary` its words.

    `notice_kind` is `opt_in` where it covers all until a visitor chooses to see it, else
    `advisory`: it stands beside.
    """

    notice_kind: ContentNotice.Kind


def is_offer(key: str) -> bool:
    """Whether a term's target is offered: a help line stands among the lines instead, and what
    has no heading can't be named."""
    return bool(key) and kind_of(key).name != "helpline" and bool(kind_of(key).heading)


def notice_answer(name: str, language: str, live: LiveContent) -> NoticeAnswer | None:
    """The notice of the key, in words that can be shown; None for '' and where it is not live."""
    document: NoticeDocument | None = notice_of(live, name)
    said = document and offer_of(ObjectKey.of("notice", name), language, "", live)
    if document is None or said is None:
        return None
    return NoticeAnswer(**said.model_dump(), notice_kind=document.kind)


def offer_of(key: str, language: str, market: str, live: LiveContent) -> Offer | None:
    """The object as a visitor sees it; None if it is not live, or has no words to be named by.

    Raises NoHeading for a kind that declares none.
    """
    document, kind = live.get(key), kind_of(key)
    if document is None or _is_empty(key, live):
        return None
    title = kind.heading_of(document).best(language)
    summary = kind.summary_of(document).best(language)
    if not title.value:
        return None
    return Offer(
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


def _address(key: str, document: Document, language: str, market: str) -> str:
    page = kind_of(key).page
    if not page:
        return ""
    slug = getattr(document, "slug", ObjectKey(key).name)
    with override(language):
        path = reverse(page, kwargs={"slug": slug})
    return f"{path}?country={market}" if market else path
