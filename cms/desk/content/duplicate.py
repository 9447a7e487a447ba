"""A new draft that begins as a copy of something: its texts, its parts, nothing of it public."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.desk.generic import AnyModelAdmin
from cms.desk.log_now import log_now
from cms.desk.screens import person, why
from cms.publishing.changes import record_copy
from cms.publishing.displaced import live_now
from cms.publishing.models import WorkingCopy
from cms.translations.marks import copy_marks

LONGEST_STEM = 70


class DuplicateMixin(AnyModelAdmin):
    """A button beside the form; whoever may add such a thing may copy one."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_duplicate"
        view = self.admin_site.admin_view(self.duplicate_view)
        return [path("<path:object_id>/duplicate/", view, name=name), *super().get_urls()]

    @method_decorator(require_POST)
    def duplicate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        if not (self.has_view_permission(request, thing) and self.has_add_permission(request)):
            raise PermissionDenied
        copied = (inline for inline in self.inlines if getattr(inline, "is_copied", True))
        parts = [(inline.model, _link(inline, self.model)) for inline in copied]
        try:
            twin = duplicate(thing, request.POST.get("key", ""), parts, by=person(request))
        except ValidationError as error:
            messages.error(request, why(error))
            return HttpResponseRedirect(self._form_of(thing))
        said = _("This is a copy of {}, and a draft. Give it a title and dates of its own.")
        origin = format_html('<a href="{}">{}</a>', self._form_of(thing), thing)
        messages.success(request, format_html(said, origin))
        return HttpResponseRedirect(self._form_of(twin))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        thing = context.get("original")
        if thing and self.has_add_permission(request):
            context["key_of_copy"] = free_key(thing)
        return super().render_change_form(request, context, *args, **kwargs)

    def _form_of(self, thing: WorkingCopy) -> str:
        opts = self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[thing.pk])


@transaction.atomic
def duplicate(
    thing: WorkingCopy, key: str, parts: Iterable[tuple[type[models.Model], str]], *, by: User
) -> Any:
    """Stores a copy under another key, with the parts: models and their link to the whole.

    Raises ValidationError where the key is not free, or none.
    """
    twin = thing.copied(key)
    twin.full_clean()
    twin.save()
    _copy_lists(thing, twin)
    for model, link in parts:
        for part in model._default_manager.filter(**{link: thing}):
            _copy_part(part, link, twin)
    copy_marks(thing.object_key, to=twin.object_key)
    live = live_now(thing.object_key, log_now(), timezone.now())
    record_copy(twin.object_key, of=thing.object_key, live=live, by=by)
    return twin


def free_key(thing: WorkingCopy) -> str:
    """A key that no other object of this kind has."""
    stem = f"{thing.key[:LONGEST_STEM]}-copy"
    taken = set(
        type(thing)._default_manager.filter(key__startswith=stem).values_list("key", flat=True)
    )
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _copy_part(part: Any, link: str, twin: Any) -> None:
    original = type(part)._default_manager.get(pk=part.pk)
    part.pk = None
    setattr(part, link, twin)
    part.save()
    _copy_lists(original, part)


def _copy_lists(original: Any, twin: Any) -> None:
    """What it names many of; parts with a table of their own are copied as such."""
    for field in original._meta.many_to_many:
        if field.remote_field.through._meta.auto_created:
            getattr(twin, field.name).set(getattr(original, field.name).all())


def _link(inline: Any, whole: type[models.Model]) -> str:
    """The field by which rows of the inline belong to the whole."""
    return str(
        inline.fk_name
        or next(f.name for f in inline.model._meta.fields if f.related_model is whole)
    )
