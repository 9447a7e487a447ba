import random
from dataclasses import replace

import pytest

from interventions.matching import Ruleset, Term, WordClasses, expand
from interventions.matching.tests.evasions import EVASIONS, Evasion, typos

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]

# A term may refuse to be found in pieces, and three letters apart are initials.
_TRIES = 2
# Families stand for a hundred thousand phrases: of some of them, one phrase each.
_FAMILIES = 250
_TARGET = 0.98
_TYPO_TARGET = 0.95


def _is_found(ruleset: Ruleset, term: Term, query: str) -> bool:
    return any(found.topic == term.topic for found in ruleset.match(query, term.locale).matches)


@pytest.fixture(scope="module")
def phrases(terms: list[Term], classes: WordClasses) -> list[Term]:
    """One phrase of each of some families, as a term by itself."""
    chance = random.Random("phrases")  # noqa: S311
    families = [term for term in terms if term.match == "phrase" and term.text.isascii()]
    return [
        replace(term, text=chance.choice(expand(term.text, term.locale, classes)))
        for term in chance.sample(families, min(_FAMILIES, len(families)))
    ]


@pytest.mark.parametrize("evasion", EVASIONS, ids=lambda evasion: evasion.__name__)
def test_terms_are_found_through_an_evasion(
    ruleset: Ruleset, phrases: list[Term], evasion: Evasion
) -> None:
    chance = random.Random(evasion.__name__)  # noqa: S311
    tries = [term for term in phrases for _ in range(_TRIES)]
    found = [_is_found(ruleset, term, evasion(term.text, chance)) for term in tries]
    assert sum(found) / len(found) >= _TARGET


def test_a_typing_error_in_a_long_word_is_forgiven(ruleset: Ruleset, phrases: list[Term]) -> None:
    chance = random.Random("typos")  # noqa: S311
    found = []
    for term in phrases:
        if "nofuzzy" in term.options:
            continue
        for word in (word for word in term.text.split() if len(word) >= 7):
            for typo in chance.sample(typos(word), 5):
                found.append(_is_found(ruleset, term, term.text.replace(word, typo)))
    assert sum(found) / len(found) >= _TYPO_TARGET
