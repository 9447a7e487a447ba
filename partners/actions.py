"""What changes several records or reaches beyond this app."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from cms.publishing.append import require
from cms.publishing.block import block
from cms.publishing.freeze import open_edition
from cms.publishing.history import stored_history
from cms.publishing.keys import ObjectKey
from cms.publishing.log import History
from cms.publishing.models import Edition
from partners.documents import ChannelDocument, HelplineDocument
from partners.models import RetiredNumber
from partners.retired import as_value, retired_channels


@transaction.atomic
def retire(number: RetiredNumber, *, by: User) -> list[str]:
    """Puts a number on the list and takes it out of everything at once; returns what is blocked.

    Each helpline that has it in an edition, live or not, is blocked by it: no undo brings it back.
    """
    require(by, "partners.add_retirednumber", _("You may not retire numbers."))
    number.full_clean()
    number.save()
    history = stored_history()
    targets: list[str] = []
    for key, document, channel in _holders(number, history):
        blocked = history.blocked.union(targets)
        if channel.label not in document.hidden_by(blocked):
            targets.append(ObjectKey(key).inner(channel.number))
    for target in targets:
        block(target, by=by, reason=_("Retired: %(reason)s") % {"reason": number.reason})
    return targets


def _holders(
    number: RetiredNumber, history: History
) -> Iterator[tuple[str, HelplineDocument, ChannelDocument]]:
    """Every channel with the number in an edition of the log, live or not, with its helpline."""
    published = {item.edition for items in history.items.values() for item in items}
    editions = Edition.objects.filter(digest__in=published - history.erased - {None})
    for edition in editions.filter(key__startswith="helpline:").order_by("key", "frozen_at"):
        document = open_edition(edition)
        if isinstance(document, HelplineDocument):
            for channel, _retired in retired_channels(document, [as_value(number)]):
                yield edition.key, document, channel
