"""Whether a match may start or end at a place: at the edge of a word, or where a script allows."""

import re

from interventions.matching.characters import Char
from interventions.matching.reading import Reading
from interventions.matching.shape import Shape

BROKEN, INSIDE, EDGE = 0, 1, 2  # within one sign; within a word; at its edge

# Written without spaces, or with particles that follow the word.
_FREE_STARTS = frozenset(("han", "hiragana", "thai"))
_FREE_ENDS = _FREE_STARTS | {"hangul"}
_STRICT_BESIDE_DIGITS = frozenset(("latin", "arabic", "digit"))
# And, so; by, as, for, will; the.
_PROCLITICS = re.compile("[وف]?[بكلس]?(?:ال|لل)?")
# My, your, his; the tags that turn an Indonesian word into a plea or a question.
_ENCLITICS = re.compile("(?:ku|mu|nya)?(?:lah|kah|pun)?")
# A shorter term beside digits is more often a model name or a unit.
_LETTERS_BESIDE_DIGITS = 5


def start_of(reading: Reading, place: int, shape: Shape) -> int:
    """What kind of place a match of this shape would start at."""
    if place == 0 or reading.gaps[place]:
        return EDGE
    before, here = reading.source[place - 1], reading.source[place]
    char = reading.chars[here]
    if before == here or char.kind == "joined":
        return BROKEN
    if _apostrophe_between(reading, before, here):
        return EDGE
    other = reading.chars[before]
    if other.kind == "symbol":
        return EDGE
    if other.kind == "digit":
        return _beside_digits(char, shape, at_edge=_digits_reach_back(reading, place))
    script = _script(reading, before)
    if script != char.script and not (char.kind == "digit" and script == "latin"):
        return EDGE
    if script == "arabic":
        first = reading.token(place).start
        return EDGE if _PROCLITICS.fullmatch(reading.skeleton[first:place]) else INSIDE
    free = script in _FREE_STARTS or _steps_up(reading, before, here)
    return EDGE if free else INSIDE


def end_of(reading: Reading, place: int, shape: Shape) -> int:
    """What kind of place a match of this shape would end at; `place` follows its last letter."""
    if place == len(reading.gaps) or reading.gaps[place]:
        return EDGE
    here, after = reading.source[place - 1], reading.source[place]
    char = reading.chars[here]
    other = reading.chars[after]
    if here == after or other.kind == "joined":
        return BROKEN
    if other.kind == "symbol" or _apostrophe_between(reading, here, after):
        return EDGE
    script = _script(reading, here)
    if other.kind == "digit":
        plain = char._replace(script=script)
        return _beside_digits(plain, shape, at_edge=_digits_reach_on(reading, place))
    if script != other.script and not (char.kind == "digit" and other.script == "latin"):
        return EDGE
    free = script in _FREE_ENDS or _steps_up(reading, here, after)
    return EDGE if free else INSIDE


def ends_before_enclitics(reading: Reading, place: int) -> bool:
    """Whether all that is left of the word is what Indonesian writes to it: hidup|ku, mati|lah."""
    return _ENCLITICS.fullmatch(reading.folds, place, reading.token(place).end) is not None


def _apostrophe_between(reading: Reading, before: int, here: int) -> bool:
    """l'anorexie and suicide's hold the word, though don't is one word."""
    return any(char.kind == "apostrophe" for char in reading.chars[before + 1 : here])


def _script(reading: Reading, place: int) -> str:
    """The script of a sign: a vowel sign or voicing mark has that of the letter it follows."""
    while place > 0 and reading.chars[place].kind in ("joined", "mark", "invisible"):
        place -= 1
    return reading.chars[place].script


def _steps_up(reading: Reading, before: int, here: int) -> bool:
    """A word of a camel case hashtag begins: My|Story, I|Want, KMS|Now."""
    text = reading.text
    if not text[here].isupper():
        return False
    return text[before].islower() or (
        text[before].isupper() and text[here + 1 : here + 2].islower()
    )


def _beside_digits(char: Char, shape: Shape, *, at_edge: bool) -> int:
    if char.kind == "digit":
        return INSIDE
    if char.script not in _STRICT_BESIDE_DIGITS:
        return EDGE
    return EDGE if at_edge and shape.size >= _LETTERS_BESIDE_DIGITS else INSIDE


def _digits_reach_back(reading: Reading, place: int) -> bool:
    first = reading.token(place).start
    return all(reading.chars[i].kind == "digit" for i in reading.source[first:place])


def _digits_reach_on(reading: Reading, place: int) -> bool:
    end = reading.token(place).end
    return all(reading.chars[i].kind == "digit" for i in reading.source[place:end])
