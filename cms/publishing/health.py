"""What troubles a worker of the public site, in one sentence for whoever looks after it."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

log = logging.getLogger(__name__)

CLOCK_JUMP = timedelta(seconds=60)


class Health:
    """How one worker is. `trouble` is what it says in its heartbeat, its log and on staff pages."""

    def __init__(self) -> None:
        self.trouble = ""
        self.flaw = ""
        """What is wrong although the log was read, such as an edition that was left out."""
        self.is_bare = False
        """Whether it started without a database and without a disk copy that shows anything."""
        self._latest = timezone.now()

    def note(self, *troubles: str) -> None:
        """Takes the first of the sentences that is none of '' for its trouble."""
        trouble = next(filter(None, troubles), "")
        if trouble and trouble != self.trouble:
            log.error("%s The public site keeps its last good snapshot.", trouble)
        self.trouble = trouble

    def of_clock(self, head_at: datetime | None) -> str:
        """What is wrong with this machine's clock, seen by the latest entry and by itself."""
        now = timezone.now()
        latest = max(self._latest, head_at or self._latest)
        self._latest = max(latest, now)
        if latest - now > CLOCK_JUMP:
            behind = (latest - now).total_seconds()
            return f"This machine's clock was set back by {behind:.0f} seconds."
        return ""
