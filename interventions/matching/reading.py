"""One way to read a text: its characters, their skeleton, and the way back to the text.

text       K i l l _ m y - s e l f     as received
at         0 1 2 3 4 5 6 7 8 9 . .     where each character of this reading stood
skeleton   k i i i   m y   s e i f     what is compared
source     0 1 2 3   5 6   8 9 . .     the character behind each letter of the skeleton
gaps       - . . . P . . P . . . .     what stood before it: nothing, P signs, S white space
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from interventions.matching.characters import CHARS, SEPARATOR, Char, second_readings

NOTHING, SIGNS, SPACE = 0, 1, 2

_SECOND = re.compile("[{}]".format("".join(map(re.escape, map(chr, second_readings())))))
_AS_SIGNS = {ord("@"): SEPARATOR, ord("$"): SEPARATOR}
_MASK = re.compile(r"(?<=[^\W_])\*(?=[^\W_*]|\*[^\W_])|(?<=[^\W_]\*)\*(?=[^\W_])")
_MOST_MASKS = 2
_MASKS_APART = 40
_AROUND_MASK = 80
# A masked vowel is written as a character of the private area, read as the vowel it stands for.
_UNMASKED_ROWS = {
    0xE000 + place: Char("symbol", "latin", "*", vowel) for place, vowel in enumerate("aeiou")
}
_UNMASKED = [chr(code) for code in _UNMASKED_ROWS]
_REVERSED = re.compile("\u202e([^\u202c\u2069]*)[\u202c\u2069]?")
_SIGNS = frozenset({"*", "@", "$", "\u202e", *map(chr, second_readings())})
_ASCII_SIGNS = "".join(sorted(filter(str.isascii, _SIGNS))).encode()


class Token(NamedTuple):
    """A stretch of the skeleton, whether it holds letters, and whether they all read as Latin."""

    start: int
    end: int
    lettered: bool
    latin: bool


class View(NamedTuple):
    """A skeleton to search, and where each of its characters begins in that of the reading."""

    skeleton: str
    bounds: Sequence[int]
    is_collapsed: bool = False


class Reading:
    """A text read in one way. Made only for a text in which something may stand."""

    __slots__ = (
        "_token_at", "at", "chars", "folds", "gaps", "how", "marks", "skeleton", "source", "text",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        at: Sequence[int] | None = None,
        rows: Mapping[int, Char] | None = None,
        how: tuple[str, ...] = (),
    ) -> None:
        self.text = text
        self.at = range(len(text)) if at is None else at
        self.how = how
        read = CHARS.__getitem__ if rows is None else lambda code: rows.get(code) or CHARS[code]
        self.chars = [read(code) for code in map(ord, text)]
        self.skeleton = "".join([char.key for char in self.chars])
        self.folds = "".join([char.fold for char in self.chars if char.key])
        self.source: list[int] = []
        self.gaps: list[int] = []
        self.marks: list[str] = []
        self._token_at: list[Token] | None = None
        self._walk()

    def _walk(self) -> None:
        gap = NOTHING
        for place, char in enumerate(self.chars):
            if char.key:
                size = len(char.key)
                self.source += [place] * size
                self.gaps += [gap, *[NOTHING] * (size - 1)]
                self.marks += [char.marks] * size
                gap = NOTHING
            elif char.kind == "space":
                gap = SPACE
            elif char.kind == "separator":
                gap = gap or SIGNS
            elif char.kind == "mark" and self.marks:
                self.marks[-1] += char.marks

    def token(self, place: int) -> Token:
        """The run without gaps around a place in the skeleton."""
        if self._token_at is None:
            tokens = list(self._tokens())
            self._token_at = [token for token in tokens for _ in range(token.end - token.start)]
        return self._token_at[place]

    def _tokens(self) -> Iterator[Token]:
        edges = [place for place, gap in enumerate(self.gaps) if gap or not place]
        for start, end in pairwise([*edges, len(self.gaps)]):
            chars = [self.chars[place] for place in self.source[start:end]]
            letters = [char for char in chars if char.kind in ("letter", "joined")]
            latin = all(char.key.isascii() for char in letters)
            yield Token(start, end, bool(letters), latin)

    def words(self) -> list[tuple[int, int]]:
        """Where each run without gaps begins and ends in the skeleton."""
        found: list[tuple[int, int]] = []
        start = 0
        while start < len(self.gaps):
            end = self.token(start).end
            found.append((start, end))
            start = end
        return found

    def sign_before(self, place: int) -> str:
        """The character before a letter of the skeleton, "" at the beginning."""
        first = self.source[place]
        return self.text[first - 1 : first]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the skeleton as a stretch of the text as received, marks included."""
        first, last = self.source[start], self.source[end - 1]
        while last + 1 < len(self.chars) and self.chars[last + 1].kind == "mark":
            last += 1
        places = self.at[first : last + 1]
        return min(places), max(places) + 1

    def views(self) -> Iterator[View]:
        """The skeleton as it is, and with repeated letters taken for one if any repeats thrice."""
        yield View(self.skeleton, range(len(self.skeleton) + 1))
        if repeats(self.skeleton, self.text):
            bounds = [
                i
                for i, letter in enumerate(self.skeleton)
                if i == 0 or self.gaps[i] or letter != self.skeleton[i - 1]
            ]
            collapsed = "".join(self.skeleton[i] for i in bounds)
            yield View(collapsed, [*bounds, len(self.skeleton)], is_collapsed=True)


