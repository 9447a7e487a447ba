"""Which searches ask for help: terms in, an explained match out. Plain Python, without Django.

lists = [compile_list(topic, locale, terms, edition) for ...]
ruleset = Ruleset(lists)
ruleset.match("su1cide", locale="en").to_dict()
"""

from interventions.matching.compiled import CompiledList, compile_list
from interventions.matching.evaluate import Labelled, Scores, evaluate, what_is_wrong
from interventions.matching.grouping import compile_terms
from interventions.matching.guard import OrdinaryWords, ordinary_words
from interventions.matching.match import Found, Match, Suppressed
from interventions.matching.normalise import normalise, search_fold
from interventions.matching.read import read_queries, read_terms
from interventions.matching.ruleset import LONGEST_QUERY, Ruleset
from interventions.matching.skeleton import skeleton
from interventions.matching.terms import (
    MATCHES,
    OPTIONS,
    RESPONSES,
    TOPICS,
    Term,
    Topic,
    term_key,
)

__all__ = [
    "LONGEST_QUERY",
    "MATCHES",
    "OPTIONS",
    "RESPONSES",
    "TOPICS",
    "CompiledList",
    "Found",
    "Labelled",
    "Match",
    "OrdinaryWords",
    "Ruleset",
    "Scores",
    "Suppressed",
    "Term",
    "Topic",
    "compile_list",
    "compile_terms",
    "evaluate",
    "normalise",
    "ordinary_words",
    "read_queries",
    "read_terms",
    "search_fold",
    "skeleton",
    "term_key",
    "what_is_wrong",
]
