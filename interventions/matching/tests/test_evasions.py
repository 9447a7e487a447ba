import random

import pytest

from interventions.matching import Ruleset, Term
from interventions.matching.tests.evasions import EVASIONS, Evasion, typos

# A term may refuse to be found in pieces, and three letters apart are initials.
_TRIES = 2
_TARGET = 0.98
_TYPO_TARGET = 0.95


def _is_found(ruleset: Ruleset, term: Term, query: str) -> bool:
    return any(found.topic == term.topic for found in ruleset.match(query, term.locale).matches)


def _phrases(terms: list[Term]) -> list[Term]:
    return [term for term in terms if term.match == "phrase" and term.text.isascii()]


@pytest.mark.parametrize("evasion", EVASIONS, ids=lambda evasion: evasion.__name__)
def test_terms_are_found_through_an_evasion(
    ruleset: Ruleset, terms: list[Term], evasion: Evasion
) -> None:
    chance = random.Random(evasion.__name__)  # noqa: S311
    tries = [term for term in _phrases(terms) for _ in range(_TRIES)]
    found = [_is_found(ruleset, term, evasion(term.text, chance)) for term in tries]
    assert sum(found) / len(found) >= _TARGET


def test_a_typing_error_in_a_long_word_is_forgiven(ruleset: Ruleset, terms: list[Term]) -> None:
    chance = random.Random("typos")  # noqa: S311
    found = []
    for term in _phrases(terms):
        if "nofuzzy" in term.options:
            continue
        for word in (word for word in term.text.split() if len(word) >= 7):
            for typo in chance.sample(typos(word), 5):
                found.append(_is_found(ruleset, term, term.text.replace(word, typo)))
    assert sum(found) / len(found) >= _TYPO_TARGET
