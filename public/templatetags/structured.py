"""What a page is about, for machines: JSON-LD after schema.org, in a block no browser runs."""

import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from campaigns.documents import CampaignDocument, VideoDocument
from cms.library.documents import ImageDocument
from guides.documents import GuideDocument
from partners.documents import PartnerDocument

register = template.Library()
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_NAME = "Wellspring"


@register.simple_tag(takes_context=True)
def about_site(context: Context) -> SafeString:
    return _block(context, "WebSite", name=_NAME, url=_address(context))


@register.simple_tag(takes_context=True)
def about_guide(
    context: Context,
    guide: GuideDocument,
    image: ImageDocument | None,
    partners: Sequence[PartnerDocument],
) -> SafeString:
    language = context["language"]
    return _block(
        context,
        "Article",
        headline=guide.title.best(language).value,
        description=guide.summary.best(language).value,
        mainEntityOfPage=_address(context),
        image=_image(context, image),
        dateModified=_since(context, f"guide:{guide.key}"),
        publisher={"@type": "Organization", "name": _NAME},
        contributor=[_organisation(partner, language) for partner in partners],
    )


@register.simple_tag(takes_context=True)
def about_campaign(
    context: Context, campaign: CampaignDocument, image: ImageDocument | None
) -> SafeString:
    language = context["language"]
    return _block(
        context,
        "CollectionPage",
        name=campaign.title.best(language).value,
        description=campaign.summary.best(language).value,
        url=_address(context),
        image=_image(context, image),
    )


@register.simple_tag(takes_context=True)
def about_partner(context: Context, partner: PartnerDocument) -> SafeString:
    return _block(context, **_organisation(partner, context["language"]))


@register.simple_tag(takes_context=True)
def about_video(context: Context, video: VideoDocument, image: ImageDocument | None) -> SafeString:
    language = context["language"]
    clip = f"{context['origin']}{video.clip.address}" if video.clip else None
    return _block(
        context,
        "VideoObject",
        name=video.title.best(language).value,
        description=video.description.best(language).value,
        duration=f"PT{video.seconds}S",
        contentUrl=clip,
        thumbnailUrl=_image(context, image),
        uploadDate=_since(context, f"video:{video.key}"),
        transcript=video.transcript.best(language).value,
    )


def _since(context: Context, key: str) -> str | None:
    since = context["request"].visit.live.since(key, context["language"])
    return since.isoformat(timespec="seconds") if since else None


def _organisation(partner: PartnerDocument, language: str) -> dict[str, Any]:
    return {
        "@type": "NGO",
        "name": partner.name.best(language).value,
        "description": partner.summary.best(language).value,
        "url": partner.website,
    }


def _address(context: Context) -> str:
    return f"{context['origin']}{context['request'].path}"


def _image(context: Context, image: ImageDocument | None) -> str | None:
    found = image.fallback if image else None
    return f"{context['origin']}{found.address}" if found else None


def _block(context: Context, kind: str = "", **facts: Any) -> SafeString:
    """Nothing in it can end the block early: what could is escaped as JSON allows."""
    said = {"@context": "https://schema.org", "@type": kind, "inLanguage": context["language"]}
    known = {name: value for name, value in {**said, **facts}.items() if value}
    content = json.dumps(known, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(content))
