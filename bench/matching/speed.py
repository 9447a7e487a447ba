"""How fast a query is matched, against the bare automaton: `python -m bench.matching.speed`."""

import statistics

from ahocorasick_rs import AhoCorasick

from bench.matching.corpus import (
    ROOT,
    interleaved,
    percentiles,
    phrases,
    queries,
    row,
    ruleset,
    seed_phrases,
)
from interventions.matching import read_queries, skeleton

_MANY, _FEW = 100_000, 1_000


def main() -> None:
    many, few = ruleset(_MANY), ruleset(_FEW)
    keys = {skeleton(term.text) for term in [*seed_phrases(), *phrases(_MANY)]}
    bare = AhoCorasick([key for key in keys if key], store_patterns=False)
    labelled = [row.query for row in read_queries(ROOT / "seeds" / "queries.csv")]
    for name, texts, most in (
        ("ordinary queries", queries(2_000), "<= 6"),
        ("labelled queries: most hold a term", labelled, "none"),
    ):
        read = dict(zip(texts, map(skeleton, texts), strict=True))
        scan, large, small = interleaved(
            (
                lambda text, read=read: bare.find_matches_as_indexes(read[text], overlapping=True),
                many.match,
                few.match,
            ),
            texts,
            rounds=7,
        )
        medians = [statistics.median(times) for times in (scan, large, small)]
        print(f"\n{name}: {len(texts)}, microseconds p50, p99")
        for what, times in (("bare scan", scan), ("100,000", large), ("1,000", small)):
            print("  {:<12}{:8.1f}{:8.1f}".format(what, *percentiles(times)))
        row("p50 over the bare scan, 100,000 terms", f"{medians[1] / medians[0]:.1f}", most)
        row("p50 at 100,000 terms over 1,000", f"{medians[1] / medians[2]:.2f}", "<= 2")


if __name__ == "__main__":
    main()
