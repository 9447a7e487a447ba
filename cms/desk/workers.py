"""Which workers of the public site have read how much of the log."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.publishing.models import Heartbeat

ALIVE_WITHIN = timedelta(seconds=30)


@dataclass(frozen=True)
class Workers:
    """`reached` of `alive` workers show the entry; `troubles` are what they report.

    The `silent` have stopped saying anything, and have not said that they end.
    """

    entry: int
    reached: int
    alive: int
    troubles: tuple[str, ...]
    silent: tuple[Heartbeat, ...]


def workers(entry: int) -> Workers:
    """How far the workers that live have come with respect to an entry."""
    since = timezone.now() - ALIVE_WITHIN
    known = list(Heartbeat.objects.order_by("worker"))
    beating = [beat for beat in known if beat.at >= since]
    return Workers(
        entry=entry,
        reached=sum(1 for beat in beating if beat.entry >= entry),
        alive=len(beating),
        troubles=tuple(f"{beat.worker}: {beat.trouble}" for beat in beating if beat.trouble),
        silent=tuple(beat for beat in known if beat.at < since),
    )
