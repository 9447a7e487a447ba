"""Putting a release together: a draft that its authors can change until it is submitted."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.publishing.append import require
from cms.publishing.models import Participant, Release, ReleaseItem


def start_release(*, title: str, by: User, reason: str = "") -> Release:
    """A new, empty draft release."""
    require(by, "publishing.add_release", _("You may not prepare releases."))
    return Release.objects.create(title=title, reason=reason, created_by=by)


@transaction.atomic
def add_item(
    release: Release,
    key: str,
    *,
    by: User,
    is_removal: bool = False,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    scheduled: str = ReleaseItem.Scheduled.ASK,
) -> ReleaseItem:
    """Adds an object, or its removal, to a draft release."""
    item = ReleaseItem(
        release=release_to_change(release, by=by),
        key=key,
        is_removal=is_removal,
        starts_at=starts_at,
        ends_at=ends_at,
        scheduled=scheduled,
    )
    item.full_clean()
    item.save()
    return item


def refuse_unless_editable(release: Release) -> None:
    if not release.is_editable:
        raise Refused(
            _("“%(title)s” is %(state)s and can't be changed. Take it back first.")
            % {"title": release.title, "state": release.get_state_display()}
        )


def release_to_change(release: Release, *, by: User) -> Release:
    """The release as it is now, locked: it may have been submitted since the page was opened.

    Whoever changes its words, items or windows is one of its authors from then on.
    """
    require(by, "publishing.change_release", _("You may not prepare releases."))
    locked = Release.objects.select_for_update().get(pk=release.pk)
    refuse_unless_editable(locked)
    locked.participants.update_or_create(
        user=by,
        defaults={"has_shaped": True},
        create_defaults={"has_shaped": True, "part": Participant.Part.AUTHOR},
    )
    return locked


@transaction.atomic
def describe(release: Release, *, title: str, reason: str, by: User) -> None:
    """Gives a draft another title and reason."""
    locked = release_to_change(release, by=by)
    locked.title, locked.reason = title, reason
    locked.save(update_fields=["title", "reason"])


@transaction.atomic
def change_item(
    item: ReleaseItem,
    *,
    by: User,
    starts_at: datetime | None,
    ends_at: datetime | None,
    scheduled: str,
) -> None:
    """Gives an item of a draft another window, or decides on what is scheduled after it."""
    locked = release_to_change(item.release, by=by)
    if not locked.items.filter(pk=item.pk).exists():
        raise Refused(_("%(key)s is not in the release any more.") % {"key": item.key})
    item.starts_at, item.ends_at, item.scheduled = starts_at, ends_at, scheduled
    item.full_clean()
    item.save(update_fields=["starts_at", "ends_at", "scheduled"])


@transaction.atomic
def change_windows(
    release: Release, *, by: User, starts_at: datetime | None, ends_at: datetime | None
) -> None:
    """Gives all items of a draft one window."""
    for item in release_to_change(release, by=by).items.all():
        item.starts_at, item.ends_at = starts_at, ends_at
        item.full_clean()
        item.save(update_fields=["starts_at", "ends_at"])


@transaction.atomic
def remove_item(item: ReleaseItem, *, by: User) -> None:
    """Takes an object out of a draft."""
    release_to_change(item.release, by=by)
    item.delete()
