"""Who else has the form of an object open.

Opening a form writes nothing: it is noted in memory and saved by the background thread of the
worker, so that reading content never waits for somebody who is writing.
"""

from datetime import datetime, timedelta
from threading import Lock
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError, models, transaction
from django.utils import timezone

RECENT = timedelta(minutes=30)
"""So long a form counts as open: without a script nobody tells when it is closed."""


class Presence(models.Model):
    """A person opened the form of an object, and has not saved or left it as far as is known."""

    key = models.CharField(max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="present_once", fields=["key", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.key}"


class Stay(NamedTuple):
    """When somebody was last at a form, and whether they have left it since."""

    at: datetime
    is_over: bool


Stays = dict[tuple[str, int], Stay]


class _Notes:
    """What this process has seen since it was last saved; the latest stay counts."""

    def __init__(self) -> None:
        self._stays: Stays = {}
        self._lock = Lock()

    def add(self, stays: Stays) -> None:
        with self._lock:
            self._stays = {**self._stays, **stays}

    def put_back(self, stays: Stays) -> None:
        with self._lock:
            self._stays = {**stays, **self._stays}

    def take(self) -> Stays:
        with self._lock:
            taken, self._stays = self._stays, {}
        return taken


_notes = _Notes()


def note_open(key: str, user: Any) -> None:
    _notes.add({(key, user.pk): Stay(timezone.now(), is_over=False)})


def note_left(key: str, user: Any) -> None:
    _notes.add({(key, user.pk): Stay(timezone.now(), is_over=True)})


def others_at(key: str, user: Any) -> list[Presence]:
    """Everybody else who has opened the form lately, the latest first: one query."""
    recent = Presence.objects.filter(key=key, at__gte=timezone.now() - RECENT)
    return list(recent.exclude(user=user).select_related("user").order_by("-at"))


def save_presences() -> None:
    """Saves what was noted; while the database is away, it waits in memory."""
    taken = _notes.take()
    if not taken:
        return
    try:
        _save(taken)
    except (OperationalError, InterfaceError):
        _notes.put_back(taken)
        raise


@transaction.atomic
def _save(stays: Stays) -> None:
    Presence.objects.bulk_create(
        (
            Presence(key=key, user_id=user, at=stay.at)
            for (key, user), stay in stays.items()
            if not stay.is_over
        ),
        update_conflicts=True,
        unique_fields=["key", "user"],
        update_fields=["at"],
    )
    for (key, user), stay in stays.items():
        if stay.is_over:
            # In another worker they may have opened it again meanwhile.
            Presence.objects.filter(key=key, user=user, at__lte=stay.at).delete()
    Presence.objects.filter(at__lt=timezone.now() - RECENT).delete()
