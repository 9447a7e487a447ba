"""Terms and queries to measure with: the seeds, and phrases of ordinary words."""

import lzma
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from interventions.matching import (
    CompiledList,
    Ruleset,
    Term,
    WordClasses,
    compile_list,
    compile_terms,
    expand,
    read_classes,
    read_terms,
)

ROOT = Path(__file__).resolve().parents[2]
LIST_SIZE = 5_000
_WORDS = ROOT / "interventions" / "matching" / "data" / "words" / "en.txt.xz"


def english() -> list[str]:
    words = lzma.decompress(_WORDS.read_bytes()).decode().split()
    return [word for word in words if 3 <= len(word) <= 10]


@cache
def seed_classes() -> WordClasses:
    return read_classes(ROOT / "seeds" / "word_classes.csv")


def seed_terms() -> list[Term]:
    return read_terms(ROOT / "seeds" / "terms.csv", seed_classes())


def seed_lists() -> list[CompiledList]:
    return compile_terms(seed_terms(), classes=seed_classes())


def seed_phrases() -> list[Term]:
    """Every phrase that the seeded terms stand for, as a term by itself."""
    return [
        replace(term, text=phrase)
        for term in seed_terms()
        for phrase in expand(term.text, term.locale, seed_classes())
    ]


def phrases(count: int) -> list[Term]:
    """Phrases of two or three words out of 20,000; one in ten has an exception."""
    chance = random.Random(2)
    words = chance.sample(english(), 20_000)
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(chance.choices(words, k=chance.choice((2, 2, 3))))] = None
    return [
        Term(text, "en", "distress", exceptions=(f"{text} song",) if number % 10 == 0 else ())
        for number, text in enumerate(made)
    ]


def compiled(terms: Sequence[Term]) -> list[CompiledList]:
    return [
        compile_list("distress", "en", terms[start : start + LIST_SIZE])
        for start in range(0, len(terms), LIST_SIZE)
    ]


def ruleset(count: int) -> Ruleset:
    """The seeds and as many phrases more."""
    return Ruleset([*seed_lists(), *compiled(phrases(count))])


def queries(count: int) -> list[str]:
    chance = random.Random(3)
    words = english()
    return [" ".join(chance.choices(words, k=chance.randint(2, 5))) for _ in range(count)]


def interleaved(
    functions: Sequence[Callable[[str], object]],
    texts: Sequence[str],
    rounds: int = 3,
    block: int = 50,
) -> list[list[float]]:
    """Microseconds of each function on each text, the best of some rounds.

    The functions take turns after each block of texts, so that a busy moment hits them all; in
    blocks of one they would also push each other out of the processor's caches.
    """
    best = [[float("inf")] * len(texts) for _ in functions]
    for _ in range(rounds):
        for start in range(0, len(texts), block):
            for times, function in zip(best, functions, strict=True):
                for place, text in enumerate(texts[start : start + block], start):
                    started = time.perf_counter_ns()
                    function(text)
                    times[place] = min(times[place], (time.perf_counter_ns() - started) / 1_000)
    return best


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(times, n=100)
    return cuts[49], cuts[98]


def row(measure: str, found: str, target: str) -> None:
    print(f"{measure:<58} {found:>22}   target {target}")
