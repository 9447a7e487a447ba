"""What the public gets from a worker that has nothing to answer from.

It started without the database and without a disk copy that could be read. "Nothing was found"
would then be no answer to somebody who looks for help, nor to a program that asks for them.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse

from cms.publishing import catalog
from public.errors import plain_error

RETRY_SECONDS = 10
SENTENCE = "Nothing is published here, or it can't be read now. Ask again in a moment."
WITHOUT_CONTENT = (
    *("/health/", "/static/", "/style/", "/robots.txt", "/.well-known/"),
    *("/api/v1/openapi.json", "/api/v1/docs"),
)
"""What is the same whatever is published."""
FOR_HELP = ("/api/v1/match", "/api/v1/help")
"""Where programs ask for people: of these a new site can't answer either."""


def unready(request: HttpRequest) -> HttpResponse | None:
    """The answer that asks for patience; None where there is something to answer from.

    The rest of a new site, whose log is known to be empty, is shown: it denies nothing.
    """
    path = request.path_info
    if path.startswith(WITHOUT_CONTENT):
        return None
    if not (catalog.has_nothing() if path in FOR_HELP else catalog.is_bare()):
        return None
    is_api = path.startswith("/api/")
    answer = JsonResponse({"detail": SENTENCE}, status=503) if is_api else plain_error(503)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer
