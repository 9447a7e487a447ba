"""The JSON API, `/api/v1/`: what apps of the platform show, from memory like the pages.

Lists and objects are the published documents without what is internal: every text is an object of
language code and text. `lang` leaves only that language and the source language in them; `country`
leaves what serves the country. Nothing here needs a token but the term bundle, and nothing sets a
cookie.
"""

from collections.abc import Iterable
from types import GenericAlias
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from pydantic import AwareDatetime, create_model

from campaigns.documents import CampaignDocument, MarketDocument, SeriesDocument, VideoDocument
from campaigns.markets import instant_of
from campaigns.serving import all_series, campaigns_on, videos_of
from cms.codes import locale_tag
from cms.countries import country_of
from cms.publishing import catalog
from cms.publishing.documents import Document, public_schema
from guides.documents import GuideDocument
from interventions.answers import language_of
from interventions.api import BEARER, Problem
from interventions.api import router as match_router
from partners.api import HelplineAnswer, help_lines
from partners.documents import PartnerDocument
from partners.help import help_for

D = TypeVar("D", bound=Document)


class _Described(NinjaAPI):
    """Says how a client shows its token, too: the framework only knows what it checks by itself."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        schema["components"]["securitySchemes"] = {
            BEARER: {"type": "http", "scheme": "bearer", "description": "TERMS_TOKEN"}
        }
        return schema


api = _Described(
    title="Wellspring",
    version="1",
    description=__doc__,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    servers=[{"url": "/", "description": "This site"}],
    openapi_extra={
        "info": {"license": {"name": "BSD-3-Clause", "identifier": "BSD-3-Clause"}},
        "security": [],
    },
)
api.add_router("", match_router)

ALL: dict[Any, Any] = {503: Problem}
"""What every address may answer: nothing is loaded yet."""
ONE = ALL | {404: Problem}


class HelpAnswer(Schema):
    """Help for a place: at most three lines first, then the rest, emergency and directories."""

    country: str | None
    asks_country: bool
    card: tuple[HelplineAnswer, ...]
    others: tuple[HelplineAnswer, ...]
    emergency: tuple[HelplineAnswer, ...]
    directories: tuple[HelplineAnswer, ...]
    entry: int


class MarketAnswer(MarketDocument):
    """Where a campaign runs; `starts` and `ends` carry the market's own zone."""

    starts: AwareDatetime | None
    ends: AwareDatetime | None


class CampaignAnswer(CampaignDocument):
    """A campaign in all languages. `topics`, `partners` and `hero` hold keys."""

    markets: tuple[MarketAnswer, ...]


def _many(schema: Any) -> Any:
    return GenericAlias(list, (schema,))


PUBLIC_GUIDE, PUBLIC_CAMPAIGN, PUBLIC_PARTNER = (
    public_schema(document) for document in (GuideDocument, CampaignAnswer, PartnerDocument)
)
SeriesAnswer = create_model(
    "SeriesAnswer",
    __base__=Schema,
    __doc__="A series, and its videos in their order.",
    series=(public_schema(SeriesDocument), ...),
    videos=(_many(public_schema(VideoDocument)), ...),
)


@api.get("/help", response=ALL | {200: HelpAnswer}, tags=["help"])
def help_lines_of(
    request: HttpRequest, lang: str = "", country: str = "", topic: str = ""
) -> dict[str, Any]:
    """The lines a visitor would be shown. Without a country, the international help."""
    live = catalog.current()
    place = country_of(country)
    found = help_for(place, topic or None, language_of(lang), timezone.now(), live)
    return {
        "country": place,
        "asks_country": found.asks_country,
        "card": help_lines(found.card),
        "others": help_lines(found.others),
        "emergency": help_lines(found.emergency),
        "directories": help_lines(found.directories),
        "entry": live.view.head,
    }


@api.get("/guides", response=ALL | {200: _many(PUBLIC_GUIDE)}, tags=["content"])
def guides(request: HttpRequest, lang: str = "", topic: str = "") -> list[GuideDocument]:
    """Every live guide."""
    found = catalog.current().documents(GuideDocument)
    return _in(lang, (d for d in found if not topic or topic in d.topics))


@api.get("/guides/{slug}", response=ONE | {200: PUBLIC_GUIDE}, tags=["content"])
def guide(request: HttpRequest, slug: str, lang: str = "") -> GuideDocument:
    """One live guide, by the slug of its address."""
    return _one(lang, (d for d in catalog.current().documents(GuideDocument) if d.slug == slug))


@api.get("/campaigns", response=ALL | {200: _many(PUBLIC_CAMPAIGN)}, tags=["content"])
def campaigns(request: HttpRequest, lang: str = "", country: str = "") -> list[CampaignAnswer]:
    """The campaigns that run now: in the country, or in any where none is given."""
    running = campaigns_on(catalog.current(), country_of(country), timezone.now())
    return list(map(_with_zones, _in(lang, running)))


@api.get("/campaigns/{slug}", response=ONE | {200: PUBLIC_CAMPAIGN}, tags=["content"])
def campaign(request: HttpRequest, slug: str, lang: str = "", country: str = "") -> CampaignAnswer:
    """One campaign that runs now, by the slug of its address."""
    running = campaigns_on(catalog.current(), country_of(country), timezone.now())
    return _with_zones(_one(lang, (d for d in running if d.slug == slug)))


@api.get("/series/{slug}", response=ONE | {200: SeriesAnswer}, tags=["content"])
def series(request: HttpRequest, slug: str, lang: str = "") -> dict[str, Any]:
    """One series with its live videos, in order. Nothing of them may play before it is chosen."""
    live = catalog.current()
    found = _one(lang, (d for d in all_series(live) if d.slug == slug))
    return {"series": found, "videos": _in(lang, videos_of(live, found))}


@api.get("/partners", response=ALL | {200: _many(PUBLIC_PARTNER)}, tags=["content"])
def partners(
    request: HttpRequest, lang: str = "", country: str = "", topic: str = ""
) -> list[PartnerDocument]:
    """Every live partner; with `country` those of the country and the international ones."""
    place = country_of(country)
    found = (
        document
        for document in catalog.current().documents(PartnerDocument)
        if (place is None or not document.countries or place in document.countries)
        and (not topic or topic in document.topics)
    )
    return _in(lang, found)


def _with_zones(campaign: CampaignDocument) -> CampaignAnswer:
    """As published, its dates by the clock of each market with that clock's distance from UTC."""
    said = campaign.model_dump()
    for market in said["markets"]:
        for end in ("starts", "ends"):
            if market[end]:
                instant = instant_of(market[end], market["country"])
                market[end] = instant.astimezone(settings.MARKETS[market["country"]].zone)
    return CampaignAnswer.model_validate(said)


def _in(lang: str, documents: Iterable[D]) -> list[D]:
    lang = locale_tag(lang).lower()
    if lang not in dict(settings.LANGUAGES):
        return list(documents)
    wanted = frozenset({lang, settings.LANGUAGE_CODE})
    return [document.in_languages(wanted) for document in documents]


def _one(lang: str, documents: Iterable[D]) -> D:
    for document in _in(lang, documents):
        return document
    raise HttpError(404, "There is no such object, or it is not live.")
