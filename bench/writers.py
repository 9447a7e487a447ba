"""How long 16 people who save at the same moment wait for each other: `python -m bench.writers`."""

from bench.stage import prepare_empty, row  # isort: split

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from bench.content import person, publish_guides
from cms.publishing.changes import record_change
from guides.models import Guide

WRITERS, WRITES = 16, 10


def write(writer: int) -> list[float]:
    """Seconds of each save, the wait for the others' included."""
    took, editor = [], person("editor", "Editor")
    for number in range(WRITES):
        started = time.monotonic()
        with transaction.atomic():
            guide = Guide.objects.get(key="listening-7")
            guide.title_en = f"By {writer}, the {number}th"
            guide.save()
            record_change(guide.object_key, by=editor)
        took.append(time.monotonic() - started)
    connection.close()
    return took


def main() -> None:
    prepare_empty()
    publish_guides(10)
    with ThreadPoolExecutor(WRITERS) as pool:
        waits = [took for writer in pool.map(write, range(WRITERS)) for took in writer]
    row("16 writers, ten saves each: the middle save", f"{statistics.median(waits):.2f} s")
    row("the slowest save", f"{max(waits):.2f} s", "<= 2 s")


if __name__ == "__main__":
    main()
