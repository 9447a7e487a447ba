"""An outage of a minute, closed and frozen: `DATABASE_URL=postgres://... python -m bench.outage`.

Visitors go round two workers of a real server all the time. CI does the same for seconds
(`tests/test_real_workers.py`).
"""

import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from cms.database import configuration
from tests.outage import Outage, outage_of
from tests.server import Visitor, visited
from tests.visiting import PATHS

SECONDS = 60.0
VISITORS = 4


def go_round(outage: Outage, seconds: float) -> list[Visitor]:
    with ExitStack() as there:
        visitors = [there.enter_context(visited(outage.server, PATHS)) for _ in range(VISITORS)]
        time.sleep(seconds)
    return visitors


def told(kind: str, visitors: list[Visitor]) -> None:
    answers = sum(visitor.rounds for visitor in visitors) * len(PATHS)
    failed = [failure for visitor in visitors for failure in visitor.failures]
    cut_off = sum(visitor.cut_off for visitor in visitors)
    print(
        f"{kind:<28} {answers:>7} answers, {len(failed) + cut_off} failed   target 0", *failed[:3]
    )


def main() -> None:
    url = os.environ.get("DATABASE_URL") or sys.exit("DATABASE_URL is not set.")
    with (
        tempfile.TemporaryDirectory(prefix="wellspring-bench-") as folder,
        outage_of(Path(folder), configuration(urlsplit(url))) as outage,
    ):
        told("before", go_round(outage, 10))
        outage.begin()
        told(f"closed for {SECONDS:.0f} s", go_round(outage, SECONDS))
        outage.end()
        told("after", go_round(outage, 10))
        with outage.frozen():
            told(f"frozen for {SECONDS:.0f} s", go_round(outage, SECONDS))
        told("after", go_round(outage, 10))
        print(outage.server.manage("verify_log").strip())


if __name__ == "__main__":
    main()
