"""From DATABASE_URL to Django's description of the database."""

import errno
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote

from cms.env import EnvironmentProblem

SCHEMES = frozenset({"sqlite", "postgres", "postgresql"})

# WAL lets readers go on while one process writes; FULL keeps a commit through a power cut.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
SQLITE_WAIT_SECONDS = 10
POSTGRES_CONNECT_SECONDS = 3
POSTGRES_WHILE_SERVING = {
    # A network that lost the server tells nobody: unanswered packets end the connection.
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
STATEMENT_TIMEOUT = "-c statement_timeout=20s"


FULL = {errno.ENOSPC, errno.EDQUOT}
FULL_IN_POSTGRES = "53100"


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that a disk has no room."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        if isinstance(error, sqlite3.Error):
            return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        if getattr(error, "sqlstate", None) == FULL_IN_POSTGRES:
            return True
        error = error.__cause__ or error.__context__
    return False


def configuration(url: SplitResult) -> dict[str, Any]:
    return _sqlite(url) if url.scheme == "sqlite" else _postgres(url)


def while_serving(described: dict[str, Any]) -> dict[str, Any]:
    """The same database for a process that serves: it gives up where a command would wait."""
    if not described["ENGINE"].endswith("postgresql"):
        return described
    given = described["OPTIONS"]
    told = " ".join(filter(None, (given.get("options"), STATEMENT_TIMEOUT)))
    options = {**POSTGRES_WHILE_SERVING, **given, "options": told}
    return {**described, "ENGINE": "cms.postgres", "OPTIONS": options}


def sqlite_name(path: Path) -> str:
    """`mode=rw` opens and never creates.

    SQLite would answer a moved file with a new, empty one and throw the write-ahead log away.
    Only the migrate command makes the file (cms/operations/management/commands/migrate.py).
    """
    return f"file:{quote(str(path))}?mode=rw"


def sqlite_path(name: str) -> Path | None:
    """The file behind a name made by `sqlite_name`; None for a database in memory."""
    address, _, options = name.partition("?")
    if not address.startswith("file:/") or "mode=memory" in options:
        return None
    return Path(unquote(address.removeprefix("file:")))


def _sqlite(url: SplitResult) -> dict[str, Any]:
    # Three slashes and four are both usual for a full path.
    path = Path("/" + unquote(url.path).lstrip("/"))
    if url.netloc or path == Path("/"):
        raise EnvironmentProblem(
            "DATABASE_URL must name a file by its full path: sqlite:///srv/wellspring.sqlite3."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": sqlite_name(path),
        "OPTIONS": {
            "timeout": SQLITE_WAIT_SECONDS,
            # Takes the write lock at the start: a transaction that reads first and writes
            # later would fail with "locked" instead of waiting its turn.
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        },
        # Opened for each request: a connection kept open would go on writing to a moved file.
        "CONN_MAX_AGE": 0,
    }


def _postgres(url: SplitResult) -> dict[str, Any]:
    name = unquote(url.path.removeprefix("/"))
    if not name:
        raise EnvironmentProblem("DATABASE_URL must end with the name of a database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": {"connect_timeout": POSTGRES_CONNECT_SECONDS, **dict(parse_qsl(url.query))},
        # Many threads take turns at staff requests: kept ones would be more than a database allows.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }
