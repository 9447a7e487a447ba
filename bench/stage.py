"""A data folder of its own for every process that measures, and more processes to measure in turn.

Importing this module sets Django up, so it comes before any import of a model.
"""

import atexit
import io
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import django
from django.core.management import call_command

P = ParamSpec("P")
T = TypeVar("T")

ROOT = Path(__file__).parent.parent
FOLDERS = "WELLSPRING_BENCH"


def environment(folder: Path) -> dict[str, str]:
    """What a process needs to serve a demonstration from the folder."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "WELLSPRING_DATA": str(folder),
        "DATABASE_URL": f"sqlite://{folder / 'wellspring.sqlite3'}",
        "SECRET_KEY": "for measuring only: it is in the repository for all to read",
        "DEMO": "1",
    }


def _enter_folder() -> Path:
    """A new folder for this process; the first process removes the folders of all at its end."""
    if FOLDERS not in os.environ:
        os.environ[FOLDERS] = tempfile.mkdtemp(prefix="wellspring-bench-")
        atexit.register(shutil.rmtree, os.environ[FOLDERS])
    folder = Path(tempfile.mkdtemp(dir=os.environ[FOLDERS]))
    (folder / "static").mkdir()
    os.environ.update(environment(folder))
    return folder


FOLDER = _enter_folder()
django.setup()


class Stage:
    """Another process, with a folder of its own. What its functions leave in memory stays there.

    Each stage does a little in turn, so that what the machine does meanwhile falls on all alike.
    """

    def __init__(self) -> None:
        self._process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))

    def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Calls the function there, and waits for what it returns."""
        return self._process.submit(function, *args, **kwargs).result()

    def leave(self) -> None:
        self._process.shutdown()


def prepare_empty() -> None:
    """What `make run` does before the demonstration is seeded."""
    for command in ("migrate", "createcachetable", "sync_roles"):
        call_command(command, verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)


def prepare_demonstration() -> None:
    """All of what `make run` does before it serves."""
    prepare_empty()
    for command in ("demo", "seed"):
        call_command(command, stdout=io.StringIO())


def cpu_of(work: Callable[[], object]) -> float:
    """Seconds of CPU that this process, all its threads together, spends on the work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def row(measure: str, found: str, target: str = "") -> None:
    print(f"{measure:<58} {found:>22}" + (f"   target {target}" if target else ""), flush=True)
