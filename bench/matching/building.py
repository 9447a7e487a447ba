"""What it costs to build, and how long it holds others up: `python -m bench.matching.building`."""

import gc
import threading
import time
import tracemalloc
from collections.abc import Callable

from bench.matching.corpus import LIST_SIZE, compiled, phrases, row
from interventions.matching import Ruleset, Term, ordinary_words


def _copies(terms: list[Term]) -> list[Term]:
    return [Term(term.text, term.locale, term.topic, exceptions=term.exceptions) for term in terms]


def _longest_stall(work: Callable[[], object]) -> tuple[float, float]:
    """The longest that another thread waits for the work, and the most CPU used in a wait.

    On a busy machine a wait is longer than the work that it waits for.
    """
    longest, done = [0.0, 0.0], threading.Event()

    def watch() -> None:
        last = time.perf_counter(), time.process_time()
        while not done.is_set():
            time.sleep(0.0005)
            now = time.perf_counter(), time.process_time()
            longest[:] = [max(most, b - a) for most, a, b in zip(longest, last, now, strict=True)]
            last = now

    watcher = threading.Thread(target=watch)
    watcher.start()
    work()
    done.set()
    watcher.join()
    return longest[0], longest[1]


def main() -> None:
    terms = phrases(100_000)
    started = time.process_time()
    ordinary_words()
    row("ordinary words read, CPU", f"{(time.process_time() - started) * 1e3:.0f} ms", "<= 100 ms")

    started = time.process_time()
    lists = compiled(terms)
    Ruleset(lists)
    row("100,000 terms: build, CPU", f"{time.process_time() - started:.2f} s", "<= 5 s")

    # As a worker builds: the collector keeps out of it.
    gc.disable()
    started = time.process_time()
    changed = compiled(terms[:LIST_SIZE])
    alone = time.process_time() - started
    Ruleset([*changed, *lists[1:]])
    both = time.process_time() - started
    found = f"{alone:.2f} s, {both:.2f} s"
    row("one list of 5,000: compiled, and combined with the rest", found, "<= 0.3 s")

    gc.collect()
    wait, work = _longest_stall(lambda: Ruleset([*compiled(terms[:LIST_SIZE]), *lists[1:]]))
    row("longest wait of another thread meanwhile", f"{wait * 1e3:.0f} ms", "<= 50 ms")
    row("the most CPU used in one such wait", f"{work * 1e3:.0f} ms", "<= 50 ms")

    gc.enable()
    del changed
    gc.collect()
    tracemalloc.start()
    kept = Ruleset(compiled(_copies(terms)))
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    row("memory of 100,000 terms (the automaton's not counted)", f"{memory:.0f} MB", "<= 80 MB")
    assert kept.lists


if __name__ == "__main__":
    main()
