"""The log as the database has it, read into a `History`: once by each process, then continued."""

from dataclasses import dataclass, field

from cms.publishing.append import as_log_entry
from cms.publishing.log import History, LogEntry, read
from cms.publishing.models import Entry, LogHead


@dataclass(frozen=True)
class KnownLog:
    """The log until one of its entries. That entry's hash tells whether another follows it."""

    history: History = field(default_factory=History)
    hash: str = LogHead().hash

    def ends_at(self, head: LogHead) -> bool:
        return (self.history.head, self.hash) == (head.number, head.hash)


def continued(known: KnownLog, head: LogHead) -> tuple[KnownLog, list[Entry]]:
    """The log until the head, and what of it is new: all of it where the chain is another one."""
    until = Entry.objects.filter(number__lte=head.number).order_by("number")
    new = list(until.filter(number__gt=known.history.head))
    if not new or new[0].previous != known.hash:
        known, new = KnownLog(), list(until)
    return KnownLog(read(map(as_log_entry, new), known.history), head.hash), new


class _Memory:
    """What this process has read. Threads may share it: a reading is replaced, never changed."""

    def __init__(self) -> None:
        self.reading = KnownLog()

    def history(self) -> History:
        head = LogHead.objects.first() or LogHead()
        reading = self.reading
        if not reading.ends_at(head):
            reading, _new = continued(reading, head)
            self.reading = reading
        return reading.history


_memory = _Memory()


def stored_history() -> History:
    """Everything the log says until now."""
    return _memory.history()


def stored_log(*, until: int) -> list[LogEntry]:
    """The entries up to the given number, oldest first."""
    return [as_log_entry(e) for e in Entry.objects.filter(number__lte=until).order_by("number")]
