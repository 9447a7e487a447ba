"""What changes several records or reaches beyond this app."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.publishing.append import require
from cms.publishing.block import block
from cms.publishing.freeze import open_edition
from cms.publishing.history import stored_history
from cms.publishing.keys import ObjectKey
from cms.publishing.log import History
from cms.publishing.models import Edition
from partners.documents import HelplineDocument
from partners.models import RetiredNumber
from partners.retired import as_value, retired_channels


class Holder(NamedTuple):
    """A published edition that holds a number, and the channels that are the number's."""

    digest: str
    channels: frozenset[str]
    """Such as `helpline:shout#text`."""


@transaction.atomic
def retire(number: RetiredNumber, *, by: Any) -> list[str]:
    """Puts a number on the list and takes it out of everything at once; returns what is blocked.

    A channel that has the number now, or in a coming edition, is blocked. Where a channel had it
    once, only the old editions are, so that no undo brings the number back.
    """
    require(by, "partners.add_retirednumber", _("You may not retire numbers."))
    number.full_clean()
    number.save()
    history = stored_history()
    holders = list(_holders(number, history))
    shown = history.editions(timezone.now())
    channels = {c for holder in holders if holder.digest in shown for c in holder.channels}
    covered = channels | history.blocked
    old = {holder.digest for holder in holders if not holder.channels <= covered}
    targets = sorted((channels | old) - history.blocked)
    for target in targets:
        block(target, by=by, reason=_("Retired: %(reason)s") % {"reason": number.reason})
    return targets


def _holders(number: RetiredNumber, history: History) -> Iterator[Holder]:
    """Every edition in the log with the number, live or not."""
    published = {item.edition for items in history.items.values() for item in items}
    editions = Edition.objects.filter(digest__in=published - history.erased - {None})
    for edition in editions.filter(key__startswith="helpline:"):
        document = open_edition(edition)
        if isinstance(document, HelplineDocument):
            found = retired_channels(document, [as_value(number)])
            key = ObjectKey(edition.key)
            channels = frozenset(key.inner(channel.key) for channel, _retired in found)
            if channels:
                yield Holder(edition.digest, channels)
