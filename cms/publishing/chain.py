"""The chain of the log: each entry numbered after the one before it, and holding its hash."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.errors import Damaged
from cms.publishing.canonical import digest_of
from cms.publishing.log import LogEntry, entry_of
from cms.publishing.models import Entry, LogHead

START = LogHead().hash


def entry_hash(row: Entry) -> str:
    """The hash that chains the entry to the one before it: over all that it says."""
    return digest_of(
        {
            "number": row.number,
            "previous": row.previous,
            "action": row.action,
            "at": row.at.astimezone(UTC).isoformat(),
            "by": row.by_name,
            "release": row.release_id,
            "body": row.body,
        }
    )


def holds(row: Entry) -> bool:
    """Whether the row says what it said when it was written."""
    with suppress(ValueError):
        return entry_hash(row) == row.hash
    return False


def breaks(
    rows: Iterable[Entry], head: LogHead, number: int = 0, previous: str = START
) -> Iterator[str]:
    """A sentence for each place where the rows do not follow the entry `number` up to the head."""
    for row in rows:
        if row.number != number + 1:
            yield _("Entry %(number)d is missing before %(where)s.") % {
                "number": number + 1,
                "where": _named(row),
            }
        if row.previous != previous:
            yield _("%(where)s does not follow the entry before it.") % {"where": _named(row)}
        if not holds(row):
            yield _("%(where)s was changed after it was written.") % {"where": _named(row)}
        number, previous = row.number, row.hash
    if (head.number, head.hash) != (number, previous):
        yield _(
            "The log should end at entry %(number)d, and does not: entries were cut off or "
            "replaced."
        ) % {"number": head.number}


def _named(row: Entry) -> str:
    return f"Entry {row.number}" + (f" (“{row.release}”)" if row.release_id else "")


def rows_of(stored: QuerySet[Entry]) -> list[Entry]:
    """The rows, the oldest first, without those whose body is no JSON at all."""
    rows = stored.order_by("number")
    try:
        return list(rows)
    except ValueError:
        return list(_one_by_one(rows))


def _one_by_one(rows: QuerySet[Entry]) -> Iterator[Entry]:
    for number in rows.values_list("number", flat=True):
        with suppress(ValueError):
            yield rows.get(number=number)


def as_log_entry(row: Entry) -> LogEntry:
    """The row as the log is read; Damaged where this version of the program can't read it."""
    return entry_of(row.number, row.action, row.at, row.body)


def readable(rows: Iterable[Entry]) -> Iterator[LogEntry]:
    """What can be read of the rows."""
    for row in rows:
        with suppress(Damaged):
            yield as_log_entry(row)
