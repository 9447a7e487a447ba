"""No campaign reaches people for whom nobody is there to talk to, where we know of somebody."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from campaigns.documents import CampaignDocument
from campaigns.findings.showing import first_shown
from cms.levels import Level
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register
from partners.codes import split_codes
from partners.documents import HelplineDocument, HelplineKind
from partners.gaps import Gap, gaps_among
from partners.models import Helpline
from partners.serving import serving


@register
def somebody_to_talk_to(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, CampaignDocument):
        return
    lines, known = _live_lines(key, context), list(_known_lines(context))
    for country in sorted({market.country for market in document.markets} or settings.MARKETS):
        here = [line for line in lines if country in line.countries]
        alone = [t for t in document.topics if Gap.NO_PERSON in gaps_among(serving(here, t))]
        unused = sorted(
            {line.key for line in known for topic in alone if _would_serve(line, country, topic)}
        )
        if alone:
            yield _finding(key, country, alone, unused)


def _finding(key: str, country: str, topics: list[str], unused: list[str]) -> Finding:
    message = (
        _("In %(country)s nobody is there to talk to about %(topics)s. Publish %(lines)s first.")
        if unused
        else _("In %(country)s we know of nobody to talk to about %(topics)s.")
    )
    return Finding(
        code="nobody_to_talk_to",
        level=Level.BLOCKS if unused else Level.NOTE,
        key=key,
        field=f"markets.{country}",
        message=message
        % {"country": country, "topics": ", ".join(topics), "lines": ", ".join(unused)},
    )


def _live_lines(key: str, context: CheckContext) -> list[HelplineDocument]:
    """The helplines that are live when the campaign is first shown."""
    live = context.site(first_shown(key, context), HelplineDocument)
    return [line for line in live.documents(HelplineDocument) if line.kind is HelplineKind.LINE]


def _known_lines(context: CheckContext) -> Iterator[Helpline]:
    """Those that could be published: certain enough, for adults, and not blocked."""
    lines = Helpline.objects.filter(
        kind=Helpline.Kind.LINE, audience=Helpline.Audience.EVERYONE
    ).exclude(grade=Helpline.Grade.C)
    for line in lines.prefetch_related("topics"):
        if f"helpline:{line.key}" not in context.history.blocked:
            yield line


def _would_serve(line: Helpline, country: str, topic: str) -> bool:
    topics = {topic.key for topic in line.topics.all()}
    return country in split_codes(line.countries) and (not topics or topic in topics)
