"""Check: somebody tried whether a thing works, it does, and the next try is due on a date."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.publishing import kinds
from cms.publishing.append import append, require
from cms.publishing.log import Action
from cms.publishing.models import Entry

EARLIEST = date(2000, 1, 1)
LONGEST = timedelta(days=400)
"""Until when the next check has to be due: a typing mistake must not hide a number for good."""
AHEAD = timedelta(hours=14)
"""How far the first clocks of the world are ahead of UTC."""


def record_check(key: str, *, by: User, how: str, checked_on: date, due_on: date) -> Entry:
    """Notes that it works. One editor is enough: it changes no word."""
    require(by, "publishing.record_check", _("You may not record checks."))
    if not _is_checked(key):
        checked = kinds.names_of(kind for kind in kinds.all_kinds() if kind.is_checked)
        raise Refused(_("Only %(kinds)s are checked.") % {"kinds": checked})
    if not how.strip():
        raise Refused(_("Say how it was checked: called, texted, asked the partner …"))
    for _field, message in wrong_dates(checked_on, due_on):
        raise Refused(message)
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


def wrong_dates(checked_on: date, due_on: date) -> Iterator[tuple[str, str]]:
    """What is wrong with the dates of a check: the name of the field and a sentence."""
    if checked_on > (timezone.now() + AHEAD).date():
        yield "checked_on", _("The check is in the future: give the day on which it was done.")
    elif checked_on < EARLIEST:
        yield "checked_on", _("The check is too long ago: give the day on which it was done.")
    if due_on <= checked_on:
        yield "due_on", _("The next check has to be due after this one.")
    elif due_on - checked_on > LONGEST:
        yield "due_on", _("The next check has to be due within 400 days after this one.")


def _is_checked(key: str) -> bool:
    try:
        kind = kinds.kind_of(key)
        kinds.object_for(key)
    except (LookupError, ObjectDoesNotExist):
        raise Refused(_("Nothing has the key “%(key)s”.") % {"key": key[:120]}) from None
    return kind.is_checked
