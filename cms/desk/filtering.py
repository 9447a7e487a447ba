"""Lists of the desk whose address asks for something that cannot be: the whole list, not an error.

Django checks which columns an address may filter by, and not whether the database can compare.
"""

from typing import Any

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.core.exceptions import FieldError, ValidationError
from django.db import DatabaseError

IMPOSSIBLE = (
    *(ValueError, TypeError, ArithmeticError, LookupError),
    *(FieldError, ValidationError, DatabaseError),
)


LONGEST_SEARCH = 120
"""Characters: each word is looked for in each field, and a database gives up on too many."""


class CalmSearchForm(ChangeListSearchForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SEARCH_VAR] = forms.CharField(
            required=False, strip=False, max_length=LONGEST_SEARCH
        )


class CalmChangeList(ChangeList):
    """Asks the database once while it may still be told what is wrong."""

    search_form_class = CalmSearchForm

    def get_results(self, request: Any) -> None:
        try:
            super().get_results(request)
        except IMPOSSIBLE as problem:
            if not self.filter_params and not self.params:
                raise
            raise IncorrectLookupParameters from problem
