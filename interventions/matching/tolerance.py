"""How far the gaps in a match may differ from the word breaks of its term."""

from collections.abc import Collection, Mapping
from itertools import pairwise

from interventions.matching.reading import SIGNS
from interventions.matching.shape import Shape

_LETTERS_TO_JOIN = 6
_LETTERS_TO_SPACE = 4
_LETTERS_TO_PUNCTUATE = 5
_LETTERS_TO_SCATTER = 6
_LETTERS_TO_SPLIT = 7
_LETTERS_TO_SHIFT = 8
_WORD_TO_SPLIT = 6
_SHORT_FRAGMENT = 3
_LETTERS_TO_PART = 4
_LEAST_PART = 2
_MEAN_FRAGMENT = 2

PLAIN = ""


def spacing(shape: Shape, gaps: Mapping[int, int], *, tagged: bool = False) -> str | None:
    """The name of the difference, PLAIN for none, or None where it is too great.

    `gaps` tells what stands before the letters of the term that have something before them;
    `tagged` that the match is a whole hashtag, where words are always joined.
    """
    extra = gaps.keys() - shape.breaks
    if not extra:
        if gaps.keys() == shape.breaks:
            return PLAIN
        joins = tagged or shape.spaceless or shape.size >= _LETTERS_TO_JOIN
        return "joined" if joins else None
    if not extra <= shape.starts:
        return None
    if shape.size >= _LETTERS_TO_SHIFT and _is_shifted(shape, gaps.keys()):
        return "split"
    if is_apart(shape, gaps):
        return "spaced" if _letters(shape, gaps) >= _LETTERS_TO_SPACE else None
    if all(gaps[place] == SIGNS for place in extra):
        return "punctuated" if shape.weight >= _LETTERS_TO_PUNCTUATE else None
    scattered = shape.size <= _MEAN_FRAGMENT * (len(gaps) + 1)
    if scattered and shape.size >= _LETTERS_TO_SCATTER:
        return "spaced"
    parts = _splits_freely if shape.spaceless else _splits_well
    return "split" if parts(shape, extra) else None


def _is_shifted(shape: Shape, gaps: Collection[int]) -> bool:
    """Whether one space was struck a letter too early or too late: wantt odie, wan tto die."""
    extra, missing = set(gaps) - shape.breaks, shape.breaks - set(gaps)
    if len(extra) != 1 or len(missing) != 1:
        return False
    places = sorted(shape.starts)
    at, meant = places.index(extra.pop()), places.index(next(iter(missing)))
    return abs(at - meant) == 1


def is_apart(shape: Shape, gaps: Mapping[int, int]) -> bool:
    """Whether something stands between any two letters."""
    return shape.size > 1 and gaps.keys() >= shape.starts


def _letters(shape: Shape, gaps: Mapping[int, int]) -> int:
    """Korean has spaces between words, and its syllables are words: there a sign counts as one."""
    spaced = any(gap != SIGNS for gap in gaps.values())
    return shape.size if spaced and shape.hangul else shape.weight


def _fragments(shape: Shape, extra: set[int]) -> list[list[int]]:
    """For each word that is broken, the sizes of what it is broken into."""
    broken = []
    edges = [0, *sorted(shape.breaks), len(shape.key)]
    for start, end in pairwise(edges):
        cuts = [start, *sorted(place for place in extra if start < place < end), end]
        if len(cuts) > 2:
            broken.append([after - before for before, after in pairwise(cuts)])
    return broken


def _splits_well(shape: Shape, extra: set[int]) -> bool:
    if shape.size < _LETTERS_TO_SPLIT:
        return False
    return all(
        sum(sizes) >= _WORD_TO_SPLIT and min(sizes) <= _SHORT_FRAGMENT
        for sizes in _fragments(shape, extra)
    )


def _splits_freely(shape: Shape, extra: set[int]) -> bool:
    """Who writes without spaces may put one between words of a search: 自殺 防止, 자살 예방."""
    if shape.size < _LETTERS_TO_PART:
        return False
    cuts = [0, *(shape.letters[place] for place in sorted(extra | shape.breaks)), shape.size]
    return all(after - before >= _LEAST_PART for before, after in pairwise(cuts))
