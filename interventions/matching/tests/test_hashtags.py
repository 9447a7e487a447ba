"""Words run together in a hashtag: the term may be how they end, never how they begin."""

import pytest

from interventions.matching import Ruleset


@pytest.mark.parametrize(
    "query", ["#iwanttodie", "#ijustwanttodie", "#idontwanttolive", "#imsotiredofliving"]
)
def test_a_hashtag_may_end_with_a_phrase(ruleset: Ruleset, query: str) -> None:
    assert ruleset.match(query, "en").topic == "suicide"


@pytest.mark.parametrize(
    "query", ["#iwanttodiet", "iwanttodie", "#pizzaproana", "#thesuicidesquad", "#mycutmyselfie"]
)
def test_not_with_less_nor_without_the_sign(ruleset: Ruleset, query: str) -> None:
    assert not ruleset.match(query, "en").matched
