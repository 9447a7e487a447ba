"""What is checked about numbers before anything is published."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.levels import Level
from cms.library.findings import plain_texts
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register, register_whole
from cms.publishing.projected import site_by
from cms.translations.columns import text_of
from cms.translations.names import country_name
from partners.dial import DIALLED
from partners.digits import digits_of
from partners.documents import HelplineDocument
from partners.freshness import freshness_of
from partners.hours import HoursStatus
from partners.losses import Loss, losses
from partners.models import Channel, Helpline, Partner
from partners.production import is_untried
from partners.retired import retired_channels, retired_numbers
from partners.typed_numbers import typed_numbers
from partners.zones import is_of


@register
def typed_number(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    """A number in a text stays there when it is retired or blocked, so it belongs in a helpline."""
    known = context.once(_known_numbers)
    names = context.once(_names_with_digits)
    own = _own_numbers(document)
    for text in plain_texts(document):
        for number in typed_numbers(text.text, known, names):
            if digits_of(number) in own:
                continue
            yield Finding(
                code="typed_number",
                level=Level.BLOCKS,
                key=key,
                field=text.field,
                language=text.language,
                message=_(
                    "“%(number)s” is a phone number typed into the text. Take it out and show "
                    "the helpline instead."
                )
                % {"number": number},
            )


@register
def retired_number(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, HelplineDocument):
        return
    numbers = context.once(retired_numbers)
    for channel, retired in retired_channels(document, numbers):
        yield Finding(
            code="retired_number",
            level=Level.BLOCKS,
            key=key,
            field=f"channels.{channel.key}",
            message=_("%(dial)s must not be shown: %(reason)s.")
            % {"dial": channel.dial, "reason": retired.reason.rstrip(".")},
        )


@register
def uncertain_line(key: str, document: Document, _proposed: CheckContext) -> Iterator[Finding]:
    if isinstance(document, HelplineDocument) and document.grade == Helpline.Grade.C:
        yield Finding(
            code="uncertain_line",
            level=Level.BLOCKS,
            key=key,
            field="grade",
            message=_("%(name)s is of grade C, too uncertain to be public. Confirm it first.")
            % {"name": document.label()},
        )


@register
def unreachable_line(key: str, document: Document, _proposed: CheckContext) -> Iterator[Finding]:
    if isinstance(document, HelplineDocument) and not document.channels:
        yield Finding(
            code="unreachable_line",
            level=Level.BLOCKS,
            key=key,
            field="channels",
            message=_("%(name)s has no channel: add a number or an address.")
            % {"name": document.label()},
        )


@register
def demonstration_line(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if settings.DEMO or not isinstance(document, HelplineDocument):
        return
    if is_untried(document, context.history.checks):
        yield Finding(
            code="demonstration_line",
            level=Level.BLOCKS,
            key=key,
            field="is_demonstration",
            message=_(
                "%(name)s is a demonstration: nobody has tried its number. Try it, record the "
                "check, then publish it."
            )
            % {"name": document.label()},
        )


@register
def clock_of_elsewhere(key: str, document: Document, _proposed: CheckContext) -> Iterator[Finding]:
    """Hours on another clock than the callers' are shown as open when nobody answers."""
    if not isinstance(document, HelplineDocument):
        return
    for channel in document.channels:
        hours, year = channel.hours, timezone.now().year
        if hours.status is HoursStatus.UNKNOWN or hours.always:
            continue
        if not is_of(hours.zone, document.countries, year):
            yield Finding(
                code="clock_of_elsewhere",
                level=Level.NEEDS_REASON,
                key=key,
                field=f"channels.{channel.key}",
                message=_(
                    "The hours of %(dial)s are by the clock of %(zone)s, which is none of "
                    "%(countries)s."
                )
                % {
                    "dial": channel.dial,
                    "zone": hours.zone,
                    "countries": ", ".join(country_name(c, "en") for c in document.countries),
                },
            )


@register
def overdue_check(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, HelplineDocument):
        return
    fresh = freshness_of(document, context.history.checks)
    if fresh.is_overdue(timezone.now().date()):
        yield Finding(
            code="overdue_check",
            level=Level.NOTE,
            key=key,
            field="check_due",
            message=_("The check of %(name)s was due on %(day)s: it ranks last and then leaves.")
            % {"name": document.label(), "day": fresh.due_on},
        )


@register_whole
def somebody_is_left(context: CheckContext) -> Iterator[Finding]:
    """What a release takes away, at once or later, while others go on relying on it."""
    touched = [key for key in context.touched if key.startswith("helpline:")]
    if not touched:
        return
    seen: set[tuple[str, bool]] = set()
    for instant in context.instants(touched):
        before = site_by(context.before, instant, of=(HelplineDocument,))
        for loss in losses(before, context.site(instant, HelplineDocument), instant):
            if (loss.market, loss.is_emergency) not in seen:
                seen.add((loss.market, loss.is_emergency))
                yield _loss(loss)


def _loss(loss: Loss) -> Finding:
    if loss.is_emergency:
        message = _("%(country)s would be left without an emergency number.")
    elif loss.is_of_all:
        message = _("In %(country)s nobody would be left to talk to.")
    else:
        message = _("In %(country)s nobody would be left to talk to about %(topics)s.")
    words = {
        "country": country_name(loss.market, get_language() or settings.LANGUAGE_CODE),
        "topics": ", ".join(loss.topics),
    }
    way_out = _("Publish another line first or with it. A wrong number is blocked instead.")
    return Finding(
        code="no_emergency_number" if loss.is_emergency else "nobody_left",
        level=Level.BLOCKS,
        key=f"helpline:{loss.line}",
        field=f"countries.{loss.market}",
        message=f"{message % words} {way_out}",
    )


def _own_numbers(document: Document) -> frozenset[str]:
    """A line may be named by its number: where that goes, the whole line goes."""
    if not isinstance(document, HelplineDocument):
        return frozenset()
    return frozenset(digits_of(channel.dial) for channel in document.channels)


def _known_numbers() -> frozenset[str]:
    dialled = Channel.objects.filter(kind__in=DIALLED).values_list("dial", flat=True).distinct()
    known = {*dialled, *(retired.dial for retired in retired_numbers())}
    return frozenset(dial for dial in known if len(dial) > 2)


def _names_with_digits() -> frozenset[str]:
    """What organisations and lines are called, such as "national mindline 1771"."""
    names = {
        text
        for model in (Partner, Helpline)
        for row in model.objects.all()
        for text in text_of(row, "name").root.values()
    }
    return frozenset(name for name in names if digits_of(name))
