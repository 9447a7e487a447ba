"""What somebody pastes into an editor, as it will be once saved."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from cms.library.richtext import clean


@require_POST
def pasted_text(request: HttpRequest) -> HttpResponse:
    """The HTML of the form, cleaned. Nothing is stored."""
    return HttpResponse(
        clean(request.POST.get("html", "")), content_type="text/plain; charset=utf-8"
    )
