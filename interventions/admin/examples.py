"""Labelled queries: what each must answer, and whether it does."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.desk.content.show import chip
from cms.desk.guarding import GuardAdmin
from cms.desk.imports.exchange import FileExchange
from cms.publishing import catalog
from interventions.examples import answer_to, labelled
from interventions.locales import locale_name
from interventions.matching import what_is_wrong
from interventions.models import GUARDED, Example
from interventions.rulesets import ruleset
from interventions.termfiles.file_kinds import EXAMPLES


class AnswerFilter(SimpleListFilter):
    title = _("answered")
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [("right", _("rightly")), ("wrong", _("wrongly"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("right", "wrong"):
            return queryset
        rows = list(queryset.select_related("expected_topic"))
        wrong = wrong_among(rows)
        wanted = {row.pk for row in rows if (row.pk in wrong) == (self.value() == "wrong")}
        return queryset.filter(pk__in=wanted)


@admin.register(Example)
class ExampleAdmin(FileExchange, GuardAdmin):
    """A release whose terms answer one of these wrongly is blocked."""

    guarded_kinds = GUARDED
    file_kinds: ClassVar = [EXAMPLES]
    change_list_template = "admin/interventions/rows.html"
    list_display = ["query", "locale", "expected_topic", "expected_response", "answered", "note"]
    list_filter = [AnswerFilter, "locale", "expected_topic", "expected_response"]
    list_select_related = ["expected_topic"]
    list_per_page = 100
    search_fields = ["query", "note"]
    fields = [
        *("query", "locale", "country", "expected_topic", "expected_response", "also_ok"),
        *("kind", "note"),
    ]

    def places(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Every locale that a query is labelled for."""
        used = Example.objects.order_by("locale").values_list("locale", flat=True).distinct()
        return [(tag, locale_name(tag) if tag else str(_("no locale"))) for tag in used]

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        wrong = wrong_among(rows)
        for row in rows:
            row.wrong = wrong.get(row.pk, "")
        changelist.result_list = rows
        return changelist

    @admin.display(description=_("answered, as live"))
    def answered(self, example: Any) -> SafeString:
        return chip("missing", example.wrong) if example.wrong else chip("ok", str(_("rightly")))


def wrong_among(examples: list[Example]) -> dict[int, str]:
    """What is wrong with the live answers, by the examples' ids."""
    rules = ruleset(catalog.current())
    found = {}
    for example in examples:
        query = labelled(example)
        wrong = what_is_wrong(query, answer_to(rules, query))
        if wrong:
            found[example.pk] = wrong
    return found
