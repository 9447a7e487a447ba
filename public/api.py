"""The JSON API, `/api/v1/`: what apps of the platform show, from memory like the pages.

Lists and objects are the published documents without what is internal: every text is an object of
language code and text. `lang` leaves only that language and the source language in them; `country`
leaves what serves the country. What they name by key is live, and stands in `included`: pictures,
topics, partners, creators, notices. Addresses begin with `/` and are of this site. Nothing here
needs a token but the term bundle, and nothing sets a cookie.
"""

from collections.abc import Iterable, Iterator
from types import GenericAlias
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from pydantic import AwareDatetime, create_model

from campaigns.documents import CampaignDocument, MarketDocument, SeriesDocument, VideoDocument
from campaigns.localtime import instant_of
from campaigns.markets import in_country
from campaigns.serving import all_series, campaigns_on, videos_of
from cms.codes import locale_tag
from cms.countries import country_of
from cms.library.addresses import Addressed
from cms.library.api import TopicName, topic_names
from cms.publishing import catalog
from cms.publishing.documents import Document, public_schema
from cms.publishing.snapshot import LiveContent
from guides.documents import GuideDocument
from interventions.answers import language_of
from interventions.api import BEARER, Problem
from interventions.api import router as match_router
from partners.api import HelplineAnswer, help_lines
from partners.documents import PartnerDocument
from partners.help import help_for
from public.included import CAPTIONS, CLIP, Included, Languages, in_languages, included, living

A = TypeVar("A", bound=Addressed)

Shown = dict[str, Any]
"""A document as it is answered: its fields, and what they name."""


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
    """Help for a place: at most three lines first, then the rest, emergency and directories.

    `topics` says what those that the lines name are called.
    """

    country: str | None
    asks_country: bool
    card: tuple[HelplineAnswer, ...]
    others: tuple[HelplineAnswer, ...]
    emergency: tuple[HelplineAnswer, ...]
    directories: tuple[HelplineAnswer, ...]
    topics: tuple[TopicName, ...]
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
    public_schema(document, included=(Included, ...))
    for document in (GuideDocument, CampaignAnswer, PartnerDocument)
)
PUBLIC_VIDEO = public_schema(
    VideoDocument, clip=(CLIP | None, ...), captions=(tuple[CAPTIONS, ...], ...)
)
SeriesAnswer = create_model(
    "SeriesAnswer",
    __base__=Schema,
    __doc__="A series, its videos in their order, and what both name by key.",
    series=(public_schema(SeriesDocument), ...),
    videos=(_many(PUBLIC_VIDEO), ...),
    included=(Included, ...),
)


@api.get("/help", response=ALL | {200: HelpAnswer}, tags=["help"])
def help_lines_of(
    request: HttpRequest, lang: str = "", country: str = "", topic: str = ""
) -> dict[str, Any]:
    """The lines a visitor would be shown. Without a country, the international help."""
    live = catalog.current()
    place = country_of(country)
    language = language_of(lang)
    found = help_for(place, topic or None, language, timezone.now(), live)
    groups = {
        "card": help_lines(found.card, language, live),
        "others": help_lines(found.others, language, live),
        "emergency": help_lines(found.emergency, language, live),
        "directories": help_lines(found.directories, language, live),
    }
    keys = (key for lines in groups.values() for line in lines for key in line.topics)
    return {
        "country": place,
        "asks_country": found.asks_country,
        **groups,
        "topics": topic_names(live, keys, language),
        "entry": live.view.head,
    }


@api.get("/guides", response=ALL | {200: _many(PUBLIC_GUIDE)}, tags=["content"])
def guides(request: HttpRequest, lang: str = "", topic: str = "") -> list[Shown]:
    """Every live guide."""
    found = catalog.current().documents(GuideDocument)
    return _many_shown(lang, (d for d in found if not topic or topic in d.topics))


@api.get("/guides/{slug}", response=ONE | {200: PUBLIC_GUIDE}, tags=["content"])
def guide(request: HttpRequest, slug: str, lang: str = "") -> Shown:
    """One live guide, by the slug of its address."""
    return _one_shown(lang, slug, catalog.current().documents(GuideDocument))


@api.get("/campaigns", response=ALL | {200: _many(PUBLIC_CAMPAIGN)}, tags=["content"])
def campaigns(request: HttpRequest, lang: str = "", country: str = "") -> list[Shown]:
    """The campaigns that run now: in the country, or in any where none is given."""
    return _many_shown(lang, _running(country))


@api.get("/campaigns/{slug}", response=ONE | {200: PUBLIC_CAMPAIGN}, tags=["content"])
def campaign(request: HttpRequest, slug: str, lang: str = "", country: str = "") -> Shown:
    """One campaign that runs now, by the slug of its address."""
    return _one_shown(lang, slug, _running(country))


@api.get("/series/{slug}", response=ONE | {200: SeriesAnswer}, tags=["content"])
def series(request: HttpRequest, slug: str, lang: str = "") -> Shown:
    """One series with its live videos, in order. Nothing of them may play before it is chosen."""
    live, languages = catalog.current(), _languages(lang)
    found = _at(slug, all_series(live))
    shown, *videos = (
        in_languages(living(document, live), languages)
        for document in (found, *videos_of(live, found))
    )
    return {
        "series": shown,
        "videos": videos,
        "included": included(live, (shown, *videos), languages),
    }


@api.get("/partners", response=ALL | {200: _many(PUBLIC_PARTNER)}, tags=["content"])
def partners(
    request: HttpRequest, lang: str = "", country: str = "", topic: str = ""
) -> list[Shown]:
    """Every live partner; with `country` those of the country and the international ones."""
    place = country_of(country)
    found = (
        document
        for document in catalog.current().documents(PartnerDocument)
        if (place is None or not document.countries or place in document.countries)
        and (not topic or topic in document.topics)
    )
    return _many_shown(lang, found)


def _running(country: str) -> Iterator[CampaignAnswer]:
    place = country_of(country)
    running = campaigns_on(catalog.current(), place, timezone.now())
    return (_with_zones(in_country(campaign, place)) for campaign in running)


def _with_zones(campaign: CampaignDocument) -> CampaignAnswer:
    """As published, its dates by the clock of each market with that clock's distance from UTC."""
    said = campaign.model_dump()
    for market in said["markets"]:
        for end in ("starts", "ends"):
            if market[end]:
                instant = instant_of(market[end], market["country"])
                market[end] = instant.astimezone(settings.MARKETS[market["country"]].zone)
    return CampaignAnswer.model_validate(said)


def _languages(lang: str) -> Languages:
    """Those that `lang` leaves: all, where it is no language of the site."""
    lang = locale_tag(lang).lower()
    known = lang in dict(settings.LANGUAGES)
    return frozenset({lang, settings.LANGUAGE_CODE}) if known else None


def _many_shown(lang: str, documents: Iterable[Document]) -> list[Shown]:
    """In the languages that are asked for, each with what it names."""
    live, languages = catalog.current(), _languages(lang)
    return [_shown(document, live, languages) for document in documents]


def _shown(document: Document, live: LiveContent, languages: Languages) -> Shown:
    shown = in_languages(living(document, live), languages)
    return {**dict(shown), "included": included(live, (shown,), languages)}


def _one_shown(lang: str, slug: str, documents: Iterable[Addressed]) -> Shown:
    return _shown(cast(Document, _at(slug, documents)), catalog.current(), _languages(lang))


def _at(slug: str, documents: Iterable[A]) -> A:
    for document in documents:
        if document.slug == slug:
            return document
    raise HttpError(404, "There is no such object, or it is not live.")
