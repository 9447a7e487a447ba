"""What partners add to the desk's first page: numbers to try, and where help is missing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.home import Row, Section
from cms.publishing import catalog
from cms.publishing.snapshot import Site
from partners.documents import HelplineDocument
from partners.freshness import freshness_of
from partners.gaps import Gap, coverage
from partners.models import LineReport
from partners.reports import Reason

ENOUGH_REPORTS = 3
"""So many visitors have to say it before staff are asked to try the number."""


def due_for_a_check(request: HttpRequest) -> Section | None:
    """Helplines whose number has to be tried soon, or should have been."""
    if not request.user.has_perm("publishing.record_check"):
        return None
    found = sorted(_alarming(catalog.current(), timezone.localdate()))
    return Section(
        _("Helplines due for a check"),
        tuple(
            Row(name, reverse("admin:check", args=[key]), due.isoformat())
            for due, key, name in found
        ),
    )


def reported(request: HttpRequest) -> Section | None:
    """Helplines of which several visitors said, since the last check, that something is wrong."""
    if not request.user.has_perm("publishing.record_check"):
        return None
    return Section(_("What visitors say"), tuple(_reported(catalog.current())))


def gaps(request: HttpRequest) -> Section | None:
    """Markets where a topic has nobody to talk to, or one line only."""
    if not request.user.has_perm("partners.view_helpline"):
        return None
    address = reverse("admin:partners_helpline_changelist")
    words = {Gap.NO_PERSON: _("nobody to talk to"), Gap.ONE_LINE: _("one line only")}
    found = catalog.current().derived("partners.gaps", _gravest)
    return Section(
        _("Gaps"),
        tuple(
            Row(f"{market}: {topic}", f"{address}?q={market}", words[gap])
            for gap, market, topic in found
        ),
    )


def _alarming(site: Site, today: date) -> Iterator[tuple[date, str, str]]:
    for key, document in site.all("helpline"):
        if isinstance(document, HelplineDocument):
            freshness = freshness_of(document, site.view.checks)
            if freshness.due_on and freshness.is_alarming(today):
                yield freshness.due_on, key, document.label()


def _reported(site: Site) -> Iterator[Row]:
    said: dict[str, Counter[str]] = {}
    for report in LineReport.objects.select_related("helpline"):
        key = report.helpline.object_key
        check = site.view.checks.get(key)
        if check is None or report.day >= check.checked_on:
            said.setdefault(key, Counter())[report.reason] += report.count
    for key, counts in sorted(said.items(), key=lambda pair: -pair[1].total()):
        if counts.total() >= ENOUGH_REPORTS:
            times = {
                "broken": counts[Reason.NOT_WORKING],
                "unfit": counts[Reason.NOT_FITTING],
            }
            words = _("did not work: %(broken)d, did not fit: %(unfit)d") % times
            yield Row(key.partition(":")[2], reverse("admin:check", args=[key]), words)


def _gravest(site: Site) -> tuple[tuple[Gap, str, str], ...]:
    """The worst first. A gap in one language is a gap in all: the lines are the same."""
    cells = coverage(
        site,
        timezone.now(),
        markets=settings.MARKETS,
        topics=[key.partition(":")[2] for key, _document in site.all("topic")],
        languages=[settings.LANGUAGE_CODE],
    )
    order = (Gap.NO_PERSON, Gap.ONE_LINE)
    found = [(g, cell.market, cell.topic) for cell in cells for g in cell.gaps if g in order]
    return tuple(sorted(found, key=lambda gap: (order.index(gap[0]), *gap[1:])))
