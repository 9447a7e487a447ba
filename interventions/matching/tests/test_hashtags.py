"""Words run together in a hashtag: the term may be how they end, never how they begin."""

import pytest

from interventions.matching import Ruleset


@pytest.mark.parametrize(
    "query", ["#iwanttodie", "#ijustwanttodie", "#idontwanttolive", "#imsotiredofliving"]
)
def test_a_hashtag_may_end_with_a_phrase(ruleset: Ruleset, query: str) -> None:
    assert ruleset.match(query, "en").topic == "suicide"


@pytest.mark.parametrize("query", ["iwanttodie", "ihatemyself", "IJUSTWANNADIE", "iw@nttodie"])
def test_a_search_of_one_word_is_a_hashtag_without_its_sign(ruleset: Ruleset, query: str) -> None:
    assert ruleset.match(query, "en").matched


@pytest.mark.parametrize(
    "query", ["#iwanttodiet", "#pizzaproana", "#thesuicidesquad", "iwanttodiet"]
)
def test_not_with_less_nor_with_more_behind(ruleset: Ruleset, query: str) -> None:
    assert not ruleset.match(query, "en").matched


def test_amid_a_sentence_too(ruleset: Ruleset) -> None:
    assert ruleset.match("tonight iwanttodie please", "en").matched


@pytest.mark.parametrize(
    "query", ["#skillmyself", "goodskillmyself", "#haircutmyself", "#mycutmyselfie"]
)
def test_not_where_the_phrase_begins_within_a_word(ruleset: Ruleset, query: str) -> None:
    assert not ruleset.match(query, "en").matched
