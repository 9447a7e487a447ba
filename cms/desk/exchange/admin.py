"""The import and export screens of an admin: only for those with the rights, and plain about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, TSV, XLSX


class ExchangeMixin(ImportExportMixin):
    """Set `resource_classes` beside it."""

    import_formats = [CSV, XLSX, TSV]
    export_formats = [CSV, XLSX, TSV]

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """A file that failed after its preview says so, instead of thanking for it."""
        if not result.has_errors() and not result.has_validation_errors():
            answer: HttpResponse = super().process_result(result, request)
            return answer
        messages.error(
            request,
            _("Nothing was imported: the content has changed since the preview. Try again."),
        )
        return HttpResponseRedirect(request.path.replace("process_import/", "import/"))
