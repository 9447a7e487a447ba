"""What comparing and applying need to know of the database; one store for each kind of file."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from django.db.models import QuerySet

from interventions.termfiles.differences import Difference, Identity, Token, Values, row_hash

BATCH = 500
"""Rows looked up or written at once: SQLite takes no more than some thousand variables."""

Named = tuple[str, Identity]
"""A place, and what a row is known by in it."""


class Store(Protocol):
    """Rows live in places: term lists, or the labelled queries of a locale."""

    def place_of(self, values: Values) -> str | None:
        """The place that a row stored with these very values would be in, if there is one."""

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        """All rows of a place, in the order they were made."""

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        """Those of at most BATCH rows that are stored."""

    def lock(self, places: Iterable[str]) -> None:
        """Nobody else can write to these places until the transaction ends."""

    def make(self, place: str, values: Values) -> None:
        """The place of a row, if it is not there yet."""

    def add(self, place: str, rows: Collection[Difference], by: Any) -> None: ...

    def change(self, place: str, rows: Collection[Difference], by: Any) -> None: ...

    def remove(self, rows: Collection[Difference]) -> None: ...

    def identity_of(self, values: Values) -> Identity: ...

    def note_changes(self, places: Collection[str], by: Any) -> None:
        """Says in the record of changes who changed these places."""


def lock_rows(rows: QuerySet[Any]) -> None:
    for _pk in rows.select_for_update().values_list("pk").iterator(BATCH):
        pass


def token_of(store: Store, place: str) -> str:
    token = Token()
    for pk, values in store.rows(place):
        token.add(pk, row_hash(values))
    return str(token)


def moved(store: Store, tokens: Mapping[str, str]) -> list[str]:
    """The places that are not as they were when the tokens were made."""
    return [place for place, token in tokens.items() if token_of(store, place) != token]
