"""The ruleset of the term list that the product is seeded with."""

from pathlib import Path

import pytest

from interventions.matching import (
    Ruleset,
    Term,
    WordClasses,
    compile_terms,
    read_classes,
    read_terms,
)

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture(scope="session")
def classes() -> WordClasses:
    return read_classes(SEEDS / "word_classes.csv")


@pytest.fixture(scope="session")
def terms(classes: WordClasses) -> list[Term]:
    return read_terms(SEEDS / "terms.csv", classes)


@pytest.fixture(scope="session")
def ruleset(terms: list[Term], classes: WordClasses) -> Ruleset:
    return Ruleset(compile_terms(terms, classes=classes))
