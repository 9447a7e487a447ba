"""The longest any text of a megabyte takes: `python -m bench.matching.hostile`."""

import time

from bench.matching.corpus import phrases, row, ruleset, seed_phrases

_SIZE = 1_000_000
_UNITS = (
    "suicide ", "s u i c i d e ", "suicid ", "a", "kill", "liiil ", "su!c!de$ ", "s*i*c ",
    "\u0301", "\u202esuicide", "자살", "قتل نفسي ", "withot anorexa disoder ", "suicide squad ",
    "#KillMyselfSuicideSquad", "su1c1de ", "ѕuісіdе ", "suiiicide ", "ǆ", "help depression ",
    "my friend is suicidal ", "10 kms ", "تحار", "しにたい", "i want to ",
)  # fmt: skip


def main() -> None:
    rules = ruleset(100_000)
    texts = {unit: unit * (_SIZE // len(unit)) for unit in _UNITS}
    texts["every seed term"] = " ".join(term.text for term in seed_phrases()) * 60
    texts["every phrase"] = " ".join(term.text for term in phrases(50_000))
    texts["two masks"] = "su*c*de " + "x" * _SIZE
    worst = 0.0
    for name, text in texts.items():
        best = float("inf")
        for _ in range(9):
            started = time.thread_time()
            rules.match(text)
            best = min(best, time.thread_time() - started)
        print(f"  {name[:26]!r:<30}{best * 1e3:8.2f} ms")
        worst = max(worst, best)
    row("slowest text of 1 MB, CPU", f"{worst * 1e3:.1f} ms", "<= 10 ms")


if __name__ == "__main__":
    main()
