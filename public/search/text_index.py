"""Texts to be searched, in a database in memory: SQLite's full-text search, without a server."""

import sqlite3
from threading import Lock

from cms.publishing.keys import ObjectKey
from public.search.entries import SearchEntry
from public.search.tokens import exact_tokens, folded_tokens

LONGEST_BODY = 1000
"""As many characters of a text are searched: its beginning says what it is about."""
SPARE_ROWS = 2000
MOST_ROWS = 400
_TABLE = """
    CREATE VIRTUAL TABLE pages USING fts5(
        title, body, exact_title, exact_body,
        content='',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    )
"""
_INSERT = "INSERT INTO pages(rowid, title, body, exact_title, exact_body) VALUES (?, ?, ?, ?, ?)"
_QUERY = """
    SELECT rowid FROM pages WHERE pages MATCH ?
    ORDER BY bm25(pages, 8.0, 1.0, 16.0, 2.0), rowid LIMIT ?
"""


class TextIndex:
    """Holds what was once searched, by number. An index knows which numbers are its own."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.execute(_TABLE)
        self._lock = Lock()
        self._numbers: dict[tuple[str, str], dict[str, int]] = {}
        self._rows = 0

    def numbers_of(self, entry: SearchEntry) -> dict[str, int]:
        """The entry's number in each language; one that was never seen is put in."""
        place = (ObjectKey.of(entry.kind, entry.key), entry.version)
        if place not in self._numbers:
            self._numbers[place] = {
                language: self._add(entry, language) for language in entry.title.root
            }
        return self._numbers[place]

    def matching(self, expression: str) -> list[int]:
        """The numbers of what fits, the best first."""
        with self._lock:
            found = self._database.execute(_QUERY, (expression, MOST_ROWS))
            return [number for (number,) in found]

    def is_mostly_dead(self, living: int) -> bool:
        """Whether most of it belongs to texts that are no longer shown."""
        return self._rows > 2 * living + SPARE_ROWS

    def _add(self, entry: SearchEntry, language: str) -> int:
        title, body = entry.title.root[language], entry.body(language)[:LONGEST_BODY]
        columns = (
            " ".join(tokens(text))
            for tokens in (folded_tokens, exact_tokens)
            for text in (title, body)
        )
        self._rows += 1
        with self._lock:
            self._database.execute(_INSERT, (self._rows, *columns))
        return self._rows
