"""Block: an object, an inner part or one edition is out of everything at once."""

from contextlib import suppress

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from cms.errors import Damaged, Refused
from cms.publishing.append import append, require, require_reason
from cms.publishing.freeze import open_edition
from cms.publishing.history import stored_history
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import kind_of
from cms.publishing.log import Action
from cms.publishing.models import Edition, Entry
from cms.publishing.reserve import with_reserve


def block(target: str, *, by: User, reason: str) -> Entry:
    """Takes the target out of pages, API, preview, undo, schedules and media.

    `target` is an object key (`helpline:shout`), an inner part (a number, such as
    `helpline:shout#text=85258`) or the digest of an edition.
    """
    key = target_key(target)
    if ObjectKey(target).part and not _is_part(key, target):
        raise Refused(_("%(target)s is no part of it.") % {"target": target})
    require(by, kind_of(key).block_permission, _("You may not block this."))
    require_reason(reason, _("Write a reason for the block."))
    history = stored_history()
    if target in history.blocked:
        raise Refused(_("%(target)s is blocked already.") % {"target": target})
    body = {"target": target, "keys": [key], "reason": reason}
    return with_reserve(lambda: append(Action.BLOCK, body, by=by))


def target_key(target: str) -> str:
    """The object that a target belongs to; Refused where nothing of that name is known."""
    named = ObjectKey(target)
    which: dict[str, str] = {"key": named.object} if named.name else {"digest": target}
    key = Edition.objects.filter(**which).values_list("key", flat=True).first()
    if key is None:
        raise Refused(_("Nothing named %(target)s was ever frozen.") % {"target": target[:80]})
    return key


def _is_part(key: str, target: str) -> bool:
    """Whether any edition of the object has the part: a block that misses must not look done."""
    for edition in Edition.objects.filter(key=key, payload__isnull=False).order_by("-frozen_at"):
        with suppress(Damaged):  # Another edition may have it, and a block must not wait.
            document = open_edition(edition)
            if document.without(frozenset({target})) != document:
                return True
    return False
