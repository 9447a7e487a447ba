"""Rows as values, and what differs between a file and what is stored."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

Values = tuple[str, ...]
Identity = tuple[str, ...]

HASH_BYTES = 10
_BETWEEN = "\x1f"


class Status(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    CONFLICT = "conflict"


class Difference(NamedTuple):
    """`line` is 0 for a row that the file does not have."""

    line: int
    pk: int | None
    identity: Identity
    before: Values | None
    after: Values | None


class Answer(NamedTuple):
    """A labelled query whose answer changes; `before` and `after` are its topic and response."""

    query: str
    locale: str
    before: str
    after: str
    is_right: bool


class Checked(NamedTuple):
    """A row of a file that may be imported. A value of None keeps what is stored."""

    line: int
    place: str
    identity: Identity
    values: tuple[str | None, ...]
    base: str

    def over(self, stored: Values | None, defaults: Values) -> Values:
        """The row as it will be stored."""
        kept = stored or defaults
        return tuple(
            was if value is None else value for value, was in zip(self.values, kept, strict=True)
        )


def row_hash(values: Iterable[str]) -> str:
    """The `base` of a row. It begins with a letter, lest a spreadsheet take it for a number."""
    whole = _BETWEEN.join(values).encode("utf-8", "surrogatepass")
    return "r" + hashlib.blake2b(whole, digest_size=HASH_BYTES).hexdigest()
