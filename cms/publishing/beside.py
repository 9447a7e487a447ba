"""Building in a background thread, so that the threads that answer hardly notice.

A thread that computes gives way after five milliseconds as Python comes, and Python's garbage
collector holds up all of them while it looks at everything there is: beside 100,000 terms for
half a second, several times while they are built.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

GIVES_WAY_AFTER = 0.0005


def prepare() -> None:
    """For a process that serves: what was imported until now is never looked at again."""
    sys.setswitchinterval(GIVES_WAY_AFTER)
    gc.freeze()


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
