"""Erase: the content of an edition is emptied for good; its hash stays in the log."""

from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.publishing.models import Change, Edition


def refuse_unless_there(digest: str) -> str:
    """The key of the object that the edition is of; Refused where there is nothing to erase."""
    there = Edition.objects.filter(pk=digest, payload__isnull=False)
    key = there.values_list("key", flat=True).first()
    if key is None:
        raise Refused(_("This edition was erased before."))
    return key


def empty(digest: str) -> str:
    """Empties the edition, and returns the key of its object. Workers drop it from memory and
    disk as they read the entry that says so."""
    key = refuse_unless_there(digest)
    Edition.objects.filter(pk=digest).update(payload=None)
    Change.objects.filter(key=key).update(payload=None)
    return key
