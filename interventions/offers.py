"""What an intervention offers beside help lines: guides, series, and what else has an address."""

from django.urls import reverse
from django.utils.translation import override
from pydantic import BaseModel, ConfigDict

from campaigns.serving import series_of
from cms.publishing.documents import Document, Text
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


def is_offer(key: str) -> bool:
    """Whether a term's target is offered: a help line stands among the lines instead."""
    return bool(key) and kind_of(key).name != "helpline"


def offer_of(key: str, language: str, market: str, live: LiveContent) -> Offer | None:
    """The object as a visitor sees it; None if it is not live."""
    document = live.get(key)
    if document is None or _is_empty(key, live):
        return None
    title = _text(document, "title", "label", "name").best(language)
    summary = _text(document, "summary", "message").best(language)
    return Offer(
        key=key,
        kind=kind_of(key).name,
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


def _text(document: Document, *names: str) -> Text:
    found = (getattr(document, name, None) for name in names)
    return next((text for text in found if isinstance(text, Text)), Text({}))


def _address(key: str, document: Document, language: str, market: str) -> str:
    page = kind_of(key).page
    if not page:
        return ""
    slug = getattr(document, "slug", ObjectKey(key).name)
    with override(language):
        path = reverse(page, kwargs={"slug": slug})
    return f"{path}?country={market}" if market else path
