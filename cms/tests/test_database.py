import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cms.database import configuration, sqlite_name, sqlite_path
from cms.env import EnvironmentProblem


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
