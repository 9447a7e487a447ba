"""What comparing and applying need to know of the database; one store for each kind of file."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, Protocol

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet

from cms.desk.imports.rows import HASH_BYTES, Difference, Identity, Values, row_hash

BATCH = 500
"""Rows looked up or written at once: SQLite takes no more than some thousand variables."""

Named = tuple[str, Identity]
"""A place, and what a row is known by in it."""
Author = User | None
"""Nobody, where a command names nobody."""


class Store(Protocol):
    """Rows live in places: term lists, labelled queries of a locale, a guide with its sections."""

    def place_of(self, values: Values) -> str | None:
        """The place that a row stored with these very values would be in, if there is one."""

    def rows(self, place: str) -> Iterator[tuple[int, Values]]:
        """All rows of a place, in the order they were made."""

    def find(self, rows: Collection[Named]) -> dict[Named, tuple[int, Values]]:
        """Those of at most BATCH rows that are stored."""

    def lock(self, places: Iterable[str]) -> None:
        """Nobody else can write to these places until the transaction ends."""

    def add(self, place: str, rows: Collection[Difference], by: Author) -> None:
        """Stores new rows, and the place itself where it is not there yet."""

    def change(self, place: str, rows: Collection[Difference], by: Author) -> None: ...

    def remove(self, rows: Collection[Difference], by: Author) -> None: ...

    def identity_of(self, values: Values) -> Identity: ...

    def note_changes(self, places: Collection[str], by: Author) -> None:
        """Says in the record of changes who changed these places."""


def lock_rows(*found: QuerySet[Any]) -> None:
    """Locks them in this order. SQLite needs it not: it lets one transaction write at a time."""
    if connection.features.has_select_for_update:
        for rows in found:
            for _pk in rows.order_by("pk").select_for_update().values_list("pk").iterator(BATCH):
                pass


def token_of(rows: Iterable[tuple[int, str]]) -> str:
    """A hash over ids and hashes of rows, in their order: equal if nobody has touched them."""
    token = blake2b(digest_size=HASH_BYTES)
    for pk, hashed in rows:
        token.update(f"{pk}{hashed}".encode())
    return token.hexdigest()


def hashed_rows(store: Store, place: str) -> Iterator[tuple[int, str]]:
    return ((pk, row_hash(values)) for pk, values in store.rows(place))


def moved(store: Store, tokens: Mapping[str, str]) -> list[str]:
    """The places that are not as they were when the tokens were made."""
    return [p for p, token in tokens.items() if token_of(hashed_rows(store, p)) != token]
