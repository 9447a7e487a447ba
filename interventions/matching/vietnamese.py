"""Vietnamese marks: the same letters are another word under other marks (tự tử, từ từ, tu tu)."""

from collections import defaultdict
from collections.abc import Iterable

from interventions.matching.shape import Shape

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_QUALITIES = frozenset("\u0302\u0306\u031b-")


def has_marks(shape: Shape) -> bool:
    return any(_both(marks) for marks in shape.marks)


def marks_agree(shape: Shape, typed: Iterable[tuple[int, str]], *, may_lack: bool) -> bool:
    """Whether what was typed is the term, given (letter of the term, marks typed on it).

    A mark on the vowel, or the stroke of đ, belongs to its letter; a tone to its syllable, as it is
    written on either vowel (hoà, hòa). Letters written as digits bear no marks and are left out.
    """
    letters: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    tones: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for place, marks in typed:
        letters[place] |= _QUALITIES.intersection(marks)
        tones[shape.words[place]] |= TONES.intersection(marks)
    if not may_lack and not any((*letters.values(), *tones.values())):
        return False
    wanted: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for place in letters:
        wanted[shape.words[place]] |= TONES.intersection(shape.marks[place])
    pairs = [(letters[at], _QUALITIES.intersection(shape.marks[at])) for at in letters]
    pairs += [(tones[word], wanted[word]) for word in tones]
    return all(have == want or (may_lack and not have) for have, want in pairs)


def _both(marks: str) -> frozenset[str]:
    return (TONES | _QUALITIES).intersection(marks)
