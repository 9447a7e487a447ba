"""Tags that put a helpline into words."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.visits.visit import Visit
from partners.choices import YOUNG, Option
from partners.dial import ChannelKind
from partners.documents import Audience
from partners.hours.words import StateText, comma, hours_lines, state_text, zone_note
from partners.shown_helplines import CONVERSATION, Contact, ShownHelpline
from public.templatetags.public import link, text

register = template.Library()


@register.simple_tag(takes_context=True)
def open_state(context: Context, contact: Contact) -> StateText:
    """`{% open_state contact as state %}`; no words on when an address can be written to."""
    visit: Visit = context["visit"]
    if contact.kind not in CONVERSATION and contact.state.is_open is None:
        return StateText("", "")
    said = state_text(contact.state, contact.hours, visit.now, visit.language)
    visit.holds_until(said.until)
    return said


@register.simple_tag(takes_context=True)
def opening_hours(context: Context, contact: Contact) -> list[str]:
    visit: Visit = context["visit"]
    lines = hours_lines(contact.hours, visit.now, visit.language)
    city = (
        lines
        and not contact.hours.always
        and zone_note(contact.hours.zone, visit.country, visit.language)
    )
    return [*lines, _("Time in %(city)s") % {"city": city}] if city else lines


@register.filter
def sentences(lines: Iterable[str]) -> str:
    """Hours in one line of text."""
    return pgettext("between sentences on opening hours", "; ").join(lines)


@register.simple_tag(name="comma")
def between() -> str:
    return comma()


@register.simple_tag
def action(contact: Contact) -> str:
    """The verb on the button, in the order in which people decide: call, text, chat."""
    match contact.kind:
        case ChannelKind.PHONE:
            return _("Call")
        case ChannelKind.TEXT:
            return _("Text")
        case ChannelKind.WHATSAPP:
            return _("WhatsApp")
        case ChannelKind.CHAT:
            return _("Chat online")
        case ChannelKind.EMAIL:
            return _("Email")
        case ChannelKind.WEB:
            return _("Open the website")
        case ChannelKind.APP:
            return _("Open the app's website")


@register.filter
def is_dialled(contact: Contact) -> bool:
    """Whether the number itself is worth reading, as on a page printed on paper."""
    return contact.kind in (
        ChannelKind.PHONE,
        ChannelKind.TEXT,
        ChannelKind.WHATSAPP,
        ChannelKind.EMAIL,
    )


@register.filter
def for_whom(line: ShownHelpline) -> str:
    """Whom a line is for, where it is not for everyone."""
    if line.document.min_age and line.document.max_age:
        return _("Ages %(youngest)d to %(oldest)d") % {
            "youngest": line.document.min_age,
            "oldest": line.document.max_age,
        }
    if line.document.audience is Audience.UNDER_18:
        return _("For people under 18 and those who care for them")
    if line.document.audience is Audience.YOUNG_PEOPLE:
        return _("For young people")
    return ""


@register.filter
def more_lines(count: int) -> str:
    return ngettext("%(count)d more line", "%(count)d more lines", count) % {"count": count}


@register.filter
def same_hours(line: ShownHelpline) -> bool:
    """Whether one sentence on opening hours is true of every way on which somebody answers."""
    hours: list[Any] = [c.hours for c in line.contacts if c.kind in CONVERSATION or c.hours.weekly]
    return all(other == hours[0] for other in hours)


@register.filter
def none_checked(lines: Iterable[ShownHelpline]) -> bool:
    """Whether nobody has tried any of the numbers yet, so that it is said once for all."""
    return all(line.not_phoned for line in lines)


@register.filter
def kind_of_choice(kind: str) -> str:
    return {
        "way": _("How you reach them"),
        "audience": _("Whom they are for"),
        "topic": _("What they are about"),
    }[kind]


@register.simple_tag(takes_context=True)
def choice_name(context: Context, option: Option) -> str:
    """In words; topics have their own."""
    words = {
        "call": _("Call"),
        "text": _("Text"),
        "chat": _("Chat online"),
        "email": _("Email"),
        YOUNG: _("For young people"),
    }
    return words.get(option.name) or text(context, context["topic_names"][option.name])


@register.simple_tag(takes_context=True)
def choice_link(context: Context, option: Option) -> str:
    """Where the lines are seen that fit with it; all lines where nothing is left to choose."""
    country = context["visit"].country
    if option.path:
        return link(context, "partners:help_chosen", country=country, chosen=option.path)
    return link(context, "partners:help_country", country=country)
