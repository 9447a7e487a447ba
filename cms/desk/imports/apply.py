"""Applies a staged import, or takes it back: all of what was shown, or nothing."""

from collections.abc import Iterable, Iterator

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.imports.batches import batches_of, in_turn, places_of, statuses, unpack
from cms.desk.imports.models import FileImport
from cms.desk.imports.rows import Difference, Values
from cms.desk.imports.stage import Progress, no_progress
from cms.desk.imports.stores import Author, Store, moved
from cms.errors import Moved, Refused
from cms.publishing.changes import latest_number, record_coauthor

Parcel = tuple[str, list[Difference]]
"""Some hundred differences of one place."""
_MOST_NAMED = 5


def apply(
    file_import: FileImport,
    *,
    by: Author,
    take_conflicts: bool = False,
    progress: Progress = no_progress,
) -> FileImport:
    """Writes what was staged. Raises Moved where somebody has edited one of its places since.

    Its authors are whoever uploaded the file and whoever applies it.

    `take_conflicts` writes the rows, too, that were edited after the file was exported.
    """
    with transaction.atomic():
        locked = _locked(file_import, FileImport.State.STAGED)
        locked.takes_conflicts = take_conflicts
        store, places = locked.kind.store(), places_of(locked)
        store.lock(places)
        _refuse_moved(store, {place: locked.tokens[place] for place in places})
        try:
            total = sum(map(locked.count, statuses(locked)))
            _write(store, _parcels(locked), by, progress, total)
        except IntegrityError:
            raise Moved(_("Somebody has added one of these rows meanwhile. Look again.")) from None
        before = latest_number()
        store.note_changes(places, by)
        if by and locked.by and locked.by != by:
            record_coauthor(locked.by, of=by, since=before)
        locked.state = FileImport.State.APPLIED
        locked.applied_by, locked.applied_at = by, timezone.now()
        locked.save()
    return locked


def undo(file_import: FileImport, *, by: Author) -> FileImport:
    """What was there before is there again. Raises Refused, naming some, where rows were edited
    since."""
    with transaction.atomic():
        locked = _locked(file_import, FileImport.State.APPLIED)
        refuse_waiting(locked)
        store, places = locked.kind.store(), places_of(locked)
        store.lock(places)
        _refuse_edited(locked, store)
        back = (_back(store, parcel) for parcel in _parcels(locked))
        _write(store, back, by, no_progress, 0)
        store.note_changes(places, by)
        locked.state = FileImport.State.UNDONE
        locked.undone_by, locked.undone_at = by, timezone.now()
        locked.save()
    return locked


def discard(file_import: FileImport) -> None:
    """Gives up what was staged: nothing of it was ever applied."""
    with transaction.atomic():
        locked = _locked(file_import, FileImport.State.STAGED)
        locked.batches.all().delete()
        locked.state = FileImport.State.DISCARDED
        locked.save(update_fields=["state"])


def refuse_waiting(file_import: FileImport) -> None:
    """Raises Refused while a release that is not live yet holds what the import changed."""
    release = file_import.release
    if release and release.is_on_its_way and release.items.filter(is_fixed=True).exists():
        raise Refused(
            _("It is in the release “%(title)s”. Take it out there, or close that release.")
            % {"title": release.title}
        )


def _locked(file_import: FileImport, state: FileImport.State) -> FileImport:
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


def _refuse_edited(file_import: FileImport, store: Store) -> None:
    edited = [
        (row.after or row.before or ("",))[0]
        for parcel in _parcels(file_import)
        for row, _pk, stored in _with_stored(store, parcel)
        if stored != row.after
    ]
    if edited:
        raise Refused(
            _("%(count)d of its rows were edited since, so it can't be undone: %(names)s.")
            % {"count": len(edited), "names": ", ".join(edited[:_MOST_NAMED])}
        )


def _parcels(file_import: FileImport) -> Iterator[Parcel]:
    for status in statuses(file_import):
        for batch in in_turn(batches_of(file_import, status)):
            yield batch.place, unpack(batch)


def _with_stored(
    store: Store, parcel: Parcel
) -> Iterator[tuple[Difference, int | None, Values | None]]:
    """Each row with the id and the values that are stored for it now."""
    place, rows = parcel
    known = [
        row._replace(identity=row.identity or store.identity_of(row.before or ())) for row in rows
    ]
    stored = store.find([(place, row.identity) for row in known])
    for row in known:
        yield row, *stored.get((place, row.identity), (None, None))


def _back(store: Store, parcel: Parcel) -> Parcel:
    """The parcel the other way round."""
    return parcel[0], [
        Difference(row.line, pk, row.identity, row.after, row.before)
        for row, pk, _stored in _with_stored(store, parcel)
    ]


def _write(
    store: Store, parcels: Iterable[Parcel], by: Author, progress: Progress, total: int
) -> None:
    done = 0
    for place, rows in parcels:
        if removed := [row for row in rows if row.after is None]:
            store.remove(removed, by)
        if changed := [row for row in rows if row.before is not None and row.after is not None]:
            store.change(place, changed, by)
        if added := [row for row in rows if row.before is None]:
            store.add(place, added, by)
        done += len(rows)
        progress(done, total)
