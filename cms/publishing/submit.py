"""Submitting a release: it is frozen, checked, and waits for a reviewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Moved, NotAllowed, Refused
from cms.publishing.append import require
from cms.publishing.changes import authors_since, last_change
from cms.publishing.compose import add_item, refuse_unless_editable, release_to_change
from cms.publishing.displaced import displaced, live_now
from cms.publishing.documents import Document
from cms.publishing.freeze import freeze, store
from cms.publishing.history import stored_history
from cms.publishing.log import History
from cms.publishing.models import Participant, Release, ReleaseItem, ReleaseNote
from cms.publishing.plan import ReleasePlan, plan_of
from cms.publishing.thread import note_step


def submit(release: Release, *, by: User) -> ReleasePlan:
    """Freezes the release's objects and hands it to review.

    Raises Refused, and leaves all as it was, where a check blocks. All that takes long is done
    before the transaction.
    """
    require(by, "publishing.submit_release", _("You may not submit releases."))
    release = Release.objects.get(pk=release.pk)
    refuse_unless_editable(release)
    items = list(release.items.all())
    windows = _windows(items)
    frozen = freeze_items(items, by=by)
    if not frozen.items:
        raise Refused(_("“%(title)s” is empty. Add something to it.") % {"title": release.title})
    plan = plan_of(release.title, frozen.items, frozen.history)
    plan.refuse_if_blocked()
    with transaction.atomic():
        locked = Release.objects.select_for_update().get(pk=release.pk)
        refuse_unless_editable(locked)
        if _windows(locked.items.all()) != windows:
            raise Moved(_("The release was changed meanwhile. Look again, then submit it."))
        frozen.store(locked)
        locked.state = Release.State.SUBMITTED
        locked.submitted_at = timezone.now()
        locked.save(update_fields=["state", "submitted_at"])
        note_step(locked, ReleaseNote.Step.SUBMITTED, by=by)
    return plan


def _windows(items: Iterable[ReleaseItem]) -> set[tuple[Any, ...]]:
    """What somebody else may change while the release is being frozen."""
    return {(i.pk, i.is_removal, i.starts_at, i.ends_at, i.scheduled) for i in items}


@dataclass(frozen=True)
class Frozen:
    """Items with their editions, everybody who had a part in them, and the log they go by."""

    items: list[ReleaseItem]
    authors: list[User]
    history: History

    def store(self, release: Release) -> None:
        """Writes the items and the authors of a release that is locked.

        Who wrote for it before may not have done so for what it holds now; who shaped it has.
        """
        for item in self.items:
            item.save()
        release.participants.filter(has_shaped=False).delete()
        authors = (
            Participant(release=release, user=author, part=Participant.Part.AUTHOR)
            for author in self.authors
        )
        Participant.objects.bulk_create(authors, ignore_conflicts=True)


def freeze_items(items: Iterable[ReleaseItem], *, by: User) -> Frozen:
    """Freezes each object as it is now and notes everybody who had a part in it."""
    history, authors, frozen = stored_history(), {by.pk: by}, list(items)
    before = displaced(frozen, history, timezone.now())
    for item, replaced in zip(frozen, before, strict=True):
        item.waits_in = []
        if not item.is_fixed:
            item.base = replaced.edition
            _freeze(item, history, by)
        if not item.is_removal:
            authors |= {author.pk: author for author in authors_since(item.key, replaced)}
    return Frozen(frozen, list(authors.values()), history)


def _freeze(item: ReleaseItem, history: History, by: User) -> None:
    change = last_change(item.key)
    item.through_change = change.pk if change else 0
    item.seen = history.head
    item.edition = None if item.is_removal else freeze(item.key, by=by)


@transaction.atomic
def add_fixed(
    release: Release, key: str, document: Document, *, by: User, history: History
) -> ReleaseItem:
    """Adds an object as the document has it: what else its working copy says stays a draft.

    Who edited that has not been released by this, so the changes since the live edition go on
    waiting for their own. `history` is the log that the document was made by.
    """
    item = add_item(release, key, by=by)
    item.is_fixed, item.edition = True, store(key, document, by=by)
    live = live_now(key, history, timezone.now())
    item.base, item.through_change = live.edition, live.through
    item.seen = history.head
    item.save()
    return item


@transaction.atomic
def take_back(release: Release, *, by: User) -> None:
    """The submitter takes a release out of review to go on working on it."""
    if not release.has_part(by):
        raise NotAllowed(_("Only its authors can take a release back."))
    taken = Release.objects.filter(pk=release.pk, state=Release.State.SUBMITTED)
    if not taken.update(state=Release.State.DRAFT):
        raise Refused(_("This release is not in review any more."))
    note_step(release, ReleaseNote.Step.TAKEN_BACK, by=by)


@transaction.atomic
def close(release: Release, *, by: User) -> None:
    """Gives a draft up. Nothing of it was ever public."""
    locked = release_to_change(release, by=by)
    locked.state = Release.State.CLOSED
    locked.save(update_fields=["state"])
    note_step(locked, ReleaseNote.Step.CLOSED, by=by)
