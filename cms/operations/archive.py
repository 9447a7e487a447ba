"""The folder of a backup: made whole or not at all, and checked before it is used."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from cms.errors import Refused
from cms.operations import database
from cms.publishing.verify import troubles

MANIFEST = "manifest.json"
MEDIA = "media"
UNFINISHED = "*.part"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    made_at: str
    database: str
    rows: dict[str, int]
    files: dict[str, str]
    """The SHA-256 of each file, by its path in the folder."""


def back_up(into: Path) -> Path:
    """Makes a backup in a new folder below `into`, and returns that folder."""
    now = timezone.now()
    target = into / f"wellspring-{now:%Y%m%dT%H%M%SZ}"
    part = target.with_suffix(".part")
    part.mkdir(parents=True, mode=0o700)
    try:
        rows = database.dump(part)
        # After the database: a file is stored before the row that names it, so none is missed.
        if _media().exists():
            shutil.copytree(_media(), part / MEDIA, ignore=shutil.ignore_patterns(UNFINISHED))
        manifest = Manifest(now.isoformat(), connection.vendor, rows, _digests(part))
        (part / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True))
        part.rename(target)
    except BaseException:
        shutil.rmtree(part)
        raise
    return target


def restore(folder: Path) -> Manifest:
    """Puts a backup in the place of an empty database, and proves that it is what was saved."""
    manifest = read(folder)
    if manifest.database != connection.vendor:
        raise Refused(
            f"This backup is of {manifest.database}, and DATABASE_URL names {connection.vendor}."
        )
    rows = database.load(folder)
    if (folder / MEDIA).exists():
        shutil.copytree(folder / MEDIA, _media(), dirs_exist_ok=True)
    # It may be of a later entry than the backup, and would then be what a worker starts with.
    shutil.rmtree(settings.SNAPSHOT_DIR, ignore_errors=True)
    wrong = [table for table in manifest.rows | rows if manifest.rows.get(table) != rows.get(table)]
    if found := [
        *(f"The table {table} has another number of rows." for table in wrong),
        *troubles(),
    ]:
        raise Refused(" ".join(found))
    return manifest


def read(folder: Path) -> Manifest:
    """The manifest of a backup all of whose files are as they were made; else Refused."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError):
        raise Refused(f"{folder} is not a backup: its {MANIFEST} can't be read.") from None
    found = _digests(folder)
    for name in sorted(manifest.files | found):
        if found.get(name) != manifest.files.get(name):
            raise Refused(f"{name} in the backup is missing, damaged or not part of it.")
    return manifest


def summary(manifest: Manifest) -> str:
    """A line for whoever made or restored it."""
    rows, entries = sum(manifest.rows.values()), manifest.rows["publishing_entry"]
    return (
        f"Log until entry {entries}, {rows} rows in {len(manifest.rows)} tables, "
        f"{len(manifest.files)} files."
    )


def _media() -> Path:
    return Path(settings.DATA_DIR) / MEDIA


def _digests(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): _digest(path) for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
