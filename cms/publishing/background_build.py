"""Building in a background thread, so that the threads that answer hardly notice.

A thread that computes gives way after five milliseconds as Python comes, and Python's garbage
collector holds up all of them while it looks at everything there is: beside 100,000 terms for
half a second, several times while they are built. Where all workers of a machine build at once,
their answers wait for a core.
"""

import fcntl
import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

GIVES_WAY_AFTER = 0.0005
NICENESS = 5
"""Lets answers go first. With more of it a busy machine would leave no time for a block."""
LONGEST_WAIT = 5.0


def prepare() -> None:
    """For a process that serves: what was imported until now is never looked at again."""
    sys.setswitchinterval(GIVES_WAY_AFTER)
    gc.freeze()


def give_way() -> None:
    """Lets this thread go second where there is more to do than there are cores."""
    if sys.platform == "linux":  # Elsewhere it would be the whole process.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


@contextmanager
def in_turn(folder: Path, thaws: bool) -> Iterator[None]:
    """Builds when no other worker that uses the folder does, or when that takes too long."""
    with ExitStack() as held:
        with suppress(OSError):
            _wait_for(held.enter_context((folder / "turn").open("w")))
        with uncollected(thaws):
            yield


def _wait_for(turn: IO[str]) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return


@contextmanager
def uncollected(thaws: bool) -> Iterator[None]:
    """What is made meanwhile is not looked through for cycles, then or later.

    It is freed when nothing refers to it any more, as all that holds no cycle. What requests leave
    in cycles meanwhile is not, some kilobytes. Where that kept a whole site alive, `thaws` lets
    the collector go through everything once more.
    """
    if thaws:
        gc.unfreeze()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
