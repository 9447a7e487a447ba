"""Check: somebody tried a number, it holds, and the next try is due on a date."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cms.publishing import kinds
from cms.publishing.append import append, require
from cms.publishing.errors import Refused
from cms.publishing.log import Action
from cms.publishing.models import Entry


def record_check(key: str, *, by: Any, how: str, checked_on: date, due_on: date) -> Entry:
    """Notes that the number works. One editor is enough: it changes no word."""
    require(by, "publishing.record_check", _("You may not record checks."))
    if not kinds.kind_of(key).is_urgent:
        raise Refused(_("Only helplines are checked."))
    if not how.strip():
        raise Refused(_("Say how it was checked: called, texted, asked the partner …"))
    if due_on <= checked_on:
        raise Refused(_("The next check has to be due after this one."))
    return append(
        Action.CHECK,
        {
            "keys": [key],
            "how": how,
            "checked_on": checked_on.isoformat(),
            "due_on": due_on.isoformat(),
        },
        by=by,
    )
