"""What the pages of series and campaigns would leave out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from campaigns.documents import CampaignDocument, SeriesDocument
from campaigns.documents.campaigns import ItemKind
from campaigns.findings.showing import first_shown, has_expired, live_together
from campaigns.markets import MarketStatus, market_status
from cms.levels import Level
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register

LISTED = ("video:", "series:", "guide:", "partner:")
"""Kinds that a visitor would miss; a topic or a picture is not what a page is opened for."""


@register
def what_is_left_out(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    """Something mentioned that is not live, or may not be shown any more, is only left out."""
    if not isinstance(document, SeriesDocument | CampaignDocument):
        return
    live, at = live_together(key, context), first_shown(key, context)
    for reference in document.references():
        if reference.is_part or not reference.key.startswith(LISTED) or reference.key in live:
            continue
        message = (
            _("%(part)s is left out: consent or permission for it has ended.")
            if has_expired(reference.key, context, at)
            else _("%(part)s is left out, because it is not live when this is first shown.")
        )
        yield Finding(
            code="left_out", level=Level.NOTE, key=key, message=message % {"part": reference.key}
        )


@register
def a_series_shows_something(
    key: str, document: Document, context: CheckContext
) -> Iterator[Finding]:
    if not isinstance(document, SeriesDocument):
        return
    live = live_together(key, context)
    if not document.videos:
        level, message = Level.BLOCKS, _("“%(title)s” has no video. Add one.")
    elif not any(f"video:{video}" in live for video in document.videos):
        level, message = Level.NEEDS_REASON, _("No video of “%(title)s” is live: nobody sees it.")
    else:
        return
    yield Finding(
        code="no_videos",
        level=level,
        key=key,
        field="videos",
        message=message % {"title": document.label()},
    )


@register
def items_are_seen(key: str, document: Document, _proposed: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, CampaignDocument):
        return
    markets = {market.country for market in document.markets}
    for index, item in enumerate(document.items):
        if item.kind is ItemKind.ARTICLE and not item.heading:
            yield Finding(
                code="no_heading",
                level=Level.BLOCKS,
                key=key,
                field=f"items.{index}.heading",
                message=_("The article %(link)s has no title. Write one.") % {"link": item.link},
            )
        if item.markets and markets and markets.isdisjoint(item.markets):
            yield Finding(
                code="never_shown",
                level=Level.NEEDS_REASON,
                key=key,
                field=f"items.{index}.markets",
                message=_("Item %(number)d is for %(markets)s only, where this does not run.")
                % {"number": index + 1, "markets": " ".join(item.markets)},
            )


@register
def markets_are_not_over(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, CampaignDocument):
        return
    at = first_shown(key, context)
    for market in document.markets:
        if market_status(document, market.country, at) is MarketStatus.OVER:
            yield Finding(
                code="market_over",
                level=Level.NOTE,
                key=key,
                field=f"markets.{market.country}",
                message=_("In %(country)s it is over already.") % {"country": market.country},
            )
