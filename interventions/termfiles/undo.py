"""Takes an applied import back: what was there before is there again, or nothing is changed."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Refused
from interventions.staged import FileImport
from interventions.termfiles.apply import Parcel, locked_in, parcels_of, places_of, write
from interventions.termfiles.differences import Difference
from interventions.termfiles.file_kinds import file_kind_named
from interventions.termfiles.release import refuse_waiting
from interventions.termfiles.stage import no_progress
from interventions.termfiles.stores import Store

_MOST_NAMED = 5


def undo(file_import: FileImport, *, by: Any) -> FileImport:
    """Raises Refused, naming some of them, where rows of the import were edited since."""
    with transaction.atomic():
        locked = locked_in(file_import, FileImport.State.APPLIED)
        refuse_waiting(locked)
        store = file_kind_named(locked.sort).store()
        places = places_of(locked)
        store.lock(places)
        _refuse_edited(locked, store)
        write(store, (_back(store, parcel) for parcel in parcels_of(locked)), by, no_progress, 0)
        store.note_changes(places, by)
        locked.state = FileImport.State.UNDONE
        locked.undone_by, locked.undone_at = by, timezone.now()
        locked.save()
    return locked


def _refuse_edited(file_import: FileImport, store: Store) -> None:
    edited = [
        (row.after or row.before or ("",))[0]
        for parcel in parcels_of(file_import)
        for row, found in _with_stored(store, parcel)
        if (found[1] if found else None) != row.after
    ]
    if edited:
        raise Refused(
            _("%(count)d of its rows were edited since, so it can't be undone: %(names)s.")
            % {"count": len(edited), "names": ", ".join(edited[:_MOST_NAMED])}
        )


def _with_stored(
    store: Store, parcel: Parcel
) -> Iterator[tuple[Difference, tuple[int, tuple[str, ...]] | None]]:
    """Each row with the id and the values that are stored for it now."""
    place, rows = parcel
    known = [
        row._replace(identity=row.identity or store.identity_of(row.before or ())) for row in rows
    ]
    stored = store.find([(place, row.identity) for row in known])
    for row in known:
        yield row, stored.get((place, row.identity))


def _back(store: Store, parcel: Parcel) -> Parcel:
    """The parcel the other way round."""
    return parcel[0], [
        Difference(row.line, found[0] if found else None, row.identity, row.after, row.before)
        for row, found in _with_stored(store, parcel)
    ]
