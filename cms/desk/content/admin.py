"""The base of every content admin: saving never publishes, and nobody's text is lost."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet, URLField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from cms.desk.content.history_screens import HistoryMixin
from cms.desk.content.lists import LanguageFilter, StateFilter, attach_rows
from cms.desk.content.look import LookMixin
from cms.desk.content.notes import notes_for
from cms.desk.content.people import (
    fixed_for_translators,
    languages_of,
    may_mark,
    may_translate,
    may_write,
)
from cms.desk.content.presence import note_left, note_open
from cms.desk.content.saving import note_saving, said_right
from cms.desk.content.show import show_state, show_strip
from cms.desk.content.sidebox import side_box
from cms.desk.generic import AnyBaseAdmin, AnyField, AnyModelForm, AnyStackedInline
from cms.desk.locking import LockingAdmin, is_unchanged
from cms.desk.log_now import was_released
from cms.desk.merging.conflict import Saved
from cms.publishing.models import Change, WorkingCopy
from cms.translations.columns import column, columns, languages, translated_fields
from cms.translations.names import direction, enabled_languages


class TranslatedAdmin(AnyBaseAdmin):
    """Fields are named once; a translated one becomes a column for each language."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        hidden: set[str] = set()
        if not may_write(request, self.model):
            hidden = set(getattr(self.form, "declared_fields", ()))
        return [
            (name, {**options, "fields": list(self._in_columns(options["fields"], hidden))})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if self.fields:
            return list(self._in_columns(self.fields))
        return [
            field.name
            for field in self.model._meta.fields
            if field.editable
            and not field.primary_key
            and field.name not in set(translated_fields(self.model))
        ]

    def formfield_for_dbfield(self, db_field: AnyField, request: Any, **kwargs: Any) -> Any:
        """The input of a translated column knows its language, and which way that runs."""
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if formfield and hasattr(db_field, "translated_field"):
            language = db_field.language  # type: ignore[attr-defined]
            formfield.widget.attrs |= {"lang": language, "dir": direction(language)}
        return formfield

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) or may_translate(request, self.model)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        declared = tuple(super().get_readonly_fields(request, obj))
        if not may_translate(request, self.model):
            return declared
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        return (*declared, *fixed_for_translators(request, self.model, fields))

    def _in_columns(
        self, fields: Iterable[Any], hidden: Collection[str] = frozenset()
    ) -> Iterable[Any]:
        """The columns of the fields. `hidden` are inputs that stand for no column."""
        translated = set(translated_fields(self.model))
        for field in fields:
            if isinstance(field, (list, tuple)):
                yield tuple(self._in_columns(field, hidden))
            elif field in hidden:
                continue
            elif field in translated:
                yield from columns(field)
            else:
                yield field


class PartInline(TranslatedAdmin, AnyStackedInline):
    """A part of a working copy, such as a section: saved, frozen and translated with it."""

    extra = 0
    is_copied = True
    """Whether a duplicate begins with it."""


class ContentAdmin(LookMixin, HistoryMixin, TranslatedAdmin, LockingAdmin):
    """An admin for a kind of content. `label_field` names the field that serves as its title."""

    label_field = "key"
    change_form_template = "admin/content/change_form.html"
    list_per_page = 50
    actions: Any = ["add_to_a_release"]
    save_on_top = False

    def get_list_display(self, request: HttpRequest) -> Any:
        return ["label", "state", *super().get_list_display(request)[1:], "translations"]

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [StateFilter, LanguageFilter, *super().get_list_filter(request)]

    def get_search_fields(self, request: HttpRequest) -> Any:
        declared = super().get_search_fields(request)
        return ["key", *(str(field) for field in self._in_columns(declared))]

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        changelist.result_list = attach_rows(list(changelist.result_list))
        return changelist

    @admin.display(description=_("name"))
    def label(self, thing: WorkingCopy) -> str:
        if self.label_field in set(translated_fields(self.model)):
            return str(
                getattr(thing, column(self.label_field, settings.LANGUAGE_CODE)) or thing.key
            )
        return str(getattr(thing, self.label_field))

    @admin.display(description=_("state"))
    def state(self, thing: Any) -> SafeString:
        return show_state(thing.row.status)

    @admin.display(description=_("translations"))
    def translations(self, thing: Any) -> SafeString:
        return show_strip(thing.row.languages)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "key") if obj and "key" not in fixed else fixed

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was once published, or is on its way, stays: a release can take it down."""
        if obj is not None and was_released(obj.object_key):
            return False
        return super().has_delete_permission(request, obj)

    def has_release_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("publishing.change_release")

    @admin.action(description=_("Add to a release …"), permissions=["release"])
    def add_to_a_release(self, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponse:
        keys = [("key", thing.object_key) for thing in chosen]
        return HttpResponseRedirect(f"{reverse('admin:release_add')}?{urlencode(keys)}")

    def save_related(
        self,
        request: Any,
        form: Any,
        formsets: Any,
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        saved = [form, *(f for formset in formsets for f in _stored_forms(formset))]
        right = said_right(
            form.instance,
            saved,
            request.POST,
            may_mark(request, self.model),
            unseen=request.merged.unseen if change else frozenset(),
        )
        note_left(form.instance.object_key, request.user)
        if is_unchanged(request) and not right:
            return
        request.is_unchanged = False
        request.is_recorded = note_saving(form.instance, saved, right, by=request.user)
        messages.info(
            request,
            _("Saved as a draft. What the public sees changes only through a release."),
        )

    def history(self, thing: WorkingCopy, since: datetime) -> list[Saved]:
        """Who has changed what of it since, by its form or a file."""
        noted = Change.objects.filter(key=thing.object_key, at__gte=since).select_related("by")
        return [Saved(change.by, change.at, frozenset(change.fields)) for change in noted]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        thing = context.get("original")
        shown: list[AnyModelForm] = [context["adminform"].form]
        for formset in context["inline_admin_formsets"]:
            shown += [*formset.formset.forms, formset.formset.empty_form]
        context["field_notes"] = notes_for(
            shown, thing.object_key if thing else "", may_mark(request, self.model)
        )
        context["languages"] = enabled_languages()
        asked = request.GET.get("language")
        context["start_language"] = (
            asked
            if asked in languages()
            else min(languages_of(request), default=settings.LANGUAGE_CODE)
        )
        context["media"] = with_nonce(context["media"], request)
        context["side"] = side_box(thing, request.user) if thing else None
        if thing and self.has_change_permission(request, thing):
            note_open(thing.object_key, request.user)
        return super().render_change_form(request, context, *args, **kwargs)


def with_nonce(media: Any, request: Any) -> Any:
    """Scripts and styles as the page's Content-Security-Policy asks for them."""
    return Media.from_media(media, nonce=request.csp_nonce)


def _stored_forms(formset: Any) -> list[Any]:
    """The forms of the parts that are there after saving."""
    return [f for f in formset.forms if f.instance.pk and f not in formset.deleted_forms]
