"""An admin in which nobody overwrites, or deletes by the dozen, what they have not seen."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.forms.models import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.desk.generic import AnyModelAdmin, AnyModelForm
from cms.desk.rich_text_as_plain import readable
from cms.publishing.models import WorkingCopy
from cms.translations.columns import translated_fields

CONFLICT = "conflict"


def revision_of(row: models.Model) -> str:
    """Which state of a row somebody looks at: how often it was changed; '' of a new one.

    Rows that nobody counts the changes of are told apart by what is stored in them, so that no
    import and no `.update()` has to remember anything.
    """
    if row.pk is None:
        return ""
    if isinstance(row, WorkingCopy):
        return str(row.revision)
    fields, translated = row._meta, set(translated_fields(type(row)))
    stored = [
        field.value_to_string(row)
        for field in fields.concrete_fields
        if field.editable and field.name not in translated
    ]
    named = [sorted(o.pk for o in getattr(row, f.name).all()) for f in fields.many_to_many]
    return sha256(repr((stored, named)).encode()).hexdigest()[:16]


class RevisionField(forms.CharField):
    """It is nothing that a person changes."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class LockingForm(AnyModelForm):
    """`revision` tells which state of the row the person was looking at."""

    revision = RevisionField(required=False, max_length=64)

    @cached_property
    def stored_revision(self) -> str:
        return revision_of(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        # Asked for here, before Django writes what was typed into the instance.
        if self.instance.pk and self.cleaned_data.get("revision") != self.stored_revision:
            raise ValidationError(
                _(
                    "Somebody else saved this while you were working on it. Nothing of yours is "
                    "lost: below each text that differs you see theirs. Make one of the two, then "
                    "save again."
                ),
                code=CONFLICT,
            )
        return cleaned

    @property
    def is_in_conflict(self) -> bool:
        return self.is_bound and self.has_error("__all__", CONFLICT)


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

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The page holds the revision once, and knows it."""
        return [name for name in super().get_fields(request, obj) if name != "revision"]

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
        super().message_user(request, message, level, *args, **kw)

    def get_actions(self, request: HttpRequest) -> Any:
        """Deleting happens one by one, each with its own check."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page holds what is stored now: the next save is made with it in view."""
        form: LockingForm = context["adminform"].form
        shown: list[AnyModelForm] = [form]
        for formset in context["inline_admin_formsets"]:
            shown += formset.formset.initial_forms
        context["revision"] = form.stored_revision
        context["theirs"] = stored_meanwhile(shown) if form.is_in_conflict else {}
        return super().render_change_form(request, context, *args, **kwargs)


def stored_meanwhile(forms_shown: Iterable[AnyModelForm]) -> dict[str, str]:
    """What is stored in each field where a person's form says something else, by input."""
    return {
        form.add_prefix(name): _in_words(form, name)
        for form in forms_shown
        if form.instance.pk
        for name in form.changed_data
    }


def _in_words(form: AnyModelForm, name: str) -> str:
    field, value = form.fields[name], form.initial.get(name)
    if value in (None, "", []):
        return "—"
    if isinstance(field, ModelChoiceField) and not isinstance(value, list):
        value = field.queryset.filter(pk=value).first() if field.queryset else value
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return readable(str(value))
