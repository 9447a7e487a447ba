"""A public page against the least that Django and WSGI can do: `python -m bench.pages`.

All of it in one process without a network, at ten and at ten thousand live objects.
"""

from bench.stage import Stage, prepare_empty, row  # isort: split

import statistics

from bench.content import publish_guides
from bench.wsgi import Request, microseconds, plain_application
from cms.publishing import catalog
from public.handler import Handler

PATH = "/en/guides/listening-7/"
FEW, MANY = 10, 10_000
ROUNDS, REQUESTS = 40, 250

contestants: dict[str, Request] = {}
"""What this process is asked for; filled by `prepare`."""


def prepare(guides: int) -> int:
    """Fills the site; returns the size of its page in bytes."""
    prepare_empty()
    publish_guides(guides)
    catalog.catalog().refresh()
    contestants["page"] = Request(Handler(), PATH)
    contestants["constant"] = Request(plain_application(), "/page/")
    return len(contestants["page"].ask())


def measure() -> dict[str, float]:
    """Microseconds of CPU a request, for each in turn."""
    return {name: microseconds([request] * REQUESTS) for name, request in contestants.items()}


def main() -> None:
    stages = {count: Stage() for count in (FEW, MANY)}
    for count, stage in stages.items():
        print(f"{count:,} live objects; the page has {stage.ask(prepare, count):,} bytes")
    rounds = [{count: stage.ask(measure) for count, stage in stages.items()} for _ in range(ROUNDS)]
    for count in stages:
        typical = {
            name: statistics.median(found[count][name] for found in rounds)
            for name in rounds[0][count]
        }
        for name, cost in typical.items():
            row(f"{count:,} objects, {name}: CPU us a request", f"{cost:.0f}")
        against = typical["constant"] / typical["page"]
        row(f"{count:,} objects, page against the constant view", f"{against:.2f}", ">= 1.0")
    slower = [found[MANY]["page"] / found[FEW]["page"] for found in rounds]
    row("the page at 10,000 objects over at 10", f"{statistics.median(slower):.2f}", "<= 1.2")
    for stage in stages.values():
        stage.leave()


if __name__ == "__main__":
    main()
