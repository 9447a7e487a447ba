"""What terms add to the desk's first page: those that somebody wanted looked at again."""

from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.desk.home import PanelRow, Section
from interventions.models import Term


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
