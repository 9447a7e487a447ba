"""Room for a block on a disk that is full: a file that is given up when it is needed.

It lies beside SQLite's file. The disk of a PostgreSQL server is not this machine's.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.db import connection

from cms.database import is_full, sqlite_path
from cms.publishing.models import Entry

SIZE = 8 * 1024 * 1024
"""Bytes: a block, and what workers write meanwhile, take far less."""
LEAVES_FREE = 4 * SIZE


def place() -> Path | None:
    """Where the file is; None where the database is no file of this machine."""
    if connection.vendor != "sqlite":
        return None
    path = sqlite_path(str(connection.settings_dict["NAME"]))
    return path and path.with_name(f"{path.name}-reserve")


def keep_reserve() -> None:
    """Makes the file, or makes it again, where there is plenty of room. A chore of each worker."""
    path = place()
    if path is None or path.exists() or shutil.disk_usage(path.parent).free < LEAVES_FREE:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        # Of nothing that a file system could make smaller.
        part.write_bytes(os.urandom(SIZE))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def with_reserve(attempt: Callable[[], Entry]) -> Entry:
    """Makes the attempt; where the disk is full, once more with what was kept for it."""
    try:
        return attempt()
    except Exception as error:
        path = place()
        if not is_full(error) or path is None or not path.exists():
            raise
        with suppress(FileNotFoundError):
            path.unlink()
    return attempt()
