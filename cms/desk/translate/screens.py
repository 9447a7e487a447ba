"""The screen of all translations, and the way out for translators who work in a spreadsheet."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cms.desk.content.people import languages_of
from cms.desk.screens import draw
from cms.desk.translate.board import board, kinds_seen_by, kinds_written_by, targets
from cms.translations.marks import State
from cms.translations.names import language_name

LINES = 50
OPEN = "open"


class BoardForm(forms.Form):
    """What to look at. Whoever has one language only starts with it."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            (OPEN, gettext_lazy("to be done")),
            (State.MISSING, gettext_lazy("missing")),
            (State.STALE, gettext_lazy("stale")),
            ("all", gettext_lazy("all")),
        ],
    )

    def __init__(self, request: HttpRequest) -> None:
        mine = languages_of(request)
        start = {"language": min(mine) if len(mine) == 1 else "", "kind": "", "state": OPEN}
        super().__init__({**start, **request.GET.dict()})
        self.kinds = kinds_seen_by(request)
        kinds = ((kind.name, kind.model._meta.verbose_name_plural) for kind in self.kinds)
        names = ((code, language_name(code)) for code in targets())
        self._fill("language", names)
        self._fill("kind", kinds)

    def _fill(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("all")), *choices]


@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    """The matrix: a row for each object, a column for each language."""
    form = BoardForm(request)
    chosen = form.cleaned_data if form.is_valid() else {"language": "", "kind": "", "state": OPEN}
    shown = [chosen["language"]] if chosen["language"] else targets()
    lines = board((k for k in form.kinds if chosen["kind"] in ("", k.name)), shown)
    found = [line for line in lines if _fits(line, chosen["state"])]
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    return draw(
        request,
        "translations.html",
        _("Translations"),
        form=form,
        page=page,
        shown=[(code, language_name(code)) for code in shown],
        writable=[(c, language_name(c)) for c in targets() if kinds_written_by(request.user, c)],
    )


def _fits(line: Any, state: str) -> bool:
    if state in (State.MISSING, State.STALE):
        return any(cell.counts[State(state)] for cell in line.cells)
    return state == "all" or line.is_open
