"""Where objects stand between draft and public: for a whole list in a fixed number of queries.

A state word is true by what visitors see: the outlook tells that, in each language and market,
and when it changes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.desk.log_now import site_now
from cms.publishing.bodies import Item
from cms.publishing.changed import changed_keys
from cms.publishing.documents import Document
from cms.publishing.log import History
from cms.publishing.models import Release, ReleaseItem
from cms.publishing.outlook import Outlook, Sight, Turn
from cms.publishing.snapshot import Snapshot


class Stage(TextChoices):
    """The one word for where an object stands now. `live` is said of what a visitor sees only."""

    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")
    SCHEDULED = "scheduled", _("scheduled")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")
    BLOCKED = "blocked", _("blocked")
    HIDDEN = "hidden", _("not live")


@dataclass(frozen=True, kw_only=True)
class PublicationStatus:
    """An object's stage, and what is on its way."""

    stage: Stage
    sight: Sight | None = None
    """What a visitor sees of it now."""
    turn: Turn | None = None
    """When they will see something else of it, unless the log goes on."""
    ended: datetime | None = None
    """Since when what is over is seen no more."""
    lacks: tuple[str, ...] = ()
    """The objects for want of which it is not live."""
    is_changed: bool = False
    """Whether the working copy says what is neither live nor coming."""
    release: int | None = None
    """The release in review that holds the object."""
    blocked: tuple[str, ...] = ()
    """What is blocked in what is live, such as a number, by what staff call it."""
    waits_in: tuple[str, ...] = ()
    """The languages in which nobody has read it yet although others were approved."""

    @property
    def words(self) -> set[str]:
        """Everything a filter can ask for."""
        is_blocked = bool(self.blocked or (self.sight and self.sight.off))
        extra = {
            "changing": self.sight is not None and self.turn is not None,
            "changed": self.is_changed,
            "in_review": self.release is not None,
            "waiting": bool(self.waits_in),
            Stage.BLOCKED.value: is_blocked,
        }
        return {self.stage.value, *(word for word, holds in extra.items() if holds)}


def publication_statuses(
    keys: Collection[str],
    now: datetime,
    copies: Mapping[str, Document] | None = None,
) -> dict[str, PublicationStatus]:
    """The status of each object, in at most seven queries.

    `copies` are working copies that were read already.
    """
    site = site_now(keys, now)
    changed = changed_keys(_released(keys, site.history, now), copies)
    in_review = ReleaseItem.objects.filter(key__in=keys, release__state=Release.State.SUBMITTED)
    releases: dict[str, int] = {}
    waiting: dict[str, set[str]] = {}
    for key, release, waits_in in in_review.values_list("key", "release", "waits_in"):
        releases[key] = release
        waiting.setdefault(key, set()).update(waits_in)
    outlook = Outlook(site, now)
    found = {}
    for key in keys:
        stage = _stage(key, outlook, site.history, now)
        found[key] = PublicationStatus(
            stage=stage,
            sight=outlook.sight(key),
            turn=next(outlook.turns(key), None),
            ended=outlook.ended(key) if stage is Stage.ENDED else None,
            lacks=outlook.lacks(key) if stage is Stage.HIDDEN else (),
            blocked=_blocked_inside(key, site, now),
            is_changed=key in changed,
            release=releases.get(key),
            waits_in=tuple(sorted(waiting.get(key, ()))),
        )
    return found


def _released(keys: Collection[str], history: History, now: datetime) -> dict[str, set[str]]:
    """The editions that are live or coming; of what is over, the last."""
    found = {}
    for key in keys:
        items = list(history.coming(key, now)) or _standing(key, history)[-1:]
        if editions := {item.edition for item in items if item.edition}:
            found[key] = editions
    return found


def _standing(key: str, history: History) -> list[Item]:
    return [item for item in history.items.get(key, ()) if item.entry not in history.undone]


def _blocked_inside(key: str, site: Snapshot, now: datetime) -> tuple[str, ...]:
    item = site.history.live_item(key, now)
    loaded = site.editions.get(item.edition or "") if item else None
    return tuple(loaded.document.hidden_by(site.history.blocked)) if loaded else ()


def _stage(key: str, outlook: Outlook, history: History, now: datetime) -> Stage:
    chosen = history.chosen(key, now)
    if outlook.sight(key):
        return Stage.LIVE
    if key in history.blocked or (chosen and chosen.edition in history.blocked):
        return Stage.BLOCKED
    if any(outlook.turns(key)):
        return Stage.SCHEDULED
    if outlook.lacks(key):
        return Stage.HIDDEN
    free = outlook.unblocked()
    if free.sight(key) or any(free.turns(key)):
        return Stage.BLOCKED
    if chosen and (chosen.edition is None or chosen.edition in history.erased):
        return Stage.WITHDRAWN
    coming = (item for item in history.coming(key, now) if item.edition)
    if any(item is not chosen or outlook.is_lost(item) for item in coming):
        return Stage.HIDDEN
    if _standing(key, history):
        return Stage.ENDED
    return Stage.WITHDRAWN if key in history.items else Stage.DRAFT
