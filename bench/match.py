"""Matching over HTTP at 100,000 terms against a constant JSON view: `python -m bench.match`."""

from bench.stage import prepare_demonstration, row  # isort: split

import json
import random
import statistics

from bench.terms import publish_terms, words
from bench.wsgi import Request, microseconds, plain_application
from cms.publishing import catalog
from interventions.rulesets import ruleset
from public.handler import Handler

TERMS = 100_000
ROUNDS, REQUESTS = 30, 250
HARD = ("i want to die", "su1cide", "muốn tự tử", "how to stop cutting myself")


def ordinary_queries(count: int) -> list[str]:
    """What nearly everybody types: two to five words that ask for no help."""
    chance, known = random.Random(3), words()
    return [" ".join(chance.choices(known, k=chance.randint(2, 5))) for _ in range(count)]


def asking(application: object, path: str, queries: list[str]) -> list[Request]:
    bodies = [
        json.dumps({"query": query, "locale": "en", "country": "GB"}).encode() for query in queries
    ]
    return [Request(application, path, body) for body in bodies]


def main() -> None:
    prepare_demonstration()
    publish_terms(TERMS)
    catalog.catalog().refresh()
    ruleset(catalog.current())
    live, plain = Handler(), plain_application()
    ordinary, hard = ordinary_queries(REQUESTS), list(HARD) * (REQUESTS // len(HARD))
    contestants = {
        "constant JSON view": asking(plain, "/answer", ordinary),
        "queries that need no help": asking(live, "/api/v1/match", ordinary),
        "queries that need help": asking(live, "/api/v1/match", hard),
    }
    rounds = [
        {name: microseconds(requests) for name, requests in contestants.items()}
        for _ in range(ROUNDS)
    ]
    cost = {name: statistics.median(found[name] for found in rounds) for name in contestants}
    limit = cost["constant JSON view"]
    for name, found in cost.items():
        row(f"{name}: CPU us", f"{found:.0f}")
    for name in list(cost)[1:]:
        row(f"{name}, against the constant view", f"{limit / cost[name]:.2f}", ">= 0.85")


if __name__ == "__main__":
    main()
