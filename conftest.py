"""What all tests share; run them with `make test`, or one with `.venv/bin/pytest path`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from tests.environment import ROOT
from tests.waiting import PATIENCE

pytest_plugins = ["tests.cast", "tests.browser"]


# No timed assertions: a busy machine must not fail a property that holds.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_configure() -> None:
    """Nothing has to be collected or to be slow: plain static files, and passwords hashed once."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Names a database no other run uses.

    On SQLite it is a file, as in production: one in memory is shared by its connections and
    answers two writers with an error instead of letting the second wait.
    """
    default = settings.DATABASES["default"]
    _be_patient(default)
    run, process = Path(os.environ[ROOT]).name, os.environ.get("PYTEST_XDIST_WORKER", "main")
    is_sqlite = default["ENGINE"].endswith("sqlite3")
    default.setdefault("TEST", {})["NAME"] = (
        str(settings.DATA_DIR / "test.sqlite3")
        if is_sqlite
        else f"test_{run}_{process}".replace("-", "_")
    )


def _be_patient(default: dict[str, Any]) -> None:
    """On a busy machine writers wait longer for their turn. No test cuts the power."""
    if default["ENGINE"].endswith("sqlite3"):
        options = default["OPTIONS"]
        options["timeout"] = PATIENCE
        options["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001  It makes what is dropped.
    django_db_blocker: Any,
) -> Iterator[None]:
    """The test database, which at the end can be dropped.

    A browser keeps its connections to the live server open until it goes itself, and each holds
    a thread with a connection to the database.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
