"""What nobody read of a release: it waits in a release of its own, which one approval completes."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.publishing.as_read import AsRead
from cms.publishing.models import Entry, Participant, Release, ReleaseItem, ReleaseNote
from cms.publishing.thread import note_step

LONGEST_TITLE = 120


def lock_with_waiting(release: Release, items: Collection[AsRead]) -> Release:
    """The release, locked together with all that wait with words of the same objects."""
    waiting = _waiting(items).values_list("release", flat=True)
    locked = Release.objects.filter(pk__in=[*waiting, release.pk]).order_by("pk")
    return next(one for one in locked.select_for_update() if one.pk == release.pk)


def leave_to_read(release: Release, items: Collection[AsRead], entry: Entry) -> Release | None:
    """Puts into review what nobody read of a release that is published; None where all was read.

    It has the same authors. What waited of these objects before was read now, or waits here.
    """
    _take_out(_waiting(items).exclude(release=release), by=entry.by)
    held = [item for item in items if item.waiting]
    if not held:
        return None
    rest = Release.objects.create(
        title=_title(release),
        reason=release.reason,
        state=Release.State.SUBMITTED,
        submitted_at=timezone.now(),
        created_by=release.created_by,
    )
    ReleaseItem.objects.bulk_create(_left(item, rest, entry) for item in held)
    authors = release.participants.filter(part=Participant.Part.AUTHOR)
    Participant.objects.bulk_create(
        Participant(release=rest, user=a.user, part=a.part, has_shaped=a.has_shaped)
        for a in authors.select_related("user")
    )
    return rest


def _left(held: AsRead, rest: Release, entry: Entry) -> ReleaseItem:
    item = held.submitted.item
    return ReleaseItem(
        release=rest,
        key=item.key,
        edition=item.edition,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        scheduled=item.scheduled,
        is_fixed=item.is_fixed,
        base=held.read.edition or "",
        through_change=item.through_change,
        seen=entry.number,
        waits_in=list(held.waiting),
    )


def _waiting(items: Collection[AsRead]) -> QuerySet[ReleaseItem]:
    """What waits for a reader of the same objects. An item that came with its edition is not made
    of the working copy, and so does not hold these words."""
    keys = {item.submitted.key for item in items if not item.submitted.item.is_fixed}
    in_review = ReleaseItem.objects.filter(key__in=keys, release__state=Release.State.SUBMITTED)
    return in_review.exclude(waits_in=[])


def _take_out(waiting: QuerySet[ReleaseItem], *, by: User) -> None:
    releases = set(waiting.values_list("release", flat=True))
    waiting.delete()
    for emptied in Release.objects.filter(pk__in=releases, items=None):
        emptied.state = Release.State.CLOSED
        emptied.save(update_fields=["state"])
        said = _("Later words have taken its place.")
        note_step(emptied, ReleaseNote.Step.CLOSED, by=by, text=said)


def _title(release: Release) -> str:
    if release.waits_in:
        return release.title
    return (_("To be read: %(title)s") % {"title": release.title})[:LONGEST_TITLE]
