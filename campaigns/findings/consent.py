"""Nobody is shown without their consent, and nothing longer than we may."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from campaigns.documents import Consent, CreatorDocument, VideoDocument
from campaigns.findings.showing import first_shown, has_expired
from cms.levels import Level
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register

EARLIEST_ZONE = timedelta(hours=14)
"""So far ahead of UTC a day may begin where the creator lives."""


@register
def a_creator_has_agreed(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, CreatorDocument):
        return
    problem = _problem(document.consent, first_shown(key, context))
    if problem:
        yield Finding(
            code="consent",
            level=Level.BLOCKS,
            key=key,
            field="consent",
            message=problem % {"name": document.name},
        )


@register
def a_video_may_be_shown(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, VideoDocument):
        return
    at, ends = first_shown(key, context), document.expires_at()
    if ends and ends <= at:
        yield Finding(
            code="permission",
            level=Level.BLOCKS,
            key=key,
            field="permission_until",
            message=_("We may not show “%(title)s” any more. Ask for a longer permission.")
            % {"title": document.label()},
        )
    creator = f"creator:{document.creator}"
    # A creator in the same release is checked by themselves.
    if creator not in context.documents and has_expired(creator, context, at):
        yield Finding(
            code="consent",
            level=Level.BLOCKS,
            key=key,
            field="creator",
            message=_(
                "The consent of %(creator)s has ended, so “%(title)s” can't be shown. Renew the "
                "consent and add the creator to the release."
            )
            % {"creator": document.creator, "title": document.label()},
        )


def _problem(consent: Consent, at: datetime) -> str:
    """A sentence with a place for the name; '' where consent holds at the instant."""
    if consent.given_on is None:
        return _("No consent of %(name)s is recorded. Ask for it, and write the day and its scope.")
    if consent.given_on > (at + EARLIEST_ZONE).date():
        return _("The consent of %(name)s is dated in the future. Write the day it was given.")
    if consent.withdrawn_on:
        return _("%(name)s has withdrawn their consent. Take what shows them down.")
    if not consent.scope.strip():
        return _("Write what %(name)s agreed to.")
    if consent.ends_at and consent.ends_at <= at:
        return _("The consent of %(name)s has ended. Ask whether they agree again.")
    return ""
