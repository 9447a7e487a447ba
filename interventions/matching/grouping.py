"""From a mixed pile of terms, such as a file of them, to compiled lists."""

from collections import defaultdict
from collections.abc import Iterable

from interventions.matching.compiled import CompiledList, compile_list
from interventions.matching.notation import NO_CLASSES, WordClasses
from interventions.matching.terms import Term


def compile_terms(
    terms: Iterable[Term], edition: str = "", classes: WordClasses = NO_CLASSES
) -> list[CompiledList]:
    """One list for each topic and locale; `allow` rows without a topic make a list of their own."""
    groups: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        groups[term.topic, term.locale].append(term)
    return [
        compile_list(topic, locale, group, edition, classes)
        for (topic, locale), group in groups.items()
    ]
