"""The cells of each kind of row, by their names, in the order of the columns of a file."""

from typing import NamedTuple

YES, NO = "yes", "no"


class TermRow(NamedTuple):
    """A term as a row of a file."""

    term: str
    locale: str
    topic: str
    match: str
    options: str
    exceptions: str
    response: str
    target: str
    note: str
    active: str

    @property
    def is_active(self) -> bool:
        return self.active == YES


class ExampleRow(NamedTuple):
    """A labelled query as a row of a file."""

    query: str
    locale: str
    expected_topic: str
    note: str
    expected_response: str
    country: str
    also_ok: str
    kind: str


class ClassRow(NamedTuple):
    """A word class as a row of a file."""

    name: str
    locale: str
    words: str
    note: str
