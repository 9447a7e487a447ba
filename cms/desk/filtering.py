"""Lists of the desk whose address asks for something that cannot be: the whole list, not an error.

Django checks which columns an address may filter by, and not whether the database can compare.
"""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldError, ValidationError
from django.db import DatabaseError

IMPOSSIBLE = (
    *(ValueError, TypeError, ArithmeticError, LookupError),
    *(FieldError, ValidationError, DatabaseError),
)


class CalmChangeList(ChangeList):
    """Asks the database once while it may still be told what is wrong."""

    def get_results(self, request: Any) -> None:
        try:
            super().get_results(request)
        except IMPOSSIBLE as problem:
            if not self.filter_params and not self.params:
                raise
            raise IncorrectLookupParameters from problem
