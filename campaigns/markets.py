"""Where and when a campaign runs, by each market's own clock. Pure.

    no markets        it runs everywhere, for as long as it is published
    markets           it runs in these countries only, each from its local start to its local end
    no country known  it runs while it does in any market; what is for single markets is left out

The last line is a decision: a visitor who has not said where they are follows a link or a hashtag
and must not meet an empty page, nor another country's dates, partners or articles.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from campaigns.documents import CampaignDocument, ItemDocument, MarketDocument


class MarketStatus(StrEnum):
    """How a campaign stands to a country at an instant."""

    ON = "on"
    COMING = "coming"
    OVER = "over"
    ELSEWHERE = "elsewhere"


def market_of(campaign: CampaignDocument, country: str | None) -> MarketDocument | None:
    return next((market for market in campaign.markets if market.country == country), None)


def market_status(campaign: CampaignDocument, country: str | None, now: datetime) -> MarketStatus:
    """How the campaign stands to the country, or to a visitor whose country is not known."""
    if not campaign.markets:
        return MarketStatus.ON
    known = [_status_in(market, now) for market in _asked(campaign, country)]
    best = (MarketStatus.ON, MarketStatus.COMING, MarketStatus.OVER)
    return next((state for state in best if state in known), MarketStatus.ELSEWHERE)


def is_on(campaign: CampaignDocument, country: str | None, now: datetime) -> bool:
    return market_status(campaign, country, now) is MarketStatus.ON


def next_change(campaign: CampaignDocument, country: str | None, now: datetime) -> datetime | None:
    """The next instant at which it starts or ends for the visitor; None if it never does."""
    edges = (edge for market in _asked(campaign, country) for edge in _edges(market))
    return min((edge for edge in edges if edge > now), default=None)


def items_for(campaign: CampaignDocument, country: str | None) -> tuple[ItemDocument, ...]:
    """The items for every market, and those for this one, in the order of the page."""
    return tuple(item for item in campaign.items if not item.markets or country in item.markets)


def in_country(campaign: CampaignDocument, country: str | None) -> CampaignDocument:
    """The campaign without what is for other countries; all of it where none is given."""
    if country is None:
        return campaign
    market = market_of(campaign, country)
    kept = {"items": items_for(campaign, country), "markets": (market,) if market else ()}
    return campaign.model_copy(update=kept)


def partners_for(campaign: CampaignDocument, country: str | None) -> tuple[str, ...]:
    """The keys of the partners: the market's own first."""
    market = market_of(campaign, country)
    return tuple(dict.fromkeys((*(market.partners if market else ()), *campaign.partners)))


def days_of(campaign: CampaignDocument, country: str | None) -> tuple[date, date] | None:
    """Its first and last day, by the country's clock or by that of every market alike.

    None where it has no beginning or no end, or where the days differ from market to market.
    """
    markets = _asked(campaign, country)
    found = {_days_in(m.starts, m.ends) for m in markets if m.starts and m.ends}
    return found.pop() if len(found) == 1 and all(m.starts and m.ends for m in markets) else None


def _days_in(starts: datetime, ends: datetime) -> tuple[date, date]:
    """`ends` is the first moment after it: midnight is still the day before."""
    return starts.date(), (ends - timedelta(microseconds=1)).date()


def _asked(campaign: CampaignDocument, country: str | None) -> tuple[MarketDocument, ...]:
    if country is None:
        return campaign.markets
    market = market_of(campaign, country)
    return (market,) if market else ()


def _status_in(market: MarketDocument, now: datetime) -> MarketStatus:
    run = market.run
    if run.contains(now):
        return MarketStatus.ON
    return MarketStatus.OVER if run.ends and run.ends <= now else MarketStatus.COMING


def _edges(market: MarketDocument) -> Iterator[datetime]:
    run = market.run
    yield from (edge for edge in (run.starts, run.ends) if edge)
