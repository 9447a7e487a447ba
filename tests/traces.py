"""A query that nobody else would type, in every spelling in which it could be kept."""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus, urlsplit

import psycopg
from psycopg import sql

CANARY = "Kanarienvogel 8271 möchte tự tử"


def spellings(text: str = CANARY) -> dict[str, bytes]:
    """By name: as it is, encoded, and what is left of it by a hash."""
    raw = text.encode()
    found = {
        "plain": raw,
        "a word of it": b"kanarienvogel",
        "in UTF-16": text.encode("utf-16-le"),
        "in an address": quote(text).encode(),
        "in a form": quote_plus(text).encode(),
        "in JSON": json.dumps(text)[1:-1].encode(),
        "in base64": base64.b64encode(raw).rstrip(b"="),
        "in hexadecimal": raw.hex().encode(),
    }
    for name in ("md5", "sha1", "sha256", "sha512", "blake2b"):
        digest = hashlib.new(name, raw).digest()
        found[f"its {name}"] = digest
        found[f"its {name} in hexadecimal"] = digest.hex().encode()
        found[f"its {name} in base64"] = base64.b64encode(digest).rstrip(b"=")
    return {name: needle.lower() for name, needle in found.items()}


def traces(folder: Path, database_url: str) -> list[str]:
    """Where any spelling is found: in the files of a folder, in the tables of a database."""
    needles = spellings()
    return [
        f"{name} in {place}"
        for place, content in (*_files(folder), *_tables(database_url))
        for name, needle in needles.items()
        if needle in content
    ]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes().lower()


def _tables(database_url: str) -> Iterator[tuple[str, bytes]]:
    """Of PostgreSQL only: SQLite's are in a file."""
    if urlsplit(database_url).scheme == "sqlite":
        return
    with closing(psycopg.connect(database_url)) as connection:
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        for (table,) in connection.execute(tables).fetchall():
            rows = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
            text = "\n".join(row for (row,) in connection.execute(rows))
            yield f"table {table}", text.encode().lower()
