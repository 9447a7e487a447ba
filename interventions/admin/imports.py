"""Staged imports: what each would do, row by row; applied, undone and released from here."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
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
from django.views.decorators.http import require_GET, require_POST

from cms.desk.generic import AnyModelAdmin
from cms.desk.screens import attempt, why
from cms.errors import Refused
from cms.tables.download import download
from cms.tables.writers import CSV
from interventions.admin.forms import ApplyForm
from interventions.admin.pages import page
from interventions.admin.previewing import preview
from interventions.staged import FileImport
from interventions.termfiles.apply import apply, discard, places_of
from interventions.termfiles.differences import Status
from interventions.termfiles.release import release_import
from interventions.termfiles.report import report_rows
from interventions.termfiles.undo import undo

LARGE_REMOVAL = 10
"""From here on a person types the number of rows that are to be removed."""
RIGHTS = {
    FileImport.Sort.TERMS: "term",
    FileImport.Sort.EXAMPLES: "example",
    FileImport.Sort.CLASSES: "wordclass",
}


@admin.register(FileImport)
class FileImportAdmin(AnyModelAdmin):
    """Nobody writes an import by hand: it begins with a file."""

    list_display = ["name", "sort", "state", "by", "at", "applied_by", "applied_at"]
    list_filter = ["sort", "state"]
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
                name=f"interventions_fileimport_{name}",
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
        rights = [RIGHTS[obj.sort]] if obj else RIGHTS.values()
        return any(request.user.has_perm(f"interventions.view_{name}") for name in rights)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def may_import(self, request: HttpRequest, file_import: FileImport) -> bool:
        right = RIGHTS[FileImport.Sort(file_import.sort)]
        return request.user.has_perm(f"interventions.import_{right}")

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
            lambda: apply(it, by=request.user, take_conflicts=taking),
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
        return self._attempt(request, it, lambda: undo(it, by=request.user), done)

    @method_decorator(require_POST)
    def release_it(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft release with what this import changed, and nobody else's drafts."""
        it = self._importable(request, pk)
        try:
            release = release_import(it, by=request.user)
        except Refused as error:
            messages.error(request, why(error))
            return HttpResponseRedirect(_address(it))
        return HttpResponseRedirect(reverse("admin:release", args=[release.pk]))

    @method_decorator(require_GET)
    def report(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        it = self._viewable(request, pk)
        return download(report_rows(it), f"import-{it.pk}", CSV)

    def _viewable(self, request: HttpRequest, pk: int | str) -> FileImport:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_queryset(request).filter(pk=pk).first() if str(pk).isdecimal() else None
        if found is None or not self.has_view_permission(request, found):
            raise Http404
        it: FileImport = found
        return it

    def _importable(self, request: HttpRequest, pk: int) -> FileImport:
        it = self._viewable(request, pk)
        if not self.may_import(request, it):
            raise PermissionDenied
        return it

    def _attempt(
        self, request: HttpRequest, it: FileImport, verb: Callable[[], object], done: str
    ) -> HttpResponse:
        return attempt(request, verb, done=done, back=_address(it))

    def _shown(
        self, request: HttpRequest, it: FileImport, form: ApplyForm | None = None
    ) -> HttpResponse:
        may_import = self.may_import(request, it)
        can_be_released = (
            it.state == FileImport.State.APPLIED
            and it.sort == FileImport.Sort.TERMS
            and request.user.has_perm("publishing.add_release")
        )
        return page(
            request,
            "file_import.html",
            _("Import: %(name)s") % {"name": it.name},
            it=it,
            opts=self.opts,
            preview=preview(it, request.GET),
            form=form or _apply_form(it),
            may_apply=may_import and it.state == FileImport.State.STAGED and it.differs,
            may_discard=may_import and it.state == FileImport.State.STAGED,
            may_undo=may_import and it.state == FileImport.State.APPLIED,
            may_release=may_import and can_be_released,
            changes_lists=places_of(it),
        )


def _address(it: FileImport) -> str:
    return reverse("admin:interventions_fileimport_change", args=[it.pk])


def _apply_form(it: FileImport, data: Any = None) -> ApplyForm:
    removes = it.count(Status.REMOVED)
    return ApplyForm(
        data,
        conflicts=it.count(Status.CONFLICT),
        removes=removes if removes >= LARGE_REMOVAL else 0,
    )
