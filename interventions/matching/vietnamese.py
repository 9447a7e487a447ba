"""Vietnamese marks: the same letters are another word under other marks (tự tử, từ từ, tu tu)."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from interventions.matching.shape import Shape

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_HOI, _NGA = "\u0309", "\u0303"
_LETTERS_TO_LACK = 8
_QUALITIES = frozenset("\u0302\u0306\u031b-")
_BOTH = TONES | _QUALITIES - {"-"}


def has_marks(text: str) -> bool:
    """Whether any letter of a phrase bears a mark that tells words apart."""
    if text.isascii():
        return False
    return "đ" in text.casefold() or not _BOTH.isdisjoint(unicodedata.normalize("NFD", text))


def marks_agree(shape: Shape, typed: Iterable[tuple[int, str]], *, may_lack: bool) -> bool:
    """Whether what was typed is the term, given (letter of the term, marks typed on it).

    In a phrase hỏi and ngã are taken for each other, and in one of eight letters some marks may be
    missing.

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
    in_phrase = bool(shape.breaks)
    syllables: defaultdict[int, Pairs] = defaultdict(list)
    for at in letters:
        want = _QUALITIES.intersection(shape.marks[at])
        syllables[shape.words[at]].append((letters[at], want))
    for word in tones:
        syllables[word].append((_tone(tones[word], in_phrase), _tone(wanted[word], in_phrase)))
    if not may_lack and in_phrase and shape.size >= _LETTERS_TO_LACK:
        return _is_partly_marked(shape, syllables)
    pairs = [pair for some in syllables.values() for pair in some]
    return all(have == want or (may_lack and not have) for have, want in pairs)


Pairs = list[tuple[frozenset[str], frozenset[str]]]


def _is_partly_marked(shape: Shape, syllables: Mapping[int, Pairs]) -> bool:
    """Whether nothing is wrong, half of the syllables have all their marks, and in the others
    something is missing that nobody would leave out on purpose: sông is no sống in a hurry, but
    chêt, which no word is, and chet are.
    """
    lacking = [word for word, pairs in syllables.items() if any(h != w for h, w in pairs)]
    if 2 * len(lacking) > len(syllables):
        return False
    return all(
        all(have == want or not have for have, want in syllables[word])
        and (
            not any(have for have, _want in syllables[word])
            or _ends_in_a_stop(shape, word)
            or len(syllables) > 2
        )
        for word in lacking
    )


def _ends_in_a_stop(shape: Shape, word: int) -> bool:
    """Such a syllable has sắc or nặng."""
    letters = [shape.folds[at] for at, owner in enumerate(shape.words) if owner == word]
    return letters[-1] in "cpt" or letters[-2:] == ["c", "h"]


def _tone(marks: frozenset[str], in_phrase: bool) -> frozenset[str]:
    """In the south, hỏi and ngã sound alike, and are written for each other."""
    return frozenset(_NGA if in_phrase and mark == _HOI else mark for mark in marks)
