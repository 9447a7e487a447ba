"""Whether a term really stands where its letters were found, and how it is written there."""

from itertools import pairwise
from typing import NamedTuple, Protocol

from interventions.matching import boundaries
from interventions.matching.alignment import align
from interventions.matching.disguise import disguises
from interventions.matching.reading import SPACE, Reading
from interventions.matching.shape import Shape
from interventions.matching.tolerance import is_apart, spacing
from interventions.matching.vietnamese import marks_agree

HOWS = (
    "joined", "spaced", "punctuated", "split", "leet", "homoglyph", "repeats", "reversed", "telex",
    "fuzzy",
)  # fmt: skip


# A shorter phrase may stand in a longer word by chance.
_LETTERS_IN_A_RUN = 8
_LONGEST_REST = 24
_SHORTEST_REST = 3
# Of two letters dictionaries have far too many words.
_SHORT_WORDS = frozenset(
    (
        *("a", "i", "u", "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "im", "in"),
        *("is", "it", "me", "my", "no", "of", "ok", "on", "or", "rn", "so", "to", "up", "us", "we"),
    )
)
_LONGEST_WORD = 12


class Demands(NamedTuple):
    """What a term asks of an occurrence beyond its letters."""

    options: frozenset[str] = frozenset()
    match: str = "phrase"
    compares_marks: bool = False
    takes_enclitics: bool = False
    after_article: bool = False  # the article before it is left out of what is sought
    numbered: bool = False  # a number stands before it: an exception such as "# kms"


class Languages(Protocol):
    """Knows ordinary words, and which short ones other languages write apart."""

    def __contains__(self, word: object) -> bool: ...

    def read_as_words(self, parts: list[str]) -> bool: ...


class Candidate(NamedTuple):
    """A stretch of a reading's skeleton that has the letters of a term."""

    shape: Shape
    demands: Demands
    reading: Reading
    start: int
    end: int


def occurs(candidate: Candidate, languages: Languages) -> tuple[str, ...] | None:
    """How the term occurs there; None where it does not."""
    shape, demands, reading, start, end = candidate
    if demands.match == "exact" and (start, end) != (0, len(reading.skeleton)):
        return None
    inside = _stands_inside(candidate, languages)
    if inside is None or (inside and any(reading.gaps[start + 1 : end])):
        return None
    places = align(shape, reading, start, end)
    if places is None:
        return None
    gaps = _gaps(reading, start, places)
    spaced = _spacing(candidate, gaps, languages)
    worn = disguises(shape, reading, start, places, apart=is_apart(shape, gaps))
    if spaced is None or worn is None or (worn and "noobf" in demands.options):
        return None
    if demands.compares_marks and not _marks_agree(candidate, places):
        return None
    hows = {spaced, *worn, *reading.how}
    if len(places) > len(shape.key):
        hows.add("repeats")
    return tuple(how for how in HOWS if how in hows)


def _stands_inside(candidate: Candidate, languages: Languages) -> bool | None:
    """False at the edges of words, True inside a word where the term may, None where it may not."""
    shape, demands, reading, start, _ = candidate
    before, after = boundaries.start_of(reading, start, shape), _end_of(candidate)
    if demands.numbered:
        before = boundaries.BROKEN if number_before(reading, start) is None else boundaries.EDGE
    if before == after == boundaries.EDGE:
        return False
    if boundaries.BROKEN not in (before, after) and _is_in_a_run(candidate, languages):
        return None if _cuts_a_word(candidate, languages) else True
    infix = "infix" in demands.options and boundaries.BROKEN not in (before, after)
    return True if infix else None


def _end_of(candidate: Candidate) -> int:
    """What kind of place it ends at, where some terms may go on."""
    shape, demands, reading, _, end = candidate
    after = boundaries.end_of(reading, end, shape)
    if after != boundaries.INSIDE:
        return after
    free = demands.match == "prefix" or (
        demands.takes_enclitics and boundaries.ends_before_enclitics(reading, end)
    )
    return boundaries.EDGE if free else after


def _is_in_a_run(candidate: Candidate, languages: Languages) -> bool:
    """Whether it is one of words that run together: iwanttodie, ijustwanttodie, wanttodiesobad.

    Where the run is a hashtag, or all of a query, what stands before it may be anything.
    """
    shape, demands, reading, start, end = candidate
    phrase = demands.match == "phrase" and "nojoin" not in demands.options
    if not (phrase and shape.breaks and shape.size >= _LETTERS_IN_A_RUN):
        return False
    token = reading.token(start)
    if end > token.end:
        return False
    alone = token[:2] == (0, len(reading.skeleton)) or reading.sign_before(token.start) == "#"
    if not alone and not _are_words(reading.folds[token.start : start], languages):
        return False
    return _are_words(reading.folds[end : token.end], languages)


def _are_words(run: str, languages: Languages) -> bool:
    """Whether letters are ordinary words that run together; nothing at all is, too."""
    if len(run) > _LONGEST_REST:
        return False
    reached = {0}
    for end in range(1, len(run) + 1):
        for start in range(max(end - _LONGEST_WORD, 0), end):
            word = run[start:end]
            if start in reached and _is_word(word, languages):
                reached.add(end)
                break
    return len(run) in reached


def _is_word(word: str, languages: Languages) -> bool:
    return word in _SHORT_WORDS or (len(word) >= _SHORTEST_REST and word in languages)


def _cuts_a_word(candidate: Candidate, languages: Languages) -> bool:
    """Whether its first word is but the end of another, or its last the beginning: haircut|myself,
    kill myself|ish."""
    shape, _, reading, start, end = candidate
    token = reading.token(start)
    after_first = start + min(shape.breaks)
    before_last = end - (len(shape.key) - max(shape.breaks))
    first = max(token.start, after_first - _LONGEST_WORD)
    last = min(token.end, before_last + _LONGEST_WORD)
    return any(reading.folds[at:after_first] in languages for at in range(first, start)) or any(
        reading.folds[before_last:at] in languages for at in range(end + 1, last + 1)
    )


def number_before(reading: Reading, place: int) -> int | None:
    """Where the number before a place begins: 10 kms, 7.2 kms, 20kms."""
    first = place
    while first > 0 and reading.chars[reading.source[first - 1]].kind == "digit":
        if first != place and reading.gaps[first] == SPACE:
            break
        first -= 1
    return first if first < place else None


def _gaps(reading: Reading, start: int, places: list[int]) -> dict[int, int]:
    """What stands before the letters of the term, where something does."""
    gaps: dict[int, int] = {}
    for at, place in enumerate(places, start):
        if at > start and place > 0 and reading.gaps[at]:
            gaps[place] = max(reading.gaps[at], gaps.get(place, 0))
    return gaps


def _spacing(candidate: Candidate, gaps: dict[int, int], languages: Languages) -> str | None:
    shape, demands, reading, start, end = candidate
    if "nojoin" in demands.options and not gaps.keys() <= shape.breaks:
        return None
    tagged = reading.token(start)[:2] == (start, end) and reading.sign_before(start) == "#"
    spaced = spacing(shape, gaps, tagged=tagged)
    if spaced != "split" or shape.breaks:
        return spaced
    cuts = [at for at in range(start + 1, end) if reading.gaps[at]]
    parts = [reading.folds[a:b] for a, b in pairwise([start, *cuts, end])]
    return None if languages.read_as_words(parts) else spaced


def _marks_agree(candidate: Candidate, places: list[int]) -> bool:
    shape, demands, reading, start, _ = candidate
    typed = (
        (place, reading.marks[at])
        for at, place in enumerate(places, start)
        if reading.chars[reading.source[at]].kind not in ("digit", "symbol")
    )
    return marks_agree(shape, typed, may_lack="unmarked" in demands.options)
