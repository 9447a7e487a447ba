"""An admin in which nobody overwrites, or deletes by the dozen, what they have not seen."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.desk.generic import AnyModelAdmin, AnyModelForm
from cms.desk.merging.conflict import Saved
from cms.desk.merging.merge import Merge, Merged
from cms.desk.merging.seen import NAME, read_seen, seen_now

CONFLICT, DRAFT = "conflict", "_draft"

SAVED = "saved"
"""What a browser knows by that it need not keep any longer what was typed."""


class LockingForm(AnyModelForm):
    """A form that was brought together with what others stored since it was opened."""

    has_conflicts: ClassVar[bool] = False
    is_draft: ClassVar[bool] = False
    """Whether it is only to be shown: what the person typed once, and did not save."""
    kept_in: ClassVar[dict[str, str]] = {}
    """For each input of a file, the column that tells which one is stored."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_draft:
            raise ValidationError(_("This is not saved yet."), code=DRAFT)
        if self.has_conflicts:
            raise ValidationError(
                _(
                    "Somebody else changed the same as you while you were working on it. Nothing "
                    "of yours or theirs is lost: choose for each of these, then save again."
                ),
                code=CONFLICT,
            )
        return cleaned


def is_unchanged(request: Any) -> bool:
    """Whether a form came back as it was, and so nothing is noted of it."""
    return getattr(request, "is_unchanged", False)


class LockingAdmin(AnyModelAdmin):
    form = LockingForm

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """While a form is being saved the row is locked: nobody can save between check and save."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST" and connection.in_atomic_block:
            # By itself: PostgreSQL locks no row of a list that joins or counts.
            self.model._default_manager.select_for_update().values_list("pk").get(pk=found.pk)
            return super().get_object(request, object_id, from_field)
        return found

    def meant(self, data: QueryDict) -> QueryDict:
        """What was sent, with all that it says by the way written out."""
        return data

    def history(self, thing: Any, since: datetime) -> list[Saved]:
        """Who has saved it since: as the row tells itself, or by the history of its form."""
        if hasattr(thing, "changed_by"):
            is_later = thing.changed_by and thing.changed_at >= since
            return [Saved(thing.changed_by, thing.changed_at)] if is_later else []
        kind = ContentType.objects.get_for_model(thing)
        noted = LogEntry.objects.filter(
            content_type=kind, object_id=str(thing.pk), action_time__gte=since
        )
        entries: Iterable[Any] = noted.select_related("user")
        return [Saved(entry.user, entry.action_time) for entry in entries]

    def _changeform_view(
        self, request: Any, object_id: str | None, form_url: str, extra_context: Any
    ) -> Any:
        """What was sent is saved as if it had been typed into what is stored now."""
        if request.method == "POST":
            request.POST = self.meant(request.POST)
            thing = self.get_object(request, unquote(object_id)) if object_id else None
            if thing and self.has_change_permission(request, thing):
                self._merge(request, thing)
        return super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]

    def _merge(self, request: Any, thing: Any) -> None:
        seen = read_seen(request.POST.get(NAME, ""))
        merge = Merge(request.POST, request.FILES, seen, self.history(thing, seen.at))
        form, formsets = self._as_stored(request, thing)
        merge.whole(form)
        for formset, may_add in formsets:
            merge.rows(formset, may_add=may_add)
        merged = request.merged = merge.merged
        request.POST = merged.data
        for name in merged.without_file & set(request.FILES):
            del request.FILES[name]
        if merged.kept:
            tell_what_is_kept(request, merged.kept)

    def _as_stored(self, request: Any, thing: Any) -> tuple[Any, list[tuple[Any, bool]]]:
        """The form and the formsets, with whether rows may be added, as a page would show them."""
        reading = copy(request)
        reading.method = "GET"
        fields = flatten_fieldsets(self.get_fieldsets(reading, thing))
        form = self.get_form(reading, thing, change=True, fields=fields)(instance=thing)
        formsets, inlines = self._create_formsets(reading, thing, change=True)  # type: ignore[attr-defined]
        return form, [
            (formset, inline.has_add_permission(request, thing))
            for formset, inline in zip(formsets, inlines, strict=True)
            if inline.has_change_permission(request, thing)
        ]

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        merged: Merged | None = getattr(request, "merged", None)
        form.has_conflicts = bool(merged and merged.conflicts)
        form.is_draft = DRAFT in request.POST
        return form

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """A form in which nothing was changed stores nothing."""
        if not change or form.has_changed():
            self.store_model(request, obj, form, change)

    def store_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        request.is_unchanged = change and not any(f.has_changed() for f in (form, *formsets))
        super().save_related(request, form, formsets, change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if is_unchanged(request) else super().log_change(request, obj, message)

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **kw: Any
    ) -> None:
        if is_unchanged(request):
            message, level = _("Nothing was changed, so nothing was saved."), messages.INFO
        if is_unchanged(request) or level == messages.SUCCESS:
            kw["extra_tags"] = SAVED
        super().message_user(request, message, level, *args, **kw)

    def get_actions(self, request: HttpRequest) -> Any:
        """Deleting happens one by one, each with its own check."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page holds what the person has in view: the next save is made with it."""
        merged: Merged | None = getattr(request, "merged", None)
        if merged:
            context["seen"], context["conflicts"] = str(merged.seen), merged.conflicts
        elif context.get("original"):
            formsets = [shown.formset for shown in context["inline_admin_formsets"]]
            context["seen"] = str(seen_now(context["adminform"].form, formsets))
        context["keeps_drafts"] = True
        if DRAFT in request.POST:
            context |= {"is_draft": True, "errors": None}
        return super().render_change_form(request, context, *args, **kwargs)


def tell_what_is_kept(request: HttpRequest, kept: Iterable[tuple[str, Saved | None]]) -> None:
    """What others stored meanwhile, and who they were as far as that is known."""
    by_person: dict[str, list[str]] = {}
    for what, saved in kept:
        by_person.setdefault(saved_by(saved, request.user), []).append(what)
    for who, things in by_person.items():
        told = {"who": who, "what": "; ".join(things)}
        messages.info(request, gettext("Saved meanwhile by %(who)s, and kept: %(what)s.") % told)


def saved_by(saved: Saved | None, reader: Any) -> str:
    """Who saved, as the reader knows them."""
    if saved is None:
        return gettext("somebody else")
    is_reader = saved.by.pk == reader.pk
    return gettext("you, in another window") if is_reader else saved.by.get_username()
