"""Labelled queries, evasions and typing errors: `python -m bench.matching.accuracy`."""

import random

from bench.matching.corpus import ROOT, row, seed_lists, seed_phrases
from interventions.matching import Ruleset, Term, evaluate, read_queries
from interventions.matching.tests.evasions import EVASIONS, typos

# Of 100,000 and more, each tried in some hundred ways.
_MOST_PHRASES = 2_000


def main() -> None:
    terms = seed_phrases()
    rules = Ruleset(seed_lists())
    for name in ("queries.csv", "query_responses.csv"):
        scores = evaluate(rules, read_queries(ROOT / "seeds" / name))
        row(f"{name}: precision", f"{scores.precision:.3f}", ">= .985")
        row(f"{name}: recall", f"{scores.recall:.3f}", ">= .97")
        row(f"{name}: false alarms", f"{scores.false_alarm_rate:.3f}", "<= .015")
    phrases = [term for term in terms if term.match == "phrase" and term.text.isascii()]
    phrases = random.Random(6).sample(phrases, _MOST_PHRASES)

    def is_found(term: Term, query: str) -> bool:
        return any(found.topic == term.topic for found in rules.match(query, term.locale).matches)

    for evasion in EVASIONS:
        chance = random.Random(evasion.__name__)
        found = [is_found(term, evasion(term.text, chance)) for term in phrases for _ in range(5)]
        row(f"evasion: {evasion.__name__}", f"{sum(found) / len(found):.3f}", ">= .98")
    for name, some in (
        ("all terms", phrases),
        ("terms without nofuzzy", [term for term in phrases if "nofuzzy" not in term.options]),
    ):
        found = [
            is_found(term, term.text.replace(word, typo))
            for term in some
            for word in term.text.split()
            if len(word) >= 7
            for typo in typos(word)
        ]
        row(f"typing errors: {name}", f"{sum(found) / len(found):.3f}", ">= .90")


if __name__ == "__main__":
    main()
