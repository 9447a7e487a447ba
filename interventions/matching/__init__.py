"""Which searches ask for help: terms in, an explained match out. Plain Python, without Django.

lists = [compile_list(topic, locale, terms, edition) for ...]
ruleset = Ruleset(lists)
ruleset.match("su1cide", locale="en").to_dict()
"""

from interventions.matching.compiled import CompiledList, compile_list, compile_sealed
from interventions.matching.evaluate import NO_TOPIC, Labelled, Scores, evaluate, what_is_wrong
from interventions.matching.grouping import compile_terms
from interventions.matching.match import Found, Match, Suppressed
from interventions.matching.normalise import normalise, search_fold
from interventions.matching.notation import (
    MOST_PHRASES,
    NO_CLASSES,
    BadNotation,
    WordClass,
    WordClasses,
    expand,
    is_family,
)
from interventions.matching.ordinary import OrdinaryWords, ordinary_words
from interventions.matching.read import read_classes, read_queries, read_terms
from interventions.matching.ruleset import LONGEST_QUERY, Ruleset
from interventions.matching.sealed import Sealed, seal, seal_all
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
    "MOST_PHRASES",
    "NO_CLASSES",
    "NO_TOPIC",
    "OPTIONS",
    "RESPONSES",
    "TOPICS",
    "BadNotation",
    "CompiledList",
    "Found",
    "Labelled",
    "Match",
    "OrdinaryWords",
    "Ruleset",
    "Scores",
    "Sealed",
    "Suppressed",
    "Term",
    "Topic",
    "WordClass",
    "WordClasses",
    "compile_list",
    "compile_sealed",
    "compile_terms",
    "evaluate",
    "expand",
    "is_family",
    "normalise",
    "ordinary_words",
    "read_classes",
    "read_queries",
    "read_terms",
    "seal",
    "seal_all",
    "search_fold",
    "skeleton",
    "term_key",
    "what_is_wrong",
]
