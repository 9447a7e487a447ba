"""What visitors say about a line, counted in memory: no person, no address, no time of day."""

from collections import Counter
from enum import StrEnum
from threading import Lock

MOST = 100
"""As often a line and reason count in a day, on all workers: no crowd of clicks drowns others."""


class Reason(StrEnum):
    NOT_WORKING = "not_working"
    NOT_FITTING = "not_fitting"


Said = tuple[str, Reason]
"""The key of a helpline and what was said of it."""


class Tally:
    """One process's counts since they were last saved."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._counts: Counter[Said] = Counter()
        self._lock = Lock()

    def note(self, key: str, reason: Reason, times: int = 1) -> None:
        with self._lock:
            self._counts[key, reason] = min(self._counts[key, reason] + times, self.most)

    def take(self) -> dict[Said, int]:
        """All counts, which start at nothing again."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return dict(taken)


tally = Tally()
