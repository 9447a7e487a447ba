"""Verifying the log: every entry chained to the one before, every edition true to its hash."""

from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _

from cms.errors import Damaged
from cms.publishing.chain import as_log_entry, breaks, readable, rows_of
from cms.publishing.freeze import unpack
from cms.publishing.log import read
from cms.publishing.models import Edition, Entry, LogHead


def troubles() -> Iterator[str]:
    """One sentence for each thing that does not hold; nothing where the log is whole."""
    rows = rows_of(Entry.objects.select_related("release"))
    yield from breaks(rows, LogHead.objects.first() or LogHead())
    yield from _unreadable(rows)
    yield from _damaged_editions(rows)


def _unreadable(rows: list[Entry]) -> Iterator[str]:
    for row in rows:
        try:
            as_log_entry(row)
        except Damaged as error:
            yield str(error)


def _damaged_editions(rows: list[Entry]) -> Iterator[str]:
    history = read(readable(rows))
    named: dict[str, int] = {}
    for item in chain.from_iterable(history.items.values()):
        if item.edition and item.edition not in history.erased:
            named.setdefault(item.edition, item.entry)
    stored = Edition.objects.in_bulk()
    for digest, number in named.items():
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
