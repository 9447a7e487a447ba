"""Tags for what is watched."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.documents import VideoDocument
from cms.publishing.documents import Text
from cms.translations.names import direction
from public import names

register = template.Library()


@register.filter
def length_of(seconds: int) -> str:
    """`34` -> 34 seconds; from a minute on in minutes."""
    if seconds < 60:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    minutes = round(seconds / 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


@register.simple_tag(takes_context=True)
def best_captions(context: Context, video: VideoDocument) -> str:
    """The language whose captions are on at first: the page's, else what is spoken, else any."""
    there = [captions.language for captions in video.captions]
    wanted = (context["language"], video.spoken, settings.LANGUAGE_CODE, *there)
    return next((language for language in wanted if language in there), "")


@register.filter
def own_language_name(code: str) -> str:
    return names.language_name(code, code)


@register.simple_tag(takes_context=True)
def lines(context: Context, value: Text) -> SafeString:
    """A transcript: a paragraph for each line, marked where its language is another one."""
    found = value.best(context["language"])
    paragraphs = format_html_join(
        "",
        '<p lang="{}" dir="{}">{}</p>',
        (
            (found.language, direction(found.language), line.strip())
            for line in found.value.splitlines()
            if line.strip()
        ),
    )
    return paragraphs or SafeString(_("There is no transcript yet."))
