"""Term lists: where each stands between draft and public, and how well it answers."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.desk.content.admin import ContentAdmin
from cms.desk.content.show import chip
from interventions.admin.terms import GENERAL
from interventions.models import TermList, may_see_restricted
from interventions.scores import live_scores


@admin.register(TermList)
class TermListAdmin(ContentAdmin):
    list_display = ["label", "topic", "locale", "terms", "score"]
    list_filter = ["topic", "locale"]
    list_select_related = ["topic"]
    search_fields = ["key"]
    list_per_page = 100
    fieldsets = [(None, {"fields": ["key", "topic", "locale", "is_restricted", "terms", "score"]})]
    readonly_fields = ["terms", "score"]

    def get_queryset(self, request: HttpRequest) -> Any:
        lists = super().get_queryset(request)
        if not may_see_restricted(request.user):
            lists = lists.filter(is_restricted=False)
        return lists.annotate(active_terms=Count("terms", filter=Q(terms__is_active=True)))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whether a list is restricted is decided when it is made, by who may see it then."""
        fixed = super().get_readonly_fields(request, obj)
        return (
            fixed if obj is None and may_see_restricted(request.user) else (*fixed, "is_restricted")
        )

    def get_list_display(self, request: HttpRequest) -> Any:
        """Lists are not translated: each is in its own locale."""
        return [name for name in super().get_list_display(request) if name != "translations"]

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        known = live_scores()
        for term_list in changelist.result_list:
            term_list.known_scores = known
        return changelist

    @admin.display(description=_("active terms"))
    def terms(self, term_list: Any) -> SafeString:
        address = reverse("admin:interventions_term_changelist")
        topic = term_list.topic.key if term_list.topic else GENERAL
        return format_html(
            '<a href="{}?topic={}&term_list__locale__exact={}">{}</a>',
            address,
            topic,
            term_list.locale,
            getattr(term_list, "active_terms", 0),
        )

    @admin.display(description=_("labelled queries right"))
    def score(self, term_list: Any) -> SafeString | Promise:
        """As the list is live, of its topic's queries in its locale."""
        known = getattr(term_list, "known_scores", None) or live_scores()
        topic = term_list.topic.key if term_list.topic else ""
        found = known.get((topic, term_list.locale))
        if found is None:
            return _("no labelled queries")
        return chip("ok" if found.right == found.tried else "missing", str(found))
