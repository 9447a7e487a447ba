"""Tags of the public templates: links that keep language and country, texts that fall back."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.documents import CampaignDocument
from campaigns.markets import days_of, partners_for
from campaigns.views import current_campaigns
from cms.library.addresses import image_of
from cms.library.documents import TopicDocument
from cms.publishing.documents import Localized, Text
from cms.translations.names import country_name, direction
from cms.visits.visit import Visit
from guides.documents import ReadingDocument
from guides.models import GuideReading
from guides.views import guides_by_title
from partners.documents import PartnerDocument
from partners.hours.words import comma
from public import countries, names
from public.search.entries import SearchEntry
from public.topics import address_of

register = template.Library()
TOPICS_WITH_ART = frozenset(
    {
        "suicide",
        "self_harm",
        "eating_disorder",
        "bereavement",
        "distress",
        "recovery",
        "wellbeing",
    }
)


@register.simple_tag(takes_context=True)
def link(context: Context, name: str, **arguments: str) -> str:
    """The address of a page in the visitor's language, with the country they chose."""
    visit: Visit = context["visit"]
    address = reverse(name, kwargs=arguments)
    return f"{address}{visit.query}"


@register.simple_tag(takes_context=True)
def result_link(context: Context, entry: SearchEntry) -> str:
    """The page of something that was found."""
    return link(context, entry.page, **{entry.argument: entry.place})


@register.simple_tag(takes_context=True)
def foreign(context: Context, language: str) -> str:
    """`lang` and `dir` for an element in another language than the page's; nothing else."""
    if language == context["language"]:
        return ""
    return format_html('lang="{}" dir="{}"', language, direction(language))


@register.simple_tag(takes_context=True)
def text(context: Context, value: Text | Localized) -> str:
    """A text in the visitor's language; one in another language says so to eyes and ears."""
    found = _best(context, value)
    if not found.value or found.language == context["language"]:
        return found.value
    mark = _("in %(language)s") % {
        "language": names.language_name(found.language, context["language"])
    }
    return format_html(
        '<span lang="{}" dir="{}">{}</span> <span class="language-note">{}</span>',
        found.language,
        direction(found.language),
        found.value,
        mark,
    )


@register.simple_tag(takes_context=True)
def name(context: Context, value: Text | Localized) -> str:
    """The name of an organisation or line: the same in most languages, so never marked."""
    return format_html("<bdi>{}</bdi>", _best(context, value).value)


@register.simple_tag(takes_context=True)
def plain(context: Context, value: Text | Localized) -> str:
    """A text without any mark, for an attribute or a title."""
    return _best(context, value).value


@register.simple_tag(takes_context=True)
def rich(context: Context, value: Text | Localized) -> SafeString:
    """A document's rich text, which was cleaned when it was stored and when it was frozen."""
    found = _best(context, value)
    html = mark_safe(found.value)
    if found.language == context["language"]:
        return html
    return format_html(
        '<div lang="{}" dir="{}">{}</div>', found.language, direction(found.language), html
    )


@register.simple_tag(takes_context=True)
def falls_back(context: Context, *values: Text) -> str:
    """The name of the language in which some of the texts are, where it is not the page's."""
    for value in values:
        found = _best(context, value)
        if found.value and found.language != context["language"]:
            return names.language_name(found.language, context["language"])
    return ""


@register.simple_tag(takes_context=True)
def country(context: Context, code: str) -> str:
    return country_name(code, context["language"])


@register.simple_tag(takes_context=True)
def in_country(context: Context, code: str) -> str:
    """The address of the page that is shown, in another country."""
    return countries.in_country(context["visit"], code, _shown(context))


@register.simple_tag(takes_context=True)
def all_countries(context: Context) -> str:
    """The address at which any country can be chosen for the page that is shown."""
    return countries.list_address(context["visit"], _shown(context))


@register.simple_tag(takes_context=True)
def spoken(context: Context, codes: Iterable[str]) -> str:
    """`en es` -> English, Spanish."""
    return comma().join(names.language_name(code, context["language"]) for code in codes)


@register.simple_tag(takes_context=True)
def countries_named(context: Context, codes: Iterable[str]) -> str:
    """`GB IE` -> United Kingdom, Ireland."""
    return comma().join(country_name(code, context["language"]) for code in codes)


@register.simple_tag(takes_context=True)
def markets(context: Context) -> tuple[names.MarketName, ...]:
    """Every country with help lines, those that speak the visitor's language first."""
    return names.market_names(context["language"])


