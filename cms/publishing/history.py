"""The log as the database has it, read into a `History`: once by each process, then continued."""

from dataclasses import dataclass, field

from cms.errors import Damaged
from cms.publishing.chain import START, as_log_entry, breaks, readable, rows_of
from cms.publishing.log import History, LogEntry, read
from cms.publishing.models import Entry, LogHead


@dataclass(frozen=True)
class KnownLog:
    """The log until one of its entries. That entry's hash tells whether another follows it."""

    history: History = field(default_factory=History)
    hash: str = START

    def ends_at(self, head: LogHead) -> bool:
        return (self.history.head, self.hash) == (head.number, head.hash)


def continued(known: KnownLog, head: LogHead) -> tuple[KnownLog, list[Entry]]:
    """The log until the head, and its rows that are new.

    Damaged where they do not follow what is known, or one of them does not hold or can't be read.
    """
    number = known.history.head
    rows = rows_of(Entry.objects.filter(number__gt=number, number__lte=head.number))
    for trouble in breaks(rows, head, number, known.hash):
        raise Damaged(trouble)
    return KnownLog(read(map(as_log_entry, rows), known.history), head.hash), rows


class _Memory:
    """What this process has read. Threads may share it: a reading is replaced, never changed."""

    def __init__(self) -> None:
        self.reading = KnownLog()

    def history(self) -> History:
        head = LogHead.objects.first() or LogHead()
        known = self.reading
        if not known.ends_at(head):
            until = Entry.objects.filter(number__lte=head.number)
            rows = rows_of(until.filter(number__gt=known.history.head))
            if not rows or rows[0].previous != known.hash:
                known, rows = KnownLog(), rows_of(until)
            self.reading = known = KnownLog(read(readable(rows), known.history), head.hash)
        return known.history


_memory = _Memory()


def stored_history() -> History:
    """Everything the log says until now, as far as it can be read.

    Staff see what there is also of a log that does not hold, and can block. Workers do not
    follow such a log.
    """
    return _memory.history()


def stored_log(*, until: int) -> list[LogEntry]:
    """The entries up to the given number, oldest first, as far as they can be read."""
    return list(readable(rows_of(Entry.objects.filter(number__lte=until))))
