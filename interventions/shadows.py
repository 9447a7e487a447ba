"""Terms that the matcher can't tell apart: it compares letters, whatever stands between them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from interventions.documents import TermListDocument
from interventions.matching import BadNotation, WordClasses, expand, normalise, skeleton
from interventions.rulesets import classes_in


class Overlap(NamedTuple):
    """`text` is found wherever `other` is."""

    text: str
    other: str


def sounds_like(text: str, locale: str) -> str:
    """Equal for two terms if a query that holds the one holds the other.

    In Vietnamese the marks make the word; elsewhere they are often left out.
    """
    if locale.partition("-")[0] == "vi":
        return normalise(text).replace(" ", "")
    return skeleton(text)


def shadowed(document: TermListDocument) -> Iterator[Overlap]:
    """The terms of a list that others make superfluous: same letters, same answer.

    Of a family all phrases have to be found by others, and `other` is one that finds some.
    """
    groups: defaultdict[tuple[object, ...], list[tuple[str, frozenset[str]]]] = defaultdict(list)
    classes = classes_in(document)
    for term in document.terms:
        match = "" if term.match == "phrase" else term.match
        sounds = _sounds(term.text, document.locale, classes)
        groups[term.response, term.target, match, term.options].append((term.text, sounds))
    for group in groups.values():
        yield from _within_others(group)


def _sounds(text: str, locale: str, classes: WordClasses) -> frozenset[str]:
    """Of all its phrases; none for a row that does not hold, which is another finding."""
    try:
        phrases = expand(text, locale, classes)
    except BadNotation:
        return frozenset()
    return frozenset(sounds_like(phrase, locale) for phrase in phrases) - {""}


def _within_others(group: list[tuple[str, frozenset[str]]]) -> Iterator[Overlap]:
    """The smallest first, and of equal ones the last: what is left finds the same."""
    held = Counter(sound for _text, sounds in group for sound in sounds)
    for at in sorted(range(len(group)), key=lambda at: (len(group[at][1]), -at)):
        text, sounds = group[at]
        if sounds and all(held[sound] > 1 for sound in sounds):
            held.subtract(sounds)
            others = (one for one, some in group if one != text and not sounds.isdisjoint(some))
            yield Overlap(text, next(others, text))
