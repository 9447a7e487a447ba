"""What all tests share; run them with `make test`, or one with `.venv/bin/pytest path`."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

from tests.browser import browser_type_launch_args
from tests.environment import ROOT

__all__ = ["browser_type_launch_args"]

pytest_plugins = ["tests.cast"]


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
    run, process = Path(os.environ[ROOT]).name, os.environ.get("PYTEST_XDIST_WORKER", "main")
    is_sqlite = default["ENGINE"].endswith("sqlite3")
    default.setdefault("TEST", {})["NAME"] = (
        str(settings.DATA_DIR / "test.sqlite3")
        if is_sqlite
        else f"test_{run}_{process}".replace("-", "_")
    )
