"""From a mixed pile of terms, such as a file of them, to compiled lists."""

from collections import defaultdict
from collections.abc import Iterable

from interventions.matching.compiled import CompiledList, compile_list
from interventions.matching.terms import Term


def compile_terms(terms: Iterable[Term], edition: str = "") -> list[CompiledList]:
    """One list for each topic and locale; `allow` rows without a topic make a list of their own."""
    groups: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        groups[term.topic, term.locale].append(term)
    return [
        compile_list(topic, locale, group, edition) for (topic, locale), group in groups.items()
    ]
