"""Everywhere an object appears, now and in what is coming: asked before and after a block."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.content.sidebox import used_in
from cms.desk.log_now import log_now
from cms.publishing import catalog
from cms.publishing.bodies import Item
from cms.publishing.freeze import open_if_whole
from cms.publishing.keys import ObjectKey
from cms.publishing.log import History
from cms.publishing.models import Edition, Release, ReleaseItem


@dataclass(frozen=True)
class Places:
    """Where an object is shown, and where it will be."""

    live: Item | None
    coming: tuple[Item, ...]
    named_by: tuple[str, ...]
    releases: tuple[Release, ...]


def appearances_of(key: str) -> Places:
    """Live, scheduled, named by other live objects, and in releases on their way."""
    history, now = log_now(), timezone.now()
    items = history.items.get(key, ())
    coming = (i for i in items if i.starts and i.starts > now and i.entry not in history.undone)
    on_the_way = ReleaseItem.objects.filter(
        key=key, release__in=Release.objects.on_their_way()
    ).select_related("release")
    return Places(
        live=history.view(now).items.get(key),
        coming=tuple(i for i in coming if i.edition),
        named_by=used_in(key, catalog.current()),
        releases=tuple(item.release for item in on_the_way),
    )


def targets_of(key: str) -> list[tuple[str, str]]:
    """What can be blocked, and what that is called: the edition that is live, the object, or
    something in it that is live or coming, such as a number."""
    history, now = log_now(), timezone.now()
    live = history.live_item(key, now)
    whole = (key, _("all of it, whatever is published"))
    parts = _parts(key, history, now)
    if live is None or live.edition is None:
        return [whole, *parts]
    edition = (live.edition, _("what is live now; a corrected edition can take its place"))
    return [edition, whole, *parts]


def _parts(key: str, history: History, now: datetime) -> list[tuple[str, str]]:
    """Those of what is live first; what is blocked already is not offered again."""
    instants = [now, *(i for i in history.instants([key]) if i > now)]
    digests = [item.edition or "" for i in instants if (item := history.chosen(key, i))]
    stored = Edition.objects.in_bulk(digests)
    found: dict[str, str] = {}
    for document in (open_if_whole(stored.get(digest)) for digest in digests):
        shown = document and document.without(history.blocked)
        for part, label in shown.inner_parts() if shown else ():
            found.setdefault(ObjectKey(key).inner(part), _("only %(part)s") % {"part": label})
    return list(found.items())
