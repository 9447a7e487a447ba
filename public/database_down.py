"""What staff see while the database is away, or a disk is full.

Nothing was saved, and nothing of theirs is lost.
"""

import sys
from typing import NamedTuple

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from cms import database
from cms.desk.merging.seen import NAME as SEEN
from cms.translations.columns import columns

RETRY_SECONDS = 10
SHORTEST_TEXT = 20
"""What is longer is shown to be read and copied, and so is every translated text; the rest is only
sent again."""
NOT_KEPT = ("csrfmiddlewaretoken",)


UNREADABLE = (
    MultiPartParserError,
    RequestDataTooBig,
    SuspiciousOperation,
    RawPostDataException,
    OSError,
)
"""What reading a form raises, also where its first reading was given up halfway."""


class Field(NamedTuple):
    """One value of a form as it came."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        is_translated = bool(self.value) and self.name.endswith(tuple(columns("")))
        is_typed = self.name != SEEN and not self.name.startswith("_")
        return is_translated or (len(self.value) > SHORTEST_TEXT and is_typed)


def is_down() -> bool:
    """Whether the exception that is being handled says that the database can't be reached or read.

    SQLite says of a file that is damaged no more than that it is an error. Django says that too,
    of a row that is gone, but not because of another.
    """
    error = sys.exc_info()[1]
    is_unreadable = type(error) is DatabaseError and error.__cause__ is not None
    return is_unreadable or isinstance(error, (OperationalError, InterfaceError))


def is_full() -> bool:
    """Whether the exception that is being handled says that a disk is full."""
    return database.is_full(sys.exc_info()[1])


def database_down_page(request: HttpRequest) -> HttpResponse:
    """A page that sends the same again. Passwords and the form's token are not repeated."""
    context = {
        "is_full": is_full(),
        "address": request.get_full_path(),
        "is_form": request.method == "POST" and request.path_info.startswith("/admin/"),
        "fields": (fields := _fields(request)),
        "has_files": bool(fields and request.FILES),
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("admin/database_down_page.html", context), status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def _fields(request: HttpRequest) -> list[Field]:
    try:
        lists = request.POST.lists()
    except UNREADABLE:
        return []
    return [
        Field(name, str(value))
        for name, values in lists
        for value in values
        if "password" not in name and name not in NOT_KEPT
    ]
