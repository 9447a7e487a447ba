"""How many of the labelled queries each term list answers rightly, as it is live."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cms.publishing import catalog
from interventions.examples import answer_to, labelled_queries
from interventions.matching import Labelled, Ruleset, what_is_wrong
from interventions.rulesets import ruleset

Place = tuple[str, str]
"""A topic, '' for queries that must not match, and a locale."""


class Score(NamedTuple):
    right: int
    tried: int

    def __str__(self) -> str:
        return f"{self.right} / {self.tried}"


def live_scores() -> dict[Place, Score]:
    return score(ruleset(catalog.current()), labelled_queries())


def score(rules: Ruleset, queries: Iterable[Labelled]) -> dict[Place, Score]:
    """By topic and locale: of a locale's queries without a topic, those that rightly match none.

    A query of en-GB counts for en as well.
    """
    tried, right = Counter[Place](), Counter[Place]()
    for query in queries:
        is_right = not what_is_wrong(query, answer_to(rules, query))
        for locale in {query.locale, query.locale.partition("-")[0]}:
            place = (query.expected_topic or "", locale)
            tried[place] += 1
            right[place] += is_right
    return {place: Score(right[place], number) for place, number in tried.items()}
