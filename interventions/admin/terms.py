"""Terms: a list that stays fast at a hundred thousand rows, and many changed at once."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.desk.imports.exchange import FileExchange
from cms.desk.locking import LockingAdmin
from cms.desk.screens import person, why
from cms.errors import Refused
from cms.library.models import Topic
from interventions.actions import move, note_list_changes, set_active
from interventions.admin.explaining import explain
from interventions.admin.forms import MoveForm, TermForm
from interventions.admin.pages import page
from interventions.admin.trying import try_query
from interventions.models import Term, TermList, may_see_restricted
from interventions.termfiles.file_kinds import TERMS

GENERAL = "general"


class TopicFilter(SimpleListFilter):
    title = gettext_lazy("topic")
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        keys = Topic.objects.order_by("priority").values_list("key", flat=True)
        return [*((key, key) for key in keys), (GENERAL, _("general lists"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == GENERAL:
            return queryset.filter(term_list__topic=None)
        return queryset.filter(term_list__topic__key=self.value()) if self.value() else queryset


class ReviewFilter(SimpleListFilter):
    title = gettext_lazy("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("due", _("due"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        terms: Any = queryset
        return terms.due_for_review(timezone.localdate()) if self.value() == "due" else queryset


@admin.register(Term)
class TermAdmin(FileExchange, LockingAdmin):
    """Saving changes the list it belongs to; nothing of it is live before a release."""

    file_kinds: ClassVar = [TERMS]
    change_list_template = "admin/interventions/rows.html"
    form = TermForm
    change_form_template = "admin/interventions/term_change.html"
    list_display = [
        "text",
        "list_key",
        "match",
        "response",
        "is_active",
        "changed_by",
        "changed_at",
    ]
    list_select_related = ["term_list", "changed_by"]
    list_filter = [
        TopicFilter,
        "term_list__locale",
        "match",
        "response",
        "is_active",
        ReviewFilter,
    ]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["folded"]
    autocomplete_fields = ["term_list"]
    actions = ["activate", "retire", "move_to_another_list"]
    fieldsets = [
        (None, {"fields": ["term_list", "text", "match", "options", "exceptions"]}),
        (gettext_lazy("What it brings"), {"fields": ["response", "target"]}),
        (gettext_lazy("For the desk"), {"fields": ["note", "is_active", "review_on"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        terms: Any = super().get_queryset(request)
        return terms if may_see_restricted(request.user) else terms.open()

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "term_list" and not may_see_restricted(request.user):
            kwargs["queryset"] = TermList.objects.filter(is_restricted=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [path("try/", view(self.try_a_query), name="interventions_term_try")]
        return [*own, *super().get_urls()]

    def places(self, request: HttpRequest) -> list[tuple[str, str]]:
        lists = TermList.objects.all()
        if not may_see_restricted(request.user):
            lists = lists.filter(is_restricted=False)
        return [(key, key) for key in lists.values_list("key", flat=True)]

    def try_a_query(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return try_query(request)

    @admin.display(description=gettext_lazy("list"), ordering="term_list__key")
    def list_key(self, term: Term) -> str:
        return term.term_list.key

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (queryset.matching(search_term) if search_term else queryset), False

    def store_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        before = form.initial.get("term_list")
        obj.changed_by = request.user
        super().store_model(request, obj, form, change)
        touched = TermList.objects.filter(pk__in={obj.term_list_id, before or obj.term_list_id})
        note_list_changes(touched, by=person(request), fields=form.changed_data)
        messages.info(request, _("Saved as a draft. What is found changes only through a release."))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        touched = TermList.objects.filter(pk=obj.term_list_id)
        note_list_changes(touched, by=person(request), fields={"terms"})

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """What stood there and what stands there now, so that the history tells."""
        if add or not form.changed_data or form.instance.is_hidden:
            return super().construct_change_message(request, form, formsets, add)
        changed = [
            f"{name}: “{form.initial.get(name) or ''}” → “{form.cleaned_data.get(name) or ''}”"
            for name in form.changed_data
        ]
        return "; ".join(changed)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        term = context.get("original")
        context["explanation"] = explain(term) if term and not term.is_hidden else None
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description=gettext_lazy("Activate"), permissions=["change"])
    def activate(self, request: HttpRequest, terms: QuerySet[Any]) -> None:
        self._switch(request, terms, is_active=True)

    @admin.action(description=gettext_lazy("Retire"), permissions=["change"])
    def retire(self, request: HttpRequest, terms: QuerySet[Any]) -> None:
        self._switch(request, terms, is_active=False)

    @admin.action(description=gettext_lazy("Move to another list …"), permissions=["change"])
    def move_to_another_list(
        self, request: HttpRequest, terms: QuerySet[Any]
    ) -> HttpResponse | None:
        form = MoveForm(request.POST if "to" in request.POST else None)
        if form.is_valid():
            try:
                moved = move(terms, form.cleaned_data["to"], by=person(request))
            except Refused as error:
                messages.error(request, why(error))
            else:
                self._note(request, moved, f"→ {form.cleaned_data['to'].key}")
            return None
        return page(
            request,
            "move.html",
            _("Move terms"),
            form=form,
            opts=self.opts,
            chosen=request.POST.getlist("_selected_action"),
            across=request.POST.get("select_across", "0"),
            count=terms.count(),
        )

    def _switch(self, request: HttpRequest, terms: QuerySet[Any], *, is_active: bool) -> None:
        changed = set_active(terms, is_active=is_active, by=person(request))
        self._note(request, changed, _("activated") if is_active else _("retired"))

    def _note(self, request: HttpRequest, pks: list[int], what: str) -> None:
        """The history of each term, and what the person reads."""
        user: Any = request.user
        for start in range(0, len(pks), 500):
            named = Term.objects.select_related("term_list")
            chunk = named.filter(pk__in=pks[start : start + 500])
            LogEntry.objects.log_actions(user.pk, chunk, CHANGE, change_message=what)
        done = ngettext("%(count)d term: %(what)s.", "%(count)d terms: %(what)s.", len(pks))
        messages.success(request, done % {"count": len(pks), "what": what})
