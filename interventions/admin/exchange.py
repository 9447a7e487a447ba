"""The import and export screens of an admin: at the addresses, behind the rights and buttons of
django-import-export. What happens there is `interventions.termfiles`."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import path, reverse
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin

from cms.desk.screens import draw
from cms.tables.download import download
from cms.tables.reports import Unreadable
from cms.tables.writers import FORMATS
from interventions.admin.forms import ExportForm, UploadForm
from interventions.admin.pages import page
from interventions.staged import FileImport
from interventions.termfiles.analyse import analyse
from interventions.termfiles.export import exported
from interventions.termfiles.file_kinds import FileKind
from interventions.termfiles.samples import empty_rows, sample_rows
from interventions.termfiles.stage import stage


class FileExchange(ImportExportMixin):
    """Set `sort` beside it, and `places(request)`: what an export may be limited to."""

    sort: ClassVar[FileKind]
    import_export_change_list_template = "admin/interventions/rows.html"

    def places(self, request: HttpRequest) -> list[tuple[str, str]]:
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        """Without the second step of django-import-export: here that is the staged import."""
        view = self.admin_site.admin_view
        own = [
            path("import/<str:which>/", view(self.example_file), name=self._name("example_file"))
        ]
        inherited = super().get_urls()
        return [*own, *(url for url in inherited if url.name != self._name("process_import"))]

    def import_action(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Reads a file and shows what it would do."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            staged = self._stage(form, request.user)
            if staged:
                address = reverse("admin:interventions_fileimport_change", args=[staged.pk])
                return HttpResponseRedirect(address)
        return page(
            request,
            "import.html",
            _("Import %(what)s") % {"what": self.opts.verbose_name_plural},
            form=form,
            opts=self.opts,
            columns=self.sort.columns,
            recent=FileImport.objects.filter(sort=self.sort.name).select_related("by")[:5],
        )

    def export_action(self, request: HttpRequest, **_kwargs: Any) -> Any:
        """Chooses a format, then downloads."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        form = ExportForm(request.POST or None, places=self.places(request))
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            rows = exported(self.sort, chosen["place"])
            return download(rows, f"{self.sort.name.value}", FORMATS[chosen["format"]])
        return draw(
            request,
            "export.html",
            _("Export %(what)s") % {"what": self.opts.verbose_name_plural},
            form=form,
            opts=self.opts,
        )

    def example_file(self, request: HttpRequest, which: str) -> StreamingHttpResponse:
        """`empty.xlsx`, `sample.csv` and the like."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        name, _dot, suffix = which.partition(".")
        rows = {"empty": empty_rows, "sample": sample_rows}.get(name)
        if rows is None or suffix not in FORMATS:
            raise Http404
        return download(rows(self.sort), f"{self.sort.name.value}-{name}", FORMATS[suffix])

    def _stage(self, form: UploadForm, by: Any) -> FileImport | None:
        upload = form.cleaned_data["file"]
        try:
            staged = stage(
                upload.file,
                upload.name,
                by=by,
                is_replacing=form.cleaned_data["is_replacing"],
                sort=self.sort,
            )
        except Unreadable as error:
            form.add_error("file", str(error))
            return None
        analyse(staged)
        return staged

    def _name(self, action: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{action}"
