"""Where objects stand between draft and public: for a whole list in a fixed number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.publishing.bodies import Item
from cms.publishing.changed import changed_keys
from cms.publishing.documents import Document
from cms.publishing.freeze import open_if_whole
from cms.publishing.keys import ObjectKey
from cms.publishing.log import History
from cms.publishing.models import Edition, Release, ReleaseItem


class Stage(TextChoices):
    """The one word for where an object stands now."""

    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")
    SCHEDULED = "scheduled", _("scheduled")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")
    BLOCKED = "blocked", _("blocked")


@dataclass(frozen=True, kw_only=True)
class PublicationStatus:
    """An object's stage, and what is on its way."""

    stage: Stage
    item: Item | None = None
    """The item of the log that says so: live, coming, or the last that was."""
    is_changed: bool = False
    """Whether the working copy differs from what is live or coming."""
    release: int | None = None
    """The release in review that holds the object."""
    blocked: tuple[str, ...] = ()
    """What is blocked in what is live, such as a number, by what staff call it."""
    waits_in: tuple[str, ...] = ()
    """The languages in which nobody has read it yet although others were approved."""

    @property
    def words(self) -> set[str]:
        """Everything a filter can ask for."""
        extra = {
            "changed": self.is_changed,
            "in_review": self.release is not None,
            "waiting": bool(self.waits_in),
            Stage.BLOCKED.value: bool(self.blocked),
        }
        return {self.stage.value, *(word for word, holds in extra.items() if holds)}


def publication_statuses(
    keys: Collection[str],
    history: History,
    now: datetime,
    copies: Mapping[str, Document] | None = None,
) -> dict[str, PublicationStatus]:
    """The status of each object, in at most five queries.

    `copies` are working copies that were read already.
    """
    stages = {key: _stage(key, history, now) for key in keys}
    hidden = _blocked_inside(stages, history)
    editions = {key: item.edition for key, (_, item) in stages.items() if item and item.edition}
    changed = changed_keys(editions, copies)
    in_review = ReleaseItem.objects.filter(key__in=keys, release__state=Release.State.SUBMITTED)
    releases: dict[str, int] = {}
    waiting: dict[str, set[str]] = {}
    for key, release, waits_in in in_review.values_list("key", "release", "waits_in"):
        releases[key] = release
        waiting.setdefault(key, set()).update(waits_in)
    return {
        key: PublicationStatus(
            stage=Stage.BLOCKED if key in hidden and hidden[key].is_all else stage,
            item=item,
            blocked=hidden[key].parts if key in hidden else (),
            is_changed=key in changed,
            release=releases.get(key),
            waits_in=tuple(sorted(waiting.get(key, ()))),
        )
        for key, (stage, item) in stages.items()
    }


class _Hidden(NamedTuple):
    """What is blocked inside an object that is live, and whether that is all there is to show."""

    parts: tuple[str, ...]
    is_all: bool


def _blocked_inside(
    stages: Mapping[str, tuple[Stage, Item | None]], history: History
) -> dict[str, _Hidden]:
    named = {part.object for part in map(ObjectKey, history.blocked) if part.part}
    live = {
        key: item.edition
        for key, (stage, item) in stages.items()
        if key in named and stage is Stage.LIVE and item
    }
    stored = Edition.objects.in_bulk(list(live.values())) if live else {}
    found = {}
    for key, digest in live.items():
        document = open_if_whole(stored.get(digest))
        if document and (parts := document.hidden_by(history.blocked)):
            found[key] = _Hidden(tuple(parts), document.without(history.blocked) is None)
    return found


def _stage(key: str, history: History, now: datetime) -> tuple[Stage, Item | None]:
    items = [i for i in history.items.get(key, ()) if i.entry not in history.undone]
    chosen = history.chosen(key, now)
    if key in history.blocked or (chosen and chosen.edition in history.blocked):
        return Stage.BLOCKED, chosen
    if live := history.live_item(key, now):
        return Stage.LIVE, live
    if coming := [i for i in items if i.edition and i.starts and i.starts > now]:
        return Stage.SCHEDULED, coming[-1]
    if chosen:
        return Stage.WITHDRAWN, chosen
    if items:
        return Stage.ENDED, items[-1]
    return (Stage.WITHDRAWN, None) if key in history.items else (Stage.DRAFT, None)
