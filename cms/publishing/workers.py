"""Which workers of the public site have read how much of the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from cms.publishing.chain import START
from cms.publishing.models import Entry, Heartbeat

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
    is_beating = Q(at__gte=Now() - ALIVE_WITHIN)
    known = list(Heartbeat.objects.annotate(is_beating=is_beating).order_by("worker"))
    beating = [beat for beat in known if beat.is_beating]
    stored = Entry.objects.filter(pk__in=[beat.entry for beat in beating])
    hashes = {0: START, **dict(stored.values_list("number", "hash"))}
    return Workers(
        entry=entry,
        reached=sum(1 for beat in beating if beat.entry >= entry and _follows(beat, hashes)),
        alive=len(beating),
        troubles=tuple(f"{beat.worker}: {beat.trouble}" for beat in beating if beat.trouble),
        silent=tuple(beat for beat in known if not beat.is_beating),
    )


def _follows(beat: Heartbeat, hashes: Mapping[int, str]) -> bool:
    """Whether what the worker shows is this log, and not one that was exchanged or cut."""
    return bool(beat.hash) and hashes.get(beat.entry, "").startswith(beat.hash)
