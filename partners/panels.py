"""What partners add to the desk's first page: numbers to try, and where help is missing."""

from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.desk.home import PanelRow, Section
from cms.library.documents import TopicDocument
from cms.publishing import catalog
from cms.publishing.keys import ObjectKey
from cms.publishing.snapshot import LiveContent
from cms.translations.names import country_name
from partners.documents import HelplineDocument
from partners.freshness import due_for_check
from partners.gaps import Gap, coverage
from partners.models import LineReport
from partners.reports import Reason
from partners.serving import helplines

ENOUGH_REPORTS = 3
"""So many visitors have to say it before staff are asked to try the number."""


def due_for_a_check(request: HttpRequest) -> Section | None:
    """Helplines whose number has to be tried soon, or should have been."""
    if not request.user.has_perm("publishing.record_check"):
        return None
    live = catalog.current()
    due = due_for_check(helplines(live), live.view.checks, timezone.localdate())
    return Section(
        _("Helplines due for a check"),
        tuple(PanelRow(line.label(), _check_of(line), day.isoformat()) for day, line in due),
    )


def reported(request: HttpRequest) -> Section | None:
    """Helplines of which several visitors said, since the last check, that something is wrong."""
    if not request.user.has_perm("publishing.record_check"):
        return None
    return Section(_("What visitors say"), tuple(_reported(catalog.current())))


def gaps(request: HttpRequest) -> Section | None:
    """Markets where topics have nobody to talk to, or one line only."""
    if not request.user.has_perm("partners.view_helpline"):
        return None
    live, language = catalog.current(), get_language() or settings.LANGUAGE_CODE
    address = reverse("admin:partners_helpline_changelist")
    words = {Gap.NO_PERSON: _("nobody to talk to"), Gap.ONE_LINE: _("one line only")}
    names = {topic.key: topic.label() for topic in live.documents(TopicDocument)}
    rows = (
        PanelRow(
            f"{country_name(market, language)}: {words[gap]}",
            f"{address}?q={market}",
            _("all topics") if len(topics) == len(names) else ", ".join(names[t] for t in topics),
        )
        for gap, market, topics in live.derived(_gravest)
    )
    return Section(_("Gaps"), tuple(rows))


def _check_of(line: HelplineDocument) -> str:
    return reverse("admin:check", args=[f"helpline:{line.key}"])


def _reported(live: LiveContent) -> Iterator[PanelRow]:
    said: dict[str, Counter[str]] = {}
    for report in LineReport.objects.select_related("helpline"):
        key: str = report.helpline.object_key
        check = live.view.checks.get(key)
        if check is None or report.day >= check.checked_on:
            said.setdefault(key, Counter())[report.reason] += report.count
    for key, counts in sorted(said.items(), key=lambda pair: -pair[1].total()):
        if counts.total() >= ENOUGH_REPORTS:
            times = {
                "broken": counts[Reason.NOT_WORKING],
                "unfit": counts[Reason.NOT_FITTING],
            }
            words = _("did not work: %(broken)d, did not fit: %(unfit)d") % times
            yield PanelRow(ObjectKey(key).name, reverse("admin:check", args=[key]), words)


def _gravest(live: LiveContent) -> tuple[tuple[Gap, str, tuple[str, ...]], ...]:
    """The worst first. A gap in one language is a gap in all: the lines are the same."""
    cells = coverage(
        live,
        timezone.now(),
        markets=settings.MARKETS,
        topics=[topic.key for topic in live.documents(TopicDocument)],
        languages=[settings.LANGUAGE_CODE],
    )
    topics: dict[tuple[Gap, str], list[str]] = {}
    for cell in cells:
        for gap in cell.gaps:
            topics.setdefault((gap, cell.market), []).append(cell.topic)
    order = (Gap.NO_PERSON, Gap.ONE_LINE)
    return tuple(
        (gap, market, tuple(found))
        for wanted in order
        for (gap, market), found in topics.items()
        if gap is wanted
    )
