"""What troubles a worker of the public site, in one sentence for whoever looks after it."""

import logging
import time
from datetime import datetime, timedelta

from django.utils import timezone

log = logging.getLogger(__name__)

STUCK_SECONDS = 30.0
END_SECONDS = 300.0
CLOCK_JUMP = timedelta(seconds=60)


class Health:
    """How one worker is. `trouble` is what it says in its heartbeat, its log and on staff pages."""

    def __init__(self) -> None:
        self.trouble = ""
        self.flaw = ""
        """What is wrong although the log was read, such as an edition that was left out."""
        self.is_bare = False
        """Whether it started without a database and without a disk copy that shows anything."""
        self.read_at: float | None = None
        """When the log was last read without trouble, by the monotonic clock."""
        self.round_at = time.monotonic()
        """When the background thread last came round, by the monotonic clock."""
        self._latest = timezone.now()

    def note(self, *troubles: str) -> None:
        """Takes the first of the sentences that is none of '' for its trouble."""
        trouble = next(filter(None, troubles), "")
        if trouble and trouble != self.trouble:
            log.error("%s The public site keeps its last good snapshot.", trouble)
        self.trouble = trouble

    def is_stuck(self) -> bool:
        """Whether the background thread hangs for so long that the worker should end.

        It would show what is blocked meanwhile. Before that it is told to the server's log.
        """
        idle = time.monotonic() - self.round_at
        if idle > STUCK_SECONDS:
            log.error("The log was not looked at for %.0f seconds: something hangs.", idle)
        return idle > END_SECONDS

    def last_read(self) -> str:
        """How old what this worker knows of the log may be, for whoever watches it."""
        if self.read_at is None:
            return "log not read yet"
        return f"log read {time.monotonic() - self.read_at:.0f} s ago"

    def of_clock(self, head_at: datetime | None) -> str:
        """What is wrong with this machine's clock, seen by the latest entry and by itself."""
        now = timezone.now()
        latest = max(self._latest, head_at or self._latest)
        self._latest = max(latest, now)
        if latest - now > CLOCK_JUMP:
            behind = (latest - now).total_seconds()
            return f"This machine's clock was set back by {behind:.0f} seconds."
        return ""
