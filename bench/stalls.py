"""Matching while 100,000 terms are published, in the server as installed: `python -m bench.stalls`.

Quiet stretches and publications take turns. A publication lasts from the first edition written to
the last answer by the terms of before, so every worker's building falls into it.
"""

from bench.stage import FOLDER, ROOT, Stage, environment, prepare_demonstration, row  # isort: split

import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from bench import terms
from bench.server import Server, get

TERMS, ROUNDS = 100_000, 5
QUIET_SECONDS, SETTLED_SECONDS, PAUSE = 8.0, 2.0, 0.005
BODY = json.dumps({"query": "how to knit a scarf", "locale": "en", "country": "GB"}).encode()


class Asked(NamedTuple):
    at: float
    ms: float
    entry: int


def ask(port: int) -> Asked:
    time.sleep(PAUSE)
    started = time.perf_counter()
    status, body = get(port, "/api/v1/match", BODY)
    ended = time.perf_counter()
    assert status == 200, status
    return Asked(ended, (ended - started) * 1000, json.loads(body)["entry"])


def ask_in_quiet(port: int) -> list[Asked]:
    asked = [ask(port)]
    while asked[-1].at < asked[0].at + QUIET_SECONDS:
        asked.append(ask(port))
    return asked


def ask_through_a_publication(port: int) -> list[Asked]:
    """Ends when no worker has answered by the old terms for a while; gives what was before."""
    asked = [ask(port)]
    last_old = 0
    while asked[last_old].at + SETTLED_SECONDS > asked[-1].at or last_old == len(asked) - 1:
        asked.append(ask(port))
        if asked[-1].entry == asked[0].entry:
            last_old = len(asked) - 1
    return asked[: last_old + 1]


def p99(asked: list[Asked]) -> float:
    return statistics.quantiles((one.ms for one in asked), n=100)[98]


def main(count: int) -> None:
    prepare_demonstration()
    terms.publish_terms(count)
    installed = ("--config", str(ROOT / "gunicorn.conf.py"))
    server, asker = Server("cms.wsgi:application", environment(FOLDER), *installed), Stage()
    server.wait_until_up("/health/live")
    asker.ask(ask_in_quiet, server.port)
    quiet: list[Asked] = []
    busy: list[Asked] = []
    for number in range(ROUNDS):
        documents = terms.lists(count, seed=10 + number)
        quiet += asker.ask(ask_in_quiet, server.port)
        with ThreadPoolExecutor(1) as pool:
            asking = pool.submit(asker.ask, ask_through_a_publication, server.port)
            terms.publish(documents)
            busy += asking.result()
    for name, asked in (("quiet", quiet), ("while published", busy)):
        times = [one.ms for one in asked]
        found = f"{statistics.median(times):.1f}, {p99(asked):.1f}, {max(times):.0f}"
        row(f"{name}, {len(asked)} answers: ms p50, p99, longest", found)
    row("p99 while published over quiet", f"{p99(busy) / p99(quiet):.2f}", "<= 2")
    row("the longest while published, ms", f"{max(one.ms for one in busy):.0f}", "<= 50")
    asker.leave()
    server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TERMS)
