"""The ruleset of the term list that the product is seeded with."""

from pathlib import Path

import pytest

from interventions.matching import Ruleset, Term, compile_terms, read_terms

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture(scope="session")
def terms() -> list[Term]:
    return read_terms(SEEDS / "terms.csv")


@pytest.fixture(scope="session")
def ruleset(terms: list[Term]) -> Ruleset:
    return Ruleset(compile_terms(terms))
