"""Staged imports: what each would do, row by row; applied, undone and released from here."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.desk.generic import AnyModelAdmin
from cms.desk.imports.apply import apply, discard, undo
from cms.desk.imports.batches import places_of
from cms.desk.imports.forms import ApplyForm
from cms.desk.imports.kinds import all_kinds
from cms.desk.imports.models import FileImport
from cms.desk.imports.preview import preview
from cms.desk.imports.report import report_rows
from cms.desk.imports.rows import Status
from cms.desk.screens import attempt, draw, person, why
from cms.errors import Refused
from cms.tables.download import download
from cms.tables.writers import CSV

LARGE_REMOVAL = 10
"""From here on a person types the number of rows that are to be removed."""


@admin.register(FileImport)
class FileImportAdmin(AnyModelAdmin):
    """Nobody writes an import by hand: it begins with a file."""

    list_display = ["name", "kind_name", "state", "by", "at", "applied_by", "applied_at"]
    list_filter = ["kind_name", "state"]
    list_select_related = ["by", "applied_by"]
    search_fields = ["name"]
    actions = None

    def get_urls(self) -> list[Any]:
        own = {
            "apply": self.apply_it,
            "discard": self.discard_it,
            "undo": self.undo_it,
            "release": self.release_it,
            "report": self.report,
        }
        views = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"desk_fileimport_{name}",
            )
            for name, view in own.items()
        ]
        return [*views, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        kinds = [obj.kind] if obj else all_kinds()
        return any(kind.may(request.user, "view") for kind in kinds)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> Any:
        kinds = [kind for kind in all_kinds() if kind.may(request.user, "view")]
        open_to_all = [kind.name for kind in kinds if not kind.is_private]
        own = Q(kind_name__in=[kind.name for kind in kinds], by=request.user.pk)
        return super().get_queryset(request).filter(Q(kind_name__in=open_to_all) | own)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """What the import would do, or has done."""
        if request.method == "POST":
            raise PermissionDenied
        return self._shown(request, self._viewable(request, object_id))

    @method_decorator(require_POST)
    def apply_it(self, request: HttpRequest, pk: int) -> HttpResponse:
        it = self._importable(request, pk)
        form = _apply_form(it, request.POST)
        if not form.is_valid():
            return self._shown(request, it, form)
        taking = form.cleaned_data.get("take_conflicts", False)
        return self._attempt(
            request,
            it,
            lambda: apply(it, by=person(request), take_conflicts=taking),
            _("Applied. Nothing of it is live before a release is reviewed."),
        )

    @method_decorator(require_POST)
    def discard_it(self, request: HttpRequest, pk: int) -> HttpResponse:
        it = self._importable(request, pk)
        return self._attempt(request, it, lambda: discard(it), _("Discarded."))

    @method_decorator(require_POST)
    def undo_it(self, request: HttpRequest, pk: int) -> HttpResponse:
        it = self._importable(request, pk)
        done = _("Undone: the rows are as they were before.")
        return self._attempt(request, it, lambda: undo(it, by=person(request)), done)

    @method_decorator(require_POST)
    def release_it(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft release with what this import changed, and nobody else's drafts."""
        it = self._importable(request, pk)
        if it.kind.release is None:
            raise Http404
        try:
            address = it.kind.release(it, person(request))
        except Refused as error:
            messages.error(request, why(error))
            address = _address(it)
        return HttpResponseRedirect(address)

    @method_decorator(require_safe)
    def report(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        it = self._viewable(request, pk)
        return download(report_rows(it), f"import-{it.pk}", CSV)

    def _viewable(self, request: HttpRequest, pk: int | str) -> FileImport:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_queryset(request).filter(pk=pk).first() if str(pk).isdecimal() else None
        if found is None:
            raise Http404
        it: FileImport = found
        return it

    def _importable(self, request: HttpRequest, pk: int) -> FileImport:
        it = self._viewable(request, pk)
        if not it.kind.may(request.user, "import"):
            raise PermissionDenied
        return it

    def _attempt(
        self, request: HttpRequest, it: FileImport, verb: Callable[[], object], done: str
    ) -> HttpResponse:
        return attempt(request, verb, done=done, back=_address(it))

    def _shown(
        self, request: HttpRequest, it: FileImport, form: ApplyForm | None = None
    ) -> HttpResponse:
        may_import = it.kind.may(request.user, "import")
        is_applied = it.state == FileImport.State.APPLIED
        may_release = request.user.has_perm("publishing.add_release")
        return draw(
            request,
            "file_import.html",
            _("Import: %(name)s") % {"name": it.name},
            it=it,
            opts=self.opts,
            preview=preview(it, request.GET),
            form=form or _apply_form(it),
            may_apply=may_import and it.state == FileImport.State.STAGED and it.differs,
            may_discard=may_import and it.state == FileImport.State.STAGED,
            may_undo=may_import and is_applied,
            may_release=may_import and is_applied and it.kind.release and may_release,
            changes_places=places_of(it),
        )


def _address(it: FileImport) -> str:
    return reverse("admin:desk_fileimport_change", args=[it.pk])


def _apply_form(it: FileImport, data: Any = None) -> ApplyForm:
    removes = it.count(Status.REMOVED)
    return ApplyForm(
        data,
        conflicts=it.count(Status.CONFLICT),
        removes=removes if removes >= LARGE_REMOVAL else 0,
    )
