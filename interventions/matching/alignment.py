"""Which letter of a term each letter of a match stands for."""

from interventions.matching.reading import Reading
from interventions.matching.shape import Shape

_REPEATS_FROM = 3


def align(shape: Shape, reading: Reading, start: int, end: int) -> list[int] | None:
    """A place in the term's key for every letter from start to end; None where they differ.

    A letter typed three times or more may stand for fewer: "suiiicide", "kiiill".
    """
    key = shape.key
    if end - start == len(key) and reading.skeleton.startswith(key, start):
        return list(range(len(key)))
    places: list[int] = []
    at, wanted = start, 0
    while wanted < len(key) and at < end:
        runs = _runs(shape.folds, wanted, reading.folds, at, end)
        if not _stands_for(*runs):
            runs = _runs(key, wanted, reading.skeleton, at, end)
        if not _stands_for(*runs):
            return None
        want, typed = runs
        places += _spread(shape, reading, (wanted, wanted + want), (at, at + typed))
        at, wanted = at + typed, wanted + want
    return places if at == end and wanted == len(key) else None


def _runs(term: str, wanted: int, text: str, at: int, end: int) -> tuple[int, int]:
    """How often the term repeats a letter, and how often the text does; 0 for another letter."""
    if term[wanted] != text[at]:
        return 1, 0
    return _run(term, wanted, len(term)), _run(text, at, end)


def _stands_for(want: int, typed: int) -> bool:
    return typed == want or (typed > want and typed >= _REPEATS_FROM)


def _run(text: str, start: int, limit: int) -> int:
    end = start + 1
    while end < limit and text[end] == text[start]:
        end += 1
    return end - start


def _spread(
    shape: Shape, reading: Reading, term: tuple[int, int], typed: tuple[int, int]
) -> list[int]:
    """Shares a run among the term's letters: on at a gap, at the next letter, or when due."""
    place, last = term[0], term[1] - 1
    places = []
    for at in range(*typed):
        if place < last and at > typed[0]:
            due = typed[1] - at == last - place
            onward = reading.folds[at] == shape.folds[place + 1] != shape.folds[place]
            if due or onward or (reading.gaps[at] and place + 1 in shape.breaks):
                place += 1
        places.append(place)
    return places
