"""Helplines and sites made by hand: what a test says nothing about is ordinary."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from cms.library.models import Topic
from cms.library.seedfiles import csv_records
from cms.publishing.bodies import Item
from cms.publishing.documents import Document, Text
from cms.publishing.log import Check, LiveView
from cms.publishing.snapshot import LiveContent, Loaded
from partners.dial import ChannelKind
from partners.documents import ChannelDocument, HelplineDocument, HelplineKind, PartnerDocument
from partners.help import help_for
from partners.hours import Hours, parse_hours
from partners.shown_helplines import ShownHelpline

SEEDS = settings.BASE_DIR / "seeds"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday, noon."""
ALWAYS = parse_hours("stated", "UTC", "24/7", "", "")
CLOSED = parse_hours("stated", "UTC", "Mon 15:00-20:00", "", "")
UNKNOWN = Hours()
FRESH = date(2026, 12, 22)


def channel(kind: str = "phone", hours: Hours = ALWAYS, **fields: Any) -> ChannelDocument:
    defaults: dict[str, Any] = {
        "key": kind,
        "kind": ChannelKind(kind),
        "dial": "0800 123 123",
        "keyword": "",
        "extension": "",
        "note": Text({}),
        "spoken_languages": ("en",),
        "hours": hours,
    }
    return ChannelDocument(**defaults | fields)


def line(key: str, *channels: ChannelDocument, **fields: Any) -> HelplineDocument:
    """A fresh line in Singapore that serves every crisis, by phone at any hour."""
    defaults: dict[str, Any] = {
        "key": key,
        "kind": HelplineKind.LINE,
        "partner": None,
        "name": Text({"en": key.title()}),
        "what_to_expect": Text({}),
        "if_no_answer": Text({}),
        "cost": Text({}),
        "usual_wait": Text({}),
        "countries": ("SG",),
        "spoken_languages": ("en",),
        "topics": (),
        "audience": "everyone",
        "min_age": None,
        "max_age": None,
        "rank": 50,
        "is_priority": False,
        "source": "",
        "grade": "A",
        "check_due": FRESH,
        "channels": channels or (channel(),),
    }
    return HelplineDocument.model_validate(defaults | fields)


def emergency(key: str, country: str) -> HelplineDocument:
    fields = {"kind": HelplineKind.EMERGENCY, "countries": (country,), "check_due": None}
    return line(key, channel(dial="995"), **fields)


def directory(key: str) -> HelplineDocument:
    web = channel("web", dial=f"https://{key}.example")
    return line(key, web, kind=HelplineKind.DIRECTORY, countries=(), check_due=None)


def partner(key: str, **fields: Any) -> PartnerDocument:
    defaults: dict[str, Any] = {
        "key": key,
        "name": Text({"en": key.title()}),
        "summary": Text({}),
        "website": "",
        "countries": (),
        "spoken_languages": (),
        "topics": (),
        "logo": None,
    }
    return PartnerDocument(**defaults | fields)


def site_of(
    *documents: HelplineDocument | PartnerDocument,
    checks: Mapping[str, Check] | None = None,
    blocked: frozenset[str] = frozenset(),
    languages: tuple[str, ...] = ("en", "vi", "id", "ar"),
) -> LiveContent:
    """A site on which these documents are live."""
    editions: dict[str, Loaded] = {}
    live: dict[str, Item] = {}
    for document in documents:
        key = key_of(document)
        editions[key] = Loaded(key, key, document)
        live[key] = Item(entry=1, key=key, edition=key, languages=languages)
    return LiveContent(LiveView(items=live, blocked=blocked, checks=checks or {}), editions)


def key_of(document: Document) -> str:
    if isinstance(document, HelplineDocument):
        return f"helpline:{document.key}"
    return f"partner:{document.key}" if isinstance(document, PartnerDocument) else ""


def seed_topics() -> None:
    """The demonstration's topics, by key only."""
    records = csv_records(SEEDS, "topics.csv")
    Topic.objects.bulk_create(Topic(key=record["key"]) for record in records)


def keys(lines: Iterable[ShownHelpline]) -> list[str]:
    return [found.key for found in lines]


def card_of(
    *documents: HelplineDocument, topic: str | None = "suicide", language: str = "en"
) -> list[str]:
    """The keys of the lines on the card in Singapore on Monday noon."""
    return keys(help_for("SG", topic, language, NOW, site_of(*documents)).card)
