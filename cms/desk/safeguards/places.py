"""Everywhere an object appears, now and in what is coming: asked before and after a block."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel

from cms.desk.content.sidebox import used_in
from cms.desk.log_now import log_now
from cms.publishing import catalog
from cms.publishing.bodies import Item
from cms.publishing.documents import Document
from cms.publishing.freeze import document_of
from cms.publishing.keys import ObjectKey
from cms.publishing.models import Release, ReleaseItem


@dataclass(frozen=True)
class Places:
    """Where an object is shown, and where it will be."""

    live: Item | None
    coming: tuple[Item, ...]
    named_by: tuple[str, ...]
    releases: tuple[Release, ...]


def places_of(key: str) -> Places:
    """Live, scheduled, named by other live objects, and in releases on their way."""
    history, now = log_now(), timezone.now()
    items = history.items.get(key, ())
    coming = (i for i in items if i.starts and i.starts > now and i.entry not in history.undone)
    on_the_way = ReleaseItem.objects.filter(
        key=key, release__in=Release.objects.on_their_way()
    ).select_related("release")
    return Places(
        live=history.live_item(key, now),
        coming=tuple(i for i in coming if i.edition),
        named_by=used_in(key, catalog.current()),
        releases=tuple(item.release for item in on_the_way),
    )


def targets_of(key: str) -> list[tuple[str, str]]:
    """What can be blocked, and what that is called: the edition that is live, the object, or one
    of its inner parts such as `helpline:shout#text`."""
    live = log_now().live_item(key, timezone.now())
    whole = (key, _("all of it, whatever is published"))
    if live is None or live.edition is None:
        return [whole, *_parts(key)]
    edition = (live.edition, _("what is live now; a corrected edition can take its place"))
    return [edition, whole, *_parts(key)]


def _parts(key: str) -> list[tuple[str, str]]:
    try:
        document = document_of(key)
    except ObjectDoesNotExist:
        return []
    if type(document).without is Document.without:
        return []
    names = (
        getattr(inner, "key", "")
        for field in type(document).model_fields
        for inner in _models(getattr(document, field))
    )
    parts = (ObjectKey(key).inner(name) for name in names if name)
    return [(part, _("only “%(part)s”") % {"part": part.part}) for part in parts]


def _models(value: object) -> tuple[BaseModel, ...]:
    values = value if isinstance(value, tuple) else ()
    return tuple(inner for inner in values if isinstance(inner, BaseModel))
