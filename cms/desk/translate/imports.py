"""Translations out as a file and in again: read, shown, then applied as shown."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.desk.screens import attempt, draw
from cms.desk.translate.apply import apply, discard
from cms.desk.translate.board import kinds_written_by, targets
from cms.desk.translate.compare import TranslationChange, stage
from cms.desk.translate.files import rows_out
from cms.publishing.kinds import Kind
from cms.tables.download import download
from cms.tables.reports import Unreadable
from cms.tables.writers import FORMATS
from cms.translations.models import TranslationImport
from cms.translations.names import direction, language_name

ROWS = 100


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
    try:
        staged = stage(file.file, file.name, language, _kinds(request, language), by=request.user)
    except Unreadable as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:translations"))
    return HttpResponseRedirect(reverse("admin:translations_import", args=[staged.pk]))


@require_http_methods(["HEAD", "GET", "POST"])
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, to whoever brought it; it is applied or discarded from here."""
    staged = get_object_or_404(TranslationImport, pk=pk, by=request.user)
    kinds = _kinds(request, staged.language)
    if request.method == "POST":
        return _decided(request, staged, kinds)
    page = Paginator([TranslationChange(**row) for row in staged.rows], ROWS).get_page(
        request.GET.get("page")
    )
    return draw(
        request,
        "translations_import.html",
        _("Translations: %(name)s") % {"name": staged.name},
        staged=staged,
        page=page,
        language=language_name(staged.language),
        direction=direction(staged.language),
        is_open=staged.state == TranslationImport.State.STAGED,
    )


def _decided(request: HttpRequest, staged: TranslationImport, kinds: list[Kind]) -> HttpResponse:
    back = reverse("admin:translations_import", args=[staged.pk])
    if "discard" in request.POST:
        return attempt(request, lambda: discard(staged), done=_("Discarded."), back=back)
    return attempt(
        request,
        lambda: apply(staged, kinds, by=request.user),
        done=_("Applied. What the public sees changes only through a release."),
        back=back,
    )


def _kinds(request: HttpRequest, language: str) -> list[Kind]:
    """What the person may write in the language; nothing at all is answered with a 404."""
    kinds = kinds_written_by(request, language) if language in targets() else []
    if not kinds:
        raise Http404
    return kinds
