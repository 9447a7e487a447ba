"""Translations out as a file and in again."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cms.desk.imports.kinds import kind_named
from cms.desk.imports.stage import stage
from cms.desk.translate.board import kinds_written_by, targets
from cms.desk.translate.files import rows_out
from cms.publishing.kinds import Kind
from cms.tables.download import download
from cms.tables.reports import Unreadable
from cms.tables.writers import FORMATS


class FileForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    file = forms.FileField(label=gettext_lazy("File"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST, request.FILES)
        field: Any = self.fields["language"]
        field.choices = [(code, code) for code in targets()]


@require_safe
def out(request: HttpRequest, language: str) -> Any:
    """The texts of one language to work on elsewhere: those to be done, or with `?all` all."""
    file_format = FORMATS.get(request.GET.get("format", "csv"))
    if file_format is None:
        raise Http404
    kinds = _kinds(request, language)
    rows = rows_out(kinds, language, only_open="all" not in request.GET)
    return download(rows, f"translations-{language}", file_format)


@require_POST
def into(request: HttpRequest) -> HttpResponse:
    """Reads a file; nothing of it is stored as content before it was looked at."""
    form = FileForm(request)
    if not form.is_valid():
        messages.error(request, _("Choose a file and its language."))
        return HttpResponseRedirect(reverse("admin:translations"))
    language, file = form.cleaned_data["language"], form.cleaned_data["file"]
    _kinds(request, language)
    kind, person = kind_named(f"translations-{language}"), cast(User, request.user)
    try:
        staged = stage(file.file, file.name, by=person, kind=kind)
    except Unreadable as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:translations"))
    return HttpResponseRedirect(reverse("admin:desk_fileimport_change", args=[staged.pk]))


def _kinds(request: HttpRequest, language: str) -> list[Kind]:
    """What the person may write in the language; nothing at all is answered with a 404."""
    kinds = kinds_written_by(request.user, language)
    if not kinds:
        raise Http404
    return kinds