_THRICE = re.compile(r"(.)\1\1")
_OTHER_THRICE = re.compile(r"([^i])\1\1")
_I_OR_L_THRICE = re.compile(r"([il])\W*\1\W*\1", re.IGNORECASE)


def repeats(text_skeleton: str, text: str) -> bool:
    """Whether a letter stands three times in a row; "ill" does so only because l reads as i."""
    found = _THRICE.search(text_skeleton)
    if found is None:
        return False
    if found[1] != "i" or _I_OR_L_THRICE.search(text):
        return True
    return _OTHER_THRICE.search(text_skeleton, found.end()) is not None


def needs_care(text: str) -> bool:
    """Whether other readings of the text are worth trying; not so for nearly every text."""
    if text.isascii():
        data = text.encode()
        return len(data) != len(data.translate(None, _ASCII_SIGNS))
    return not _SIGNS.isdisjoint(text)


def other_readings(text: str) -> Iterator[Reading]:
    """What else the text may be read as."""
    if _SECOND.search(text):
        yield Reading(text, rows=second_readings())
    if "@" in text or "$" in text:
        yield Reading(text, rows=_AS_SIGNS)
    yield from _unmasked(text)
    if "\u202e" in text:
        yield _turned(text)


def _unmasked(text: str) -> Iterator[Reading]:
    """Every vowel in place of a `*` between letters; two at once where they stand close."""
    masks = [found.start() for found in _MASK.finditer(text)]
    if not 0 < len(masks) <= _MOST_MASKS:
        return
    near = masks[-1] - masks[0] < _MASKS_APART
    for group in [masks] if near else [[mask] for mask in masks]:
        first = text.rfind(" ", 0, max(group[0] - _AROUND_MASK, 0)) + 1
        part = text[first : group[-1] + _AROUND_MASK]
        texts = [part]
        for mask in (mask - first for mask in group):
            texts = [one[:mask] + vowel + one[mask + 1 :] for one in texts for vowel in _UNMASKED]
        at = range(first, first + len(part))
        yield from (Reading(one, at, second_readings() | _UNMASKED_ROWS) for one in texts)


def _turned(text: str) -> Reading:
    """What U+202E shows from right to left, in the order in which it is seen."""
    order: list[int] = []
    done = 0
    for found in _REVERSED.finditer(text):
        order.extend(range(done, found.start()))
        order.extend(reversed(range(*found.span(1))))
        done = found.end()
    order.extend(range(done, len(text)))
    return Reading("".join(text[i] for i in order), at=order, how=("reversed",))
