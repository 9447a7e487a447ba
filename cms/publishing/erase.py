"""Erase: the content of an edition is emptied for good; its hash stays in the log."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.publishing.append import append, require, require_reason
from cms.publishing.log import Action
from cms.publishing.models import Change, Edition, Entry


@transaction.atomic
def erase(edition: Edition, *, by: User, reason: str) -> Entry:
    """Empties the edition. Workers drop it from memory and disk as they read the entry."""
    require(by, "publishing.erase_edition", _("Only an administrator may erase."))
    require_reason(reason, _("Write a reason for the erasure."))
    if edition.payload is None:
        raise Refused(_("This edition was erased before."))
    Edition.objects.filter(pk=edition.pk).update(payload=None)
    Change.objects.filter(key=edition.key).update(payload=None)
    body = {"edition": edition.digest, "keys": [edition.key], "reason": reason}
    return append(Action.ERASE, body, by=by)