@register.simple_tag(takes_context=True)
def every_country(context: Context) -> tuple[tuple[str, str], ...]:
    """Code and name of every country of the world, in the order of the language."""
    return names.every_country(context["language"])


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The same address, at another page of its list."""
    visit: Visit = context["visit"]
    asked = {"country": visit.country} if visit.is_chosen else {}
    return f"{context['request'].path}?{urlencode({**asked, 'page': number})}"


@register.filter
def day(value: date) -> str:
    """A date in the words of the page's language."""
    return str(format_date(value, "long", locale=get_language() or settings.LANGUAGE_CODE))


@register.simple_tag(takes_context=True)
def unchanged_since(context: Context, kind: str, key: str) -> date | None:
    """Since when pages in this language show what they show now; None where nobody knows."""
    visit: Visit = context["visit"]
    since = visit.live.since(f"{kind}:{key}", visit.language)
    return since.date() if since else None


@register.simple_tag(takes_context=True)
def campaign_days(context: Context, campaign: CampaignDocument) -> str:
    """`1 November 2026 to 31 January 2027`; nothing where the days depend on the country."""
    found = days_of(campaign, context["visit"].country or None)
    if found is None:
        return ""
    first, last = found
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


@register.filter
def topic_slug(topic: TopicDocument) -> str:
    return address_of(topic)


@register.filter
def readers(audience: str) -> str:
    """For whom a guide was written."""
    return {
        "teens": _("For teens"),
        "caregivers": _("For parents and carers"),
        "educators": _("For teachers"),
        "supporters": _("For friends who support somebody"),
    }.get(audience, "")


@register.simple_tag(takes_context=True)
def reader_name(context: Context, reading: ReadingDocument) -> str:
    """The organisation for which somebody read a guide; '' where it is not live any more."""
    named = context["readers"].get(reading.partner)
    return _best(context, named).value if named else ""


@register.filter
def reader_role(role: GuideReading.Role) -> str:
    return {
        GuideReading.Role.CLINICIAN: _("doctor, nurse or psychologist"),
        GuideReading.Role.COUNSELLOR: _("counsellor"),
        GuideReading.Role.SAFE_MESSAGING: _("expert for safe words about suicide"),
        GuideReading.Role.LIVED_EXPERIENCE: _("somebody who has lived through it"),
        GuideReading.Role.NATIVE_READER: _("native reader"),
    }[role]


@register.filter
def agreed_to(scope: GuideReading.Scope) -> str:
    return {
        GuideReading.Scope.CONTENT: _("what it says"),
        GuideReading.Scope.WORDING: _("how it says it"),
        GuideReading.Scope.ALL: _("what it says, and how"),
    }[scope]


@register.simple_tag
def topic_art(topic: TopicDocument) -> str:
    """The address of a topic's picture; topics that staff add get one that suits all."""
    known = topic.key if topic.key in TOPICS_WITH_ART else "wellbeing"
    return static(f"site/art/{known}.svg")


@register.inclusion_tag("includes/art.html")
def art(name: str, width: int, height: int) -> dict[str, Any]:
    """One of our own scenes, by day and, in dark colours, by night."""
    places = {time: f"site/art/{name}-{time}.svg" for time in ("day", "night")}
    return {**places, "width": width, "height": height}


@register.inclusion_tag("partners/named_in.html", takes_context=True)
def named_in(context: Context, partner: PartnerDocument) -> dict[str, Any]:
    """The guides, and the campaigns that run now, which name an organisation."""
    visit: Visit = context["visit"]
    guides = [g for g in guides_by_title(visit.live, visit.language) if partner.key in g.partners]
    running = current_campaigns(visit)
    campaigns = [c for c in running if partner.key in partners_for(c, visit.country or None)]
    pictured = [*((g.key, g.hero) for g in guides), *((c.key, c.hero) for c in campaigns)]
    heroes = {key: image_of(visit.live, hero) for key, hero in pictured}
    around = {str(name): value for name, value in context.flatten().items()}
    return {**around, "guides": guides, "campaigns": campaigns, "heroes": heroes}


@register.inclusion_tag("includes/picture.html", takes_context=True)
def picture(context: Context, image: Any, key: str = "") -> dict[str, Any]:
    """A picture, or nothing where it is missing. With a key: the one of several."""
    found = image.get(key) if isinstance(image, dict) else image
    return {"image": found, "language": context["language"], "is_decoration": bool(key)}


def _best(context: Context, value: Text | Localized) -> Localized:
    return value if isinstance(value, Localized) else value.best(context["language"])


def _shown(context: Context) -> str | None:
    """The path for which a country is chosen; None on an error page, whose address is no page."""
    if context.get("is_error"):
        return None
    for name in ("back_to", "choose_for"):
        if context.get(name):
            return str(context[name])
    return str(context["request"].path_info)
