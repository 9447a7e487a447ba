"""The library that finds many strings at once, behind two functions: build and find."""

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation

# Building holds the interpreter's lock: a piece of this size for about 15 ms.
PIECE = 20_000


class Automaton:
    """Finds every occurrence of every pattern; each piece is built and scanned by itself."""

    __slots__ = ("_pieces",)

    def __init__(self, patterns: Sequence[str]) -> None:
        self._pieces = [
            _build(patterns[start : start + PIECE]) for start in range(0, len(patterns), PIECE)
        ]

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(number of the pattern, its start, its end) for every occurrence, overlapping too."""
        found: list[tuple[int, int, int]] = []
        for number, piece in enumerate(self._pieces):
            here = piece.find_matches_as_indexes(text, overlapping=True)
            if number:
                first = number * PIECE
                here = [(first + pattern, start, end) for pattern, start, end in here]
            found += here
        return found


def _build(patterns: Sequence[str]) -> AhoCorasick:
    return AhoCorasick(patterns, store_patterns=False, implementation=Implementation.ContiguousNFA)
