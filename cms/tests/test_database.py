import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connection

from cms.database import configuration, sqlite_name, sqlite_path, while_serving
from cms.env import EnvironmentProblem
from cms.postgres import base as postgres


def test_a_moved_sqlite_file_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(sqlite_name(tmp_path / "gone.sqlite3"), uri=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["plain.sqlite3", "with space", "50%?#.sqlite3", "Tiếng Việt"])
def test_the_path_of_a_sqlite_file_survives_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert sqlite_path(sqlite_name(path)) == path
    sqlite3.connect(sqlite_name(path), uri=True).close()


@pytest.mark.parametrize("name", [":memory:", "file:memorydb?mode=memory&cache=shared"])
def test_a_database_in_memory_has_no_path(name: str) -> None:
    assert sqlite_path(name) is None


@pytest.mark.parametrize("slashes", ["///", "////"])
def test_both_usual_spellings_of_a_full_path_are_understood(slashes: str) -> None:
    found = configuration(urlsplit(f"sqlite:{slashes}srv/well.sqlite3"))
    assert found["NAME"] == "file:/srv/well.sqlite3?mode=rw"


def test_a_postgres_address_is_taken_apart() -> None:
    found = configuration(urlsplit("postgres://me:p%40ss@db.example:6543/well?sslmode=require"))
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me",
        "p@ss",
        "db.example",
        "6543",
        "well",
    )
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    "address", ["sqlite://data/file.sqlite3", "sqlite:///", "sqlite:", "postgres://host/"]
)
def test_an_address_that_names_no_database_is_refused(address: str) -> None:
    with pytest.raises(EnvironmentProblem, match="DATABASE_URL"):
        configuration(urlsplit(address))


def test_a_process_that_serves_gives_up_where_a_command_would_wait() -> None:
    found = configuration(urlsplit("postgres://me@db/well?options=-c%20work_mem%3D8MB"))
    serving = while_serving(found)
    assert serving["ENGINE"] == "cms.postgres"
    assert serving["OPTIONS"]["options"] == "-c work_mem=8MB -c statement_timeout=20s"
    assert serving["OPTIONS"]["tcp_user_timeout"] == 10_000
    assert (found["ENGINE"], found["OPTIONS"]["options"]) == (
        "django.db.backends.postgresql",
        "-c work_mem=8MB",
    )
    file = configuration(urlsplit("sqlite:///srv/well.sqlite3"))
    assert while_serving(file) == file


@pytest.mark.django_db
def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        return  # SQLite is no server: its own time-out counts for a file that is locked.
    monkeypatch.setattr(postgres, "WAIT_SECONDS", 0.2)
    settings = while_serving(connection.settings_dict | {"ENGINE": "…postgresql"})
    hanging = postgres.DatabaseWrapper(settings, alias="hanging")
    try:
        with pytest.raises(OperationalError), hanging.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
        hanging.close_if_unusable_or_obsolete()
        monkeypatch.setattr(postgres, "WAIT_SECONDS", 30.0)
        with hanging.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("20s",)
    finally:
        hanging.close()
