"""What terms add to the desk's first page: those to look at again, and what they don't lead to."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.desk.home import PanelRow, Section
from cms.desk.labels import object_labels
from cms.publishing import catalog
from cms.publishing.snapshot import LiveContent
from cms.translations.names import country_name, language_name
from interventions.models import Term
from interventions.reach import unreached, without_list


def due_for_review(request: HttpRequest) -> Section | None:
    """Terms whose day of review has come, by list, the longest waiting first."""
    if not request.user.has_perm("interventions.change_term"):
        return None
    lists = (
        Term.objects.due_for_review(timezone.localdate())
        .values_list("term_list__key", "term_list__topic__key", "term_list__locale")
        .annotate(count=Count("pk"), since=Min("review_on"))
        .order_by("since", "term_list__key")
    )
    address = reverse("admin:interventions_term_changelist")
    rows = []
    for key, topic, locale, count, since in lists:
        text = ngettext("%(count)d term in %(list)s", "%(count)d terms in %(list)s", count)
        query = {"review": "due", "topic": topic or "general", "term_list__locale__exact": locale}
        words = {"count": count, "list": key}
        rows.append(PanelRow(text % words, f"{address}?{urlencode(query)}", since.isoformat()))
    return Section(_("Terms due for review"), tuple(rows))


def out_of_reach(request: HttpRequest) -> Section | None:
    """Markets whose languages have no term list, and answers that no search leads to."""
    if not request.user.has_perm("interventions.view_termlist"):
        return None
    live = catalog.current()
    if not live.view.head:
        return None
    rows = (*_without_list(live), *_nowhere(live))
    return Section(_("What searches do not find"), rows)


def _without_list(live: LiveContent) -> Iterator[PanelRow]:
    address = reverse("admin:interventions_termlist_changelist")
    language = get_language() or settings.LANGUAGE_CODE
    for market, missing in live.derived(without_list):
        text = _("%(market)s: no term list") % {"market": country_name(market, language)}
        yield PanelRow(text, address, ", ".join(map(language_name, missing)))


def _nowhere(live: LiveContent) -> Iterator[PanelRow]:
    nowhere = [one.wanted for one in unreached(live) if one.is_nowhere]
    labels = object_labels(wanted.key for wanted in nowhere)
    for wanted in nowhere:
        label = labels[wanted.key]
        text = _("%(name)s: no search leads to it") % {"name": label.name}
        yield PanelRow(text, label.address, wanted.topic)
