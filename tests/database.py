"""The test database: one for each process of a run, with permissions, and quickly emptied."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction
from django.test.testcases import TransactionTestCase

from cms.desk.roles import sync_roles
from tests.environment import ROOT
from tests.waiting import PATIENCE

LASTING = {Permission._meta.db_table, ContentType._meta.db_table}
"""These are filled by `migrate`, and are the same for every test."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Names a database no other run uses.

    On SQLite it is a file, as in production: one in memory is shared by its connections and
    answers two writers with an error instead of letting the second wait.
    """
    default = settings.DATABASES["default"]
    run, process = Path(os.environ[ROOT]).name, os.environ.get("PYTEST_XDIST_WORKER", "main")
    test = default.setdefault("TEST", {})
    if not default["ENGINE"].endswith("sqlite3"):
        test["NAME"] = f"test_{run}_{process}".replace("-", "_")
        return
    test["NAME"] = str(settings.DATA_DIR / "test.sqlite3")
    # On a busy machine writers wait longer for their turn. No test cuts the power.
    default["OPTIONS"]["timeout"] = PATIENCE
    default["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[None]:
    """The test database, which at the end can be dropped.

    A browser keeps its connections to the live server open until it goes itself, and each holds
    a thread with a connection to the database. With its event loop Django's connections of
    before come back, which a test may have ended.
    """
    setattr(TransactionTestCase, "_fixture_teardown", lambda _test: empty())  # noqa: B010
    with django_db_blocker.unblock():
        sync_roles()
        Group.objects.all().delete()
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        end_other_connections()


def end_other_connections() -> None:
    """Those of threads that an earlier test has left: one may hold a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def empty() -> None:
    """Deletes all rows, but for those that would only be made again.

    Django's own `flush` makes all permissions anew after each test, and on PostgreSQL every table.
    """
    known = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in known if name not in LASTING]
    # PostgreSQL looks at references when the transaction ends.
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})"  # noqa: S608  Our own tables.
                for name in tables
            )
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608
