"""The import and export screens of an admin, behind the permissions `import` and `export`."""

from typing import Any, ClassVar

from django.contrib.auth.models import User
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

from cms.desk.generic import AnyModelAdmin
from cms.desk.imports.forms import ExportForm, UploadForm
from cms.desk.imports.kinds import FileKind
from cms.desk.imports.models import FileImport
from cms.desk.imports.stage import stage
from cms.desk.screens import draw, person
from cms.tables.download import download
from cms.tables.reports import Unreadable
from cms.tables.writers import FORMATS

MOST_RECENT = 5


class FileExchange(AnyModelAdmin):
    """Set `file_kinds` beside it: the files that hold what is listed here."""

    file_kinds: ClassVar[list[FileKind]]
    change_list_template = "admin/desk/exchange_list.html"

    def places(self, request: HttpRequest) -> list[tuple[str, str]]:
        """What an export may be limited to, for the person to choose from."""
        return []

    def exported_places(self, request: HttpRequest, chosen: list[str]) -> list[str]:
        return chosen

    def kinds_for(self, request: HttpRequest, action: str) -> list[FileKind]:
        return [kind for kind in self.file_kinds if kind.may(request.user, action)]

    def get_urls(self) -> list[Any]:
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("import/", view(self.import_view), name=f"{name}_import"),
            path("import/<str:which>/", view(self.example_file), name=f"{name}_example_file"),
            path("export/", view(self.export_view), name=f"{name}_export"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may = {f"may_{it}": bool(self.kinds_for(request, it)) for it in ("import", "export")}
        return super().changelist_view(request, may | (extra_context or {}))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Reads a file and shows what it would do."""
        kinds = self._allowed(request, "import")
        form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds)
        if request.method == "POST" and form.is_valid():
            staged = self._stage(form, person(request))
            if staged:
                address = reverse("admin:desk_fileimport_change", args=[staged.pk])
                return HttpResponseRedirect(address)
        names = [kind.name for kind in kinds]
        return draw(
            request,
            "import.html",
            _("Import %(what)s") % {"what": self.opts.verbose_name_plural},
            form=form,
            opts=self.opts,
            kinds=kinds,
            recent=FileImport.objects.filter(kind_name__in=names).select_related("by")[
                :MOST_RECENT
            ],
        )

    def export_view(self, request: HttpRequest) -> Any:
        """Chooses a format, then downloads."""
        kinds = self._allowed(request, "export")
        form = ExportForm(request.POST or None, kinds=kinds, places=self.places(request))
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            places = self.exported_places(request, chosen.get("place", []))
            return download(form.kind.exported(places), form.kind.name, FORMATS[chosen["format"]])
        return draw(
            request,
            "export.html",
            _("Export %(what)s") % {"what": self.opts.verbose_name_plural},
            form=form,
            opts=self.opts,
        )

    def example_file(self, request: HttpRequest, which: str) -> StreamingHttpResponse:
        """`empty.xlsx`, `sample.csv` and the like."""
        kind = self._allowed(request, "view")[0]
        name, _dot, suffix = which.partition(".")
        files = {"empty": (), "sample": kind.sample}
        if name not in files or suffix not in FORMATS:
            raise Http404
        return download([kind.columns.names, *files[name]], f"{kind.name}-{name}", FORMATS[suffix])

    def _allowed(self, request: HttpRequest, action: str) -> list[FileKind]:
        kinds = self.kinds_for(request, action)
        if not kinds:
            raise PermissionDenied
        return kinds

    def _stage(self, form: UploadForm, by: User) -> FileImport | None:
        upload, kind = form.cleaned_data["file"], form.kind
        try:
            staged = stage(
                upload.file,
                upload.name,
                by=by,
                is_replacing=form.cleaned_data.get("is_replacing", False),
                kind=kind,
            )
        except Unreadable as error:
            form.add_error("file", str(error))
            return None
        if kind.analyse and staged.state == FileImport.State.STAGED:
            kind.analyse(staged)
        return staged
