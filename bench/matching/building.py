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


def _longest_stall(work: Callable[[], object]) -> float:
    """The longest that another thread waits while the work is done."""
    longest, done = [0.0], threading.Event()

    def watch() -> None:
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.0005)
            now = time.perf_counter()
            longest[0] = max(longest[0], now - last)
            last = now

    watcher = threading.Thread(target=watch)
    watcher.start()
    work()
    done.set()
    watcher.join()
    return longest[0]


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
    stall = _longest_stall(lambda: Ruleset([*compiled(terms[:LIST_SIZE]), *lists[1:]]))
    row("longest wait of another thread meanwhile", f"{stall * 1e3:.0f} ms", "<= 50 ms")

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
