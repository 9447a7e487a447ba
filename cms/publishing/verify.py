"""Verifying the log: every entry chained to the one before, every edition true to its hash."""

from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _

from cms.errors import Damaged
from cms.publishing.append import entry_hash
from cms.publishing.freeze import unpack
from cms.publishing.history import stored_history
from cms.publishing.models import Edition, Entry, LogHead


def troubles() -> Iterator[str]:
    """One sentence for each thing that does not hold; nothing where the log is whole."""
    yield from _broken_chain()
    yield from _damaged_editions()


def _broken_chain() -> Iterator[str]:
    previous, expected = "0" * 64, 1
    for entry in Entry.objects.order_by("number").select_related("release").iterator():
        where = f"Entry {entry.number}" + (f" (“{entry.release}”)" if entry.release else "")
        if entry.number != expected:
            yield _("Entry %(number)d is missing before %(where)s.") % {
                "number": expected,
                "where": where,
            }
        if entry.previous != previous:
            yield _("%(where)s does not follow the entry before it.") % {"where": where}
        if entry_hash(entry) != entry.hash:
            yield _("%(where)s was changed after it was written.") % {"where": where}
        previous, expected = entry.hash, entry.number + 1
    head = LogHead.objects.first() or LogHead()
    if (head.number, head.hash) != (expected - 1, previous):
        yield _("The log should end at entry %(number)d, and does not: entries were cut off.") % {
            "number": head.number
        }


def _damaged_editions() -> Iterator[str]:
    history = stored_history()
    named: dict[str, int] = {}
    for item in chain.from_iterable(history.items.values()):
        if item.edition:
            named.setdefault(item.edition, item.entry)
    stored = Edition.objects.in_bulk()
    for digest, number in named.items():
        if digest in history.erased:
            continue
        if digest not in stored:
            yield _("Edition %(digest)s of entry %(number)d is missing.") % {
                "digest": digest[:12],
                "number": number,
            }
            continue
        try:
            unpack(stored[digest])
        except Damaged as error:
            yield _("Entry %(number)d: %(error)s") % {"number": number, "error": error}
