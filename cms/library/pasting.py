"""What somebody pastes into an editor, as it will be once saved."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from cms.library.richtext import clean

LONGEST_PASTED = 500_000
"""Characters. A word processor writes ten times as much as a text has."""


@require_POST
def pasted_text(request: HttpRequest) -> HttpResponse:
    """The HTML of the form, cleaned. Nothing is stored. Too much is left to the editor."""
    html = request.POST.get("html", "")
    if len(html) > LONGEST_PASTED:
        return HttpResponse(status=413)
    return HttpResponse(clean(html), content_type="text/plain; charset=utf-8")
