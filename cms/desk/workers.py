"""Which workers of the public site have read how much of the log."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.publishing.models import Heartbeat

ALIVE_WITHIN = timedelta(seconds=30)


@dataclass(frozen=True)
class Workers:
    """`reached` of `alive` workers show the entry; `troubles` are what they report."""

    entry: int
    reached: int
    alive: int
    troubles: tuple[str, ...]


def workers(entry: int) -> Workers:
    """How far the workers that live have come with respect to an entry."""
    since = timezone.now() - ALIVE_WITHIN
    beating = list(Heartbeat.objects.filter(at__gte=since).order_by("worker"))
    return Workers(
        entry=entry,
        reached=sum(1 for beat in beating if beat.entry >= entry),
        alive=len(beating),
        troubles=tuple(f"{beat.worker}: {beat.trouble}" for beat in beating if beat.trouble),
    )
