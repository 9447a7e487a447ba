"""`make run`: prepares the demonstration, serves it, and says when it answers."""

import hashlib
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from cms import env

Step = Callable[[], object]


class Command(BaseCommand):
    help = "Prepares the demonstration and serves it. Refused outside of DEMO."
    # There are no tables yet that a check could look at.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only-prepare", action="store_true", help="Does not serve it.")

    def handle(self, *args: Any, only_prepare: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration runs only where DEMO=1 is set.")
        accounts = StringIO()
        self._take("Tables", make_tables)
        self._take("Roles", partial(call_command, "sync_roles", stdout=StringIO()))
        self._take("Styles and pictures", collect_static_files)
        self._take("Staff accounts", partial(call_command, "demo", stdout=accounts))
        self._take("Content", partial(call_command, "seed", stdout=StringIO()))
        if not only_prepare:
            self._serve(accounts.getvalue())

    def _take(self, name: str, step: Step) -> None:
        """Tells what is being done, then how long it took."""
        self.stdout.write(f"{name} ... ", ending="")
        self.stdout.flush()
        started = time.monotonic()
        step()
        self.stdout.write(f"{time.monotonic() - started:.1f} s")

    def _serve(self, accounts: str) -> None:
        """This process becomes the server; a copy of it waits until the server answers."""
        self.stdout.flush()
        connections.close_all()
        server = os.getpid()
        if os.fork() == 0:
            if _answers(while_there=server):
                self.stdout.write(f"Ready.\n{accounts}")
                self.stdout.flush()
            os._exit(0)
        gunicorn = Path(sys.executable).with_name("gunicorn")
        os.execv(gunicorn, [str(gunicorn)])  # noqa: S606  Our own server, without a shell.


def make_tables() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def collect_static_files() -> None:
    """Once for each state of them: collecting takes seconds, to look whether any changed none."""
    kept, state = settings.DATA_DIR / "static-collected", _state_of_static_files()
    is_there = (settings.STATIC_ROOT / "staticfiles.json").exists()
    if is_there and kept.exists() and kept.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(state)


def _state_of_static_files() -> str:
    paths = (
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    )
    stats = sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    return hashlib.sha256(repr(stats).encode()).hexdigest()


def _answers(*, while_there: int) -> bool:
    """Waits until the site has something to show; False where the server goes before."""
    port = env.whole_number("PORT", 8000, least=1, most=env.LAST_PORT)
    while os.getppid() == while_there:
        connection = HTTPConnection("127.0.0.1", port)
        with suppress(OSError, HTTPException):
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return True
        connection.close()
        time.sleep(0.1)
    return False
