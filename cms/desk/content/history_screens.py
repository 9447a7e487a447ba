"""The history of an object: a page of it, two states side by side, and one taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.desk.content.history import NOW, State, history_of, state_of
from cms.desk.content.people import languages_of, may_write
from cms.desk.content.restore import restore
from cms.desk.content.show import names_of
from cms.desk.differences.difference import difference
from cms.desk.generic import AnyModelAdmin
from cms.desk.screens import draw, person, why
from cms.errors import Refused
from cms.publishing.documents import Document
from cms.publishing.freeze import document_of
from cms.publishing.kinds import kind_for


class HistoryMixin(AnyModelAdmin):
    """Takes the place of Django's own page. Who may see an object sees its history."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        here, guarded = "<path:object_id>/history", self.admin_site.admin_view
        return [
            path(f"{here}/compare/", guarded(self.compare_view), name=f"{name}_compare"),
            path(f"{here}/restore/", guarded(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> TemplateResponse:
        thing = self._seen(request, object_id)
        sees_reviews = request.user.has_perm("publishing.view_release")
        page, events = history_of(thing, request.GET.get("page"), with_reviews=sees_reviews)
        return draw(
            request,
            "history.html",
            _("History: %(name)s") % {"name": thing},
            folder="content",
            thing=thing,
            opts=self.opts,
            page=page,
            events=events,
            older=next((event.state for event in events if event.state), ""),
            keeps_states=kind_for(self.model).keeps_states,
            may_open_entries=request.user.has_perm("publishing.view_entry"),
        )

    @method_decorator(require_safe)
    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        thing = self._seen(request, object_id)
        names = [request.GET.get(side, NOW) for side in ("from", "to")]
        before, after = (state_of(thing, name) for name in names)
        if before is None or after is None:
            raise Http404
        return draw(
            request,
            "compare.html",
            _("Compare: %(name)s") % {"name": thing},
            folder="content",
            thing=thing,
            opts=self.opts,
            before=before,
            after=after,
            difference=difference(thing.object_key, before.document, after.document),
            choices=self._choices(request, thing, [before, after]),
            languages=self._languages(request),
        )

    @method_decorator(require_POST)
    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        thing = self._seen(request, object_id)
        state = state_of(thing, request.POST.get("state", ""))
        if not self.has_change_permission(request, thing):
            raise PermissionDenied
        if state is None:
            raise Http404
        try:
            gone = restore(
                thing,
                self._to_write(request, thing, state),
                by=person(request),
                note=_("Took back the state %(which)s.") % {"which": state.words},
                revision=_number(request.POST.get("revision", "")),
            )
        except Refused as error:
            messages.error(request, why(error))
        else:
            self._tell(request, thing, gone)
        return HttpResponseRedirect(self._address(thing, "change"))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django's record only tells what ours does not."""
        return None if is_recorded(request) else super().log_change(request, obj, message)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if is_recorded(request) else super().log_addition(request, obj, message)

    def _seen(self, request: HttpRequest, object_id: str) -> Any:
        """The object, to whoever may see it."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        return thing

    def _choices(self, request: HttpRequest, thing: Any, states: list[State]) -> list[State]:
        """What the person may take back: of these, what the working copy does not say already."""
        if not (kind_for(self.model).keeps_states and self.has_change_permission(request, thing)):
            return []
        now = document_of(thing.object_key)
        return [state for state in states if self._to_write(request, thing, state) != now]

    def _to_write(self, request: HttpRequest, thing: Any, state: State) -> Document:
        """Of a state, what the person may write: of a translator, the texts of their languages."""
        if not kind_for(self.model).keeps_states:
            raise Http404
        if may_write(request, self.model):
            return state.document
        return Document.keeping(
            document_of(thing.object_key), state.document, languages_of(request)
        )

    def _languages(self, request: HttpRequest) -> str:
        """Those alone in which the person may take something back; '' for everything."""
        return "" if may_write(request, self.model) else names_of(sorted(languages_of(request)))

    def _tell(self, request: HttpRequest, thing: Any, gone: list[str]) -> None:
        said = _("Taken back, as a draft. What the public sees stays as it is. {}")
        address, word = self._address(thing, "history"), _("Undo it from the history")
        link = format_html('<a href="{}">{}</a>', address, word)
        messages.success(request, format_html(said, link))
        if gone:
            message = _("Not brought back, as it is gone: %(names)s.")
            messages.warning(request, message % {"names": ", ".join(gone)})

    def _address(self, thing: Any, verb: str) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{verb}"
        return reverse(name, args=[thing.pk])


def is_recorded(request: Any) -> bool:
    """Whether what was just saved is recorded as a change."""
    return getattr(request, "is_recorded", False)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
