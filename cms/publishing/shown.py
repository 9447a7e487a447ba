"""What one worker answers from: a snapshot, and the sites of now and soon, built beforehand."""

import threading
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from django.utils import timezone

from cms.publishing.snapshot import LiveContent, Snapshot

AHEAD = timedelta(minutes=2)
"""How long before a window opens its view is built."""

Warmer = Callable[[LiveContent], object]
"""Builds what a site's answers need, such as an automaton, before the first request does."""
Building = Callable[[bool], AbstractContextManager[object]]
"""Goes around what is built to be kept; told whether what was replaced before is still there."""


class Shown:
    """Requests read it while one thread in the background replaces what it holds."""

    def __init__(self, warmers: Sequence[Warmer] = ()) -> None:
        self.warmers = warmers
        self.building: Building = nullcontext
        self.snapshot = Snapshot()
        self._sites: tuple[LiveContent, ...] = ()
        self._replaced: Callable[[], LiveContent | None] = lambda: None
        self._swap = threading.Lock()

    def current(self, now: datetime | None = None) -> LiveContent:
        """The site at this instant, or at the given one."""
        now = now or timezone.now()
        for live in self._sites:
            if live.view.contains(now):
                return live
        return self._build(now)

    def show(self, snapshot: Snapshot) -> None:
        """Answers from the snapshot from now on; what it derives is built before."""
        before = self.snapshot.editions
        leaving = [before[digest] for digest in before.keys() - snapshot.editions.keys()]
        del before
        self._replace(snapshot)
        while leaving:
            # Many thousands of terms: all at once, this would hold requests up.
            leaving.pop()
            time.sleep(0)

    def turn(self) -> AbstractContextManager[object]:
        """Goes around all that is built to be kept."""
        return self.building(self._replaced() is not None)

    def build_ahead(self) -> None:
        """Builds the next view shortly before its time, so that no request has to."""
        now = timezone.now()
        sites = tuple(s for s in self._sites if s.view.until is None or s.view.until > now)
        sites = sites or (self._warmed(self.snapshot.at(now, self._latest())),)
        until = sites[-1].view.until
        if until and until - now < AHEAD:
            with self.turn():
                sites = (*sites, self._warmed(self.snapshot.at(until, sites[-1])))
        self._sites = sites

    def _replace(self, snapshot: Snapshot) -> None:
        before = self._latest()
        live = self._warmed(snapshot.at(timezone.now(), before))
        with self._swap:
            self.snapshot, self._sites = snapshot, (live,)
        if before:
            self._replaced = weakref.ref(before)

    def _build(self, now: datetime) -> LiveContent:
        """A site that nobody built ahead; kept if it is today's."""
        snapshot = self.snapshot
        live = snapshot.at(now, self._latest())
        with self._swap:
            if snapshot is self.snapshot and live.view.contains(timezone.now()):
                self._sites = (*self._sites, live)
        return live

    def _latest(self) -> LiveContent | None:
        return self._sites[-1] if self._sites else None

    def _warmed(self, live: LiveContent) -> LiveContent:
        for warm in self.warmers:
            warm(live)
        return live
