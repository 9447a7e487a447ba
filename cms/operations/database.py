"""The whole database as it is at one instant, copied while others go on writing, and put back."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from cms.database import sqlite_path
from cms.errors import Refused

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""What the copy is called, by Django's name for the kind of database."""

Rows = dict[str, int]
"""How many rows each table has."""


def dump(folder: Path) -> Rows:
    """Copies the database into the folder."""
    target = folder / NAMES[connection.vendor]
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgres(target)


def load(folder: Path) -> Rows:
    """Puts a copy where DATABASE_URL points; Refused where something is there already."""
    source = folder / NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        _load_sqlite(source)
    else:
        _load_postgres(source)
    with connection.cursor() as cursor:
        return _rows(cursor)


def _dump_sqlite(target: Path) -> Rows:
    with connection.cursor() as cursor:
        # Reads in one transaction, which stops no writer and sees none of them.
        cursor.execute("VACUUM INTO %s", [str(target)])
        with closing(sqlite3.connect(target)) as copy:
            return _rows(copy, connection.introspection.table_names(cursor))


def _load_sqlite(source: Path) -> None:
    path = sqlite_path(str(connection.settings_dict["NAME"]))
    if path is None:
        raise Refused("The database is in memory only, so nothing can be put back into it.")
    # A write-ahead log left beside it would be replayed into the restored file.
    for there in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        if there.exists():
            raise Refused(f"{there} exists: move it away first.")
    connection.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    shutil.copyfile(source, part)
    part.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    part.replace(path)


def _dump_postgres(target: Path) -> Rows:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        # pg_dump sees what this transaction sees, so that the counts are those of the copy.
        (snapshot,) = cursor.fetchone()
        _run("pg_dump", f"--snapshot={snapshot}", "--format=custom", f"--file={target}")
        return _rows(cursor)


def _load_postgres(source: Path) -> None:
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise Refused("The database has tables already: make an empty one and name that.")
    _run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        str(source),
    )


def _run(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise Refused(f"{program} is not here: install the client programs of PostgreSQL.")
    given: dict[str, Any] = connection.get_connection_params()
    names = ("dbname", "user", "host", "port", "sslmode")
    known = {name: str(given[name]) for name in names if given.get(name)}
    # The password travels by the environment: everybody on a machine sees a command line.
    done = subprocess.run(  # noqa: S603  The programs are named above, the rest is settings.
        [program, f"--dbname={make_conninfo(**known)}", *arguments],
        env={**os.environ, "PGPASSWORD": given.get("password", "")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"{program} failed: {done.stderr.strip()}")


def _rows(cursor: Any, tables: list[str] | None = None) -> Rows:
    if tables is None:
        tables = connection.introspection.table_names(cursor)
    counts = {}
    for table in sorted(tables):
        found = cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        counts[table] = found.fetchone()[0]
    return counts
