"""Which worker of the public site this process is, and how it takes its leave.

A worker that falls silent without a farewell may still answer, with old pages: staff are told.
"""

import os
import socket
from contextlib import suppress
from datetime import timedelta

from django.db import DatabaseError, InterfaceError
from django.db.models.functions import Now

from cms.publishing.diskcopy import HASH_DIGITS
from cms.publishing.models import Heartbeat

KEPT = timedelta(days=1)


def own_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def beat(entry: int, entry_hash: str, trouble: str) -> None:
    """Says that this process lives, what it shows, and what troubles it.

    When it did is for the database's clock to say: each machine has another one.
    """
    said = {"entry": entry, "hash": entry_hash[:HASH_DIGITS], "trouble": trouble[:300]}
    Heartbeat.objects.update_or_create(worker=own_name(), defaults={**said, "at": Now()})
    Heartbeat.objects.filter(at__lt=Now() - KEPT).delete()


def say_farewell() -> None:
    """Called when the process ends as it should: nobody waits for its heartbeat."""
    with suppress(DatabaseError, InterfaceError):
        Heartbeat.objects.filter(worker=own_name()).delete()


def forget_the_dead() -> None:
    """Workers of this machine that were killed, and of which nothing is left to fall silent."""
    for worker in Heartbeat.objects.filter(worker__startswith=f"{socket.gethostname()}:"):
        if not _is_running(int(worker.pk.rpartition(":")[2])):
            worker.delete()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError as error:
        # Somebody else's process is one, too.
        return isinstance(error, PermissionError)
    return True
