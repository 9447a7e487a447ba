"""Waiting for what is to come about, however busy the machine is: nothing is measured by it."""

import time
from collections.abc import Callable

PATIENCE = 240.0
"""Seconds until a wait gives up, far above what anything takes: only what hangs ends by it."""


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Asks again and again; gives up with a sentence that says what was waited for."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"Waited for {PATIENCE:.0f} s in vain: {what}"
        time.sleep(0.05)
