"""Applies a staged import: all of what was shown, or nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Moved, Refused
from interventions.staged import FileImport
from interventions.termfiles.batches import batches_of, unpack
from interventions.termfiles.differences import Difference, Status
from interventions.termfiles.file_kinds import file_kind_named
from interventions.termfiles.stage import Progress, no_progress
from interventions.termfiles.stores import Store, moved

Parcel = tuple[str, list[Difference]]
"""Some hundred differences of one place."""


def apply(
    file_import: FileImport,
    *,
    by: Any,
    take_conflicts: bool = False,
    progress: Progress = no_progress,
) -> FileImport:
    """Writes what was staged. Raises Moved where somebody has edited one of its lists since.

    `take_conflicts` writes the rows, too, that were edited after the file was exported.
    """
    with transaction.atomic():
        locked = locked_in(file_import, FileImport.State.STAGED)
        locked.takes_conflicts = take_conflicts
        store = file_kind_named(locked.sort).store()
        places = places_of(locked)
        store.lock(places)
        _refuse_moved(store, {place: locked.tokens[place] for place in places})
        try:
            write(store, parcels_of(locked), by, progress, sum(map(locked.count, statuses(locked))))
        except IntegrityError:
            raise Moved(_("Somebody has added one of these rows meanwhile. Look again.")) from None
        store.note_changes(places, by)
        locked.state = FileImport.State.APPLIED
        locked.applied_by, locked.applied_at = by, timezone.now()
        locked.save()
    return locked


def discard(file_import: FileImport) -> None:
    """Gives up what was staged: nothing of it was ever applied."""
    with transaction.atomic():
        locked = locked_in(file_import, FileImport.State.STAGED)
        locked.batches.all().delete()
        locked.state = FileImport.State.DISCARDED
        locked.save(update_fields=["state"])


def statuses(file_import: FileImport) -> list[Status]:
    """What of an import is written."""
    taken = [Status.CONFLICT] if file_import.takes_conflicts else []
    return [Status.REMOVED, Status.CHANGED, *taken, Status.ADDED]


def places_of(file_import: FileImport) -> list[str]:
    """The lists that applying changes, or has changed."""
    batches = batches_of(file_import, *statuses(file_import)).order_by()
    return sorted(set(batches.values_list("place", flat=True)))


def locked_in(file_import: FileImport, state: FileImport.State) -> FileImport:
    locked = FileImport.objects.select_for_update().get(pk=file_import.pk)
    if locked.state != state:
        raise Refused(
            _("“%(name)s” is not %(state)s any more.") % {"name": locked.name, "state": state.label}
        )
    return locked


def _refuse_moved(store: Store, tokens: dict[str, str]) -> None:
    if gone := moved(store, tokens):
        raise Moved(
            _(
                "%(places)s changed after this file was compared, so nothing was applied. Read "
                "the file again and look at what it does now."
            )
            % {"places": ", ".join(gone)}
        )


def parcels_of(file_import: FileImport) -> Iterator[Parcel]:
    for status in statuses(file_import):
        for batch in batches_of(file_import, status).iterator(chunk_size=10):
            yield batch.place, unpack(batch)


def write(store: Store, parcels: Iterable[Parcel], by: Any, progress: Progress, total: int) -> None:
    done = 0
    for place, rows in parcels:
        added = [row for row in rows if row.before is None]
        removed = [row for row in rows if row.after is None]
        changed = [row for row in rows if row.before is not None and row.after is not None]
        if removed:
            store.remove(removed)
        if changed:
            store.change(place, changed, by)
        if added:
            store.make(place, added[0].after or ())
            store.add(place, added, by)
        done += len(rows)
        progress(done, total)
