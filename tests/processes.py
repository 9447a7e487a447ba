"""Other processes: they work on the test's own database, and end with what started them."""

import os
import signal
import subprocess
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.db import connection, connections


@contextmanager
def running(command: list[str], **options: Any) -> Iterator["subprocess.Popen[str]"]:
    """A process that ends with the block, with all it has started, whatever happens in it."""
    with subprocess.Popen(  # noqa: S603  Tests run this very interpreter.
        command, start_new_session=True, text=True, **options
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def forked(work: Callable[[], object]) -> Iterator[int]:
    """A copy of this process that does the work beside the block, and is killed at its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            # A browser's event loop doesn't run in the copy, so Django finds the connections of
            # before that loop here, and they are not its own.
            connections.close_all()
            work()
        except BaseException:  # noqa: BLE001  Nobody else tells of it.
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert status in {0, signal.SIGKILL}, "the copy failed: its traceback is above"


def environment() -> dict[str, str]:
    """What a process needs to work on the database of this test. Close the connection first."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "cms.settings",
    }


def database_url() -> str:
    """The test database as another process names it."""
    given = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return f"sqlite://{connection.settings_dict['NAME']}"
    user = f"{given['USER']}:{given['PASSWORD']}@" if given["USER"] else ""
    return f"postgres://{user}{given['HOST']}:{given['PORT']}/{connection.settings_dict['NAME']}"
