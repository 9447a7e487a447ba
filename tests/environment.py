"""Gives pytest and mypy what a deployment reads from its environment.

Both load this file as a plugin before they load the settings.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from mypy.plugin import Plugin

ROOT = "WELLSPRING_TESTS"


def prepare() -> None:
    """Every run, and every process of a run, keeps its files to itself."""
    if ROOT not in os.environ:
        os.environ[ROOT] = tempfile.mkdtemp(prefix="wellspring-tests-")
        atexit.register(shutil.rmtree, os.environ[ROOT], ignore_errors=True)
    folder = Path(os.environ[ROOT]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    # WhiteNoise complains of a folder that is not there.
    (folder / "static").mkdir(parents=True, exist_ok=True)
    os.environ["WELLSPRING_DATA"] = str(folder)
    os.environ["SECRET_KEY"] = "for tests only: it is in the repository for all to read"
    os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
    os.environ["HTTPS"] = "0"
    os.environ["REQUIRE_SECOND_FACTOR"] = "0"
    # The browser's own event loop is in the test's thread, where Django refuses its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def plugin(_version: str) -> type[Plugin]:
    """For mypy, which needs the settings and nothing else from here."""
    return Plugin


prepare()
