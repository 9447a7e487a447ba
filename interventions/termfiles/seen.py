"""Which rows a file has had already: two numbers each, so that a large file takes little room."""

from typing import NamedTuple

_BITS = 80
"""Of a row's hash."""


class Other(NamedTuple):
    """An earlier row of the file that is the same one; `is_equal` if it says the same, too."""

    line: int
    is_equal: bool


class Seen:
    def __init__(self) -> None:
        self._rows: dict[int, int] = {}

    def __contains__(self, name: int) -> bool:
        return name in self._rows

    def other(self, name: int, line: int, hashed: str) -> Other | None:
        """The row of that name there was before; None for the first, which is remembered."""
        says = number_of(hashed)
        known = self._rows.setdefault(name, line << _BITS | says)
        if known >> _BITS == line:
            return None
        return Other(known >> _BITS, known & ((1 << _BITS) - 1) == says)


def number_of(hashed: str) -> int:
    """A row's hash as a number."""
    return int(hashed[1:], 16)
