"""A button beside Save: the page with what is typed, of which nothing is stored."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.desk.content.presence import note_open
from cms.desk.generic import AnyModelAdmin
from cms.desk.merging.words import field_label
from cms.desk.preview.typed import BUTTON, Typed, keep_typed
from cms.desk.screens import draw
from cms.publishing.freeze import document_of


class LookMixin(AnyModelAdmin):
    """A look is a save, with all its checks, that is taken back before it ends."""

    def changeform_view(
        self,
        request: Any,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        if BUTTON in request.POST:
            request.FILES.clear()
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Typed as typed:
            list(messages.get_messages(request))  # What they say of saving is not so.
            if object_id:
                note_open(typed.key, request.user)
            scope = keep_typed(typed, by=request.user)
            return HttpResponseRedirect(reverse("preview", args=[scope]))

    def response_add(
        self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        _end_a_look(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        _end_a_look(request, obj)
        return super().response_change(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if BUTTON in request.POST:
            return _what_to_mend(request, context)
        return super().render_change_form(request, context, *args, **kwargs)


def _end_a_look(request: HttpRequest, thing: Any) -> None:
    if BUTTON in request.POST:
        raise Typed(thing.object_key, document_of(thing.object_key))


def _what_to_mend(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    formsets = [shown.formset for shown in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for formset in formsets for form in formset.forms)]
    problems = [
        ("" if name == NON_FIELD_ERRORS else field_label(form, name), message)
        for form in forms
        for name, errors in form.errors.items()
        for message in errors
    ]
    problems += [("", message) for formset in formsets for message in formset.non_form_errors()]
    return draw(request, "preview_refused.html", _("Preview"), problems=problems)
