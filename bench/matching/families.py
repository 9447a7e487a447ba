"""A list of 5,000 families beside 5,000 plain terms: `python -m bench.matching.families`."""

import random
import statistics
import time

from bench.matching.corpus import english, interleaved, phrases, queries, row
from interventions.matching import Ruleset, Term, WordClass, WordClasses, compile_list

_FAMILIES = 5_000


def _families() -> tuple[list[Term], WordClasses]:
    """Of two alternatives, an optional word and a class: 24 phrases each."""
    chance = random.Random(5)
    words = chance.sample(english(), 20_000)
    friends = tuple(chance.sample(words, 6))
    made = [
        Term("({}|{}) {{friend}} [{}] {}".format(*chance.sample(words, 4)), "en", "distress")
        for _ in range(_FAMILIES)
    ]
    return made, WordClasses([WordClass("friend", "en", friends)])


def main() -> None:
    families, classes = _families()
    started = time.process_time()
    made = compile_list("distress", "en", families, classes=classes)
    row(f"{_FAMILIES} families compiled, CPU", f"{time.process_time() - started:.2f} s", "none")
    row("phrases they stand for", str(len(made.rules.keys)), "none")
    started = time.process_time()
    many = Ruleset([made])
    row("and combined, CPU", f"{time.process_time() - started:.2f} s", "none")
    few = Ruleset([compile_list("distress", "en", phrases(_FAMILIES))])
    slow, quick = interleaved((many.match, few.match), queries(2_000), rounds=5)
    ratio = statistics.median(slow) / statistics.median(quick)
    row("p50 over that of as many plain terms", f"{ratio:.2f}", "none")


if __name__ == "__main__":
    main()
