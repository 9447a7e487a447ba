"""Rulesets of a few terms, for tests of one rule at a time."""

from interventions.matching import Ruleset, Term, compile_terms


def term(
    text: str,
    options: str = "",
    *exceptions: str,
    locale: str = "en",
    topic: str = "suicide",
    match: str = "phrase",
    response: str = "",
) -> Term:
    return Term(text, locale, topic, match, frozenset(options.split()), exceptions, response)


def rules(*terms: Term, markets: dict[str, list[str]] | None = None) -> Ruleset:
    return Ruleset(compile_terms(terms), markets=markets)


def found(ruleset: Ruleset, query: str, locale: str = "en", country: str = "") -> list[str]:
    """The texts of the terms found, the most important first."""
    return [one.term for one in ruleset.match(query, locale, country).matches]
