"""The import and export screens of an admin, at the addresses and behind the rights of
django-import-export. What happens there is `trial`."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from import_export.admin import ImportExportMixin

from cms.desk.exchange.forms import (
    LONGEST_PREVIEW,
    ConfirmForm,
    ExportForm,
    ImportForm,
    name_of,
)
from cms.desk.exchange.resource import ContentResource
from cms.desk.exchange.trial import Outcome, carry_out, read_table, try_out
from cms.desk.permissions import permission_for
from cms.desk.screens import draw, why
from cms.errors import Refused
from cms.tables.download import download
from cms.tables.reports import RowFinding, Unreadable
from cms.tables.writers import FORMATS

MOST_LINKED = 50
"""An address holds no more keys."""


class ExchangeMixin(ImportExportMixin):
    """Set `resource_classes` beside it: the kind of content, and the parts that hang on it."""

    resource_classes: ClassVar[list[type[ContentResource]]] = []

    def import_action(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Takes a file and shows what it would do; nothing is changed."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self._import_form(request)
        if request.method == "POST" and form.is_valid():
            try:
                return self._tried(request, form)
            except Unreadable as error:
                form.add_error("file", str(error))
        return self._import_page(request, form)

    @method_decorator(require_POST)
    def process_import(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Imports what the page showed, or nothing."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = ConfirmForm(request.POST, by=request.user)
        what, rows, shown = form.cleaned_data["preview"] if form.is_valid() else ("", [], "")
        resources = {name_of(resource): resource for resource in self._resources(request, "import")}
        if what not in resources:
            messages.error(request, _("This preview is too old. Choose the file again."))
            return HttpResponseRedirect(self._address("import"))
        try:
            outcome = carry_out(resources[what](), rows, shown, by=request.user)
        except Refused as error:
            messages.error(request, why(error))
            return HttpResponseRedirect(self._address("import"))
        self._thank(request, outcome)
        return HttpResponseRedirect(self._address("changelist"))

    def export_action(self, request: HttpRequest, **_kwargs: Any) -> Any:
        """Chooses a format, then downloads what the list shows under its filters."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        chosen = self.get_export_queryset(request)
        form = ExportForm(request.POST or None, resources=self._resources(request, "export"))
        if request.method == "POST" and form.is_valid():
            rows = form.resource.rows(chosen)
            name = name_of(form.resource)
            return download(rows, name, FORMATS[form.cleaned_data["format"]])
        return draw(
            request,
            "export.html",
            _("Export %(what)s") % {"what": self.opts.verbose_name_plural},
            form=form,
            opts=self.opts,
            size=chosen.count(),
        )

    def _resources(self, request: HttpRequest, action: str) -> list[type[ContentResource]]:
        """Those whose rows the person may import, or export."""
        return [
            resource
            for resource in self.resource_classes
            if request.user.has_perm(permission_for(action, resource._meta.model))
        ]

    def _import_form(self, request: HttpRequest) -> ImportForm:
        return ImportForm(
            request.POST or None,
            request.FILES or None,
            resources=self._resources(request, "import"),
        )

    def _tried(self, request: HttpRequest, form: ImportForm) -> HttpResponse:
        resource, upload = form.resource, form.cleaned_data["file"]
        rows, notes = read_table(upload.file, resource)
        if any(note.is_blocking for note in notes):
            return self._import_page(request, form, notes)
        outcome = try_out(resource, rows, by=request.user)
        if outcome.is_blocked:
            return self._import_page(request, form, outcome.findings)
        confirm = ConfirmForm(by=request.user)
        preview = confirm.sealed(name_of(resource), rows, outcome.fingerprint)
        if len(preview) > LONGEST_PREVIEW:
            raise Unreadable(_("The file holds too much text at once. Import it in parts."))
        confirm.initial = {"preview": preview}
        return draw(
            request,
            "import_preview.html",
            _("Import: %(name)s") % {"name": upload.name},
            form=confirm,
            opts=self.opts,
            outcome=outcome,
            findings=notes,
        )

    def _import_page(
        self, request: HttpRequest, form: ImportForm, findings: tuple[RowFinding, ...] = ()
    ) -> HttpResponse:
        return draw(
            request,
            "import.html",
            _("Import %(what)s") % {"what": self.opts.verbose_name_plural},
            form=form,
            opts=self.opts,
            findings=findings,
            tables=[
                (resource.get_display_name(), resource().columns)
                for resource in self._resources(request, "import")
            ],
        )

    def _thank(self, request: HttpRequest, outcome: Outcome) -> None:
        """Says what was written, in the history of each object too, and leads on to a release."""
        for owner in outcome.owners:
            self.log_change(request, owner, _("Changed by an imported file."))
        size = len(outcome.rows)
        done = ngettext("%d row imported.", "%d rows imported.", size) % size
        draft = _("The public sees it only through a release.")
        link: str = ""
        if len(outcome.owners) <= MOST_LINKED:
            keys = [("key", owner.object_key) for owner in outcome.owners]
            address = f"{reverse('admin:release_add')}?{urlencode(keys)}"
            link = format_html('<a href="{}">{}</a>', address, _("Add to a release"))
        messages.success(request, format_html("{} {} {}", done, draft, link))

    def _address(self, action: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{action}")
