"""The disk copy of the snapshot: one per machine, so that a worker can start without a database.

    snapshot-0000000412-5be1....jsonl  a digest, then the log until entry 412, of that hash
    editions/9f2c....json              an edition; its name is the hash of its content

Files are written beside their place and renamed, so each is whole or absent. The two newest
snapshots are kept.
"""

import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from cms.errors import Damaged
from cms.publishing.canonical import canonical
from cms.publishing.freeze import is_whole, opened
from cms.publishing.health import Health
from cms.publishing.log import LogEntry, entry_of
from cms.publishing.log import read as read_log
from cms.publishing.models import Entry
from cms.publishing.snapshot import Loaded, Snapshot

log = logging.getLogger(__name__)
KEEP = 2
HASH_DIGITS = 16


class DiskCopy:
    """The files of one folder. Where they can't be written, the worker's health says so."""

    def __init__(self, folder: Path, health: Health) -> None:
        self.folder = folder
        self.health = health
        self.lines: list[bytes] = []
        """The log, as the copy has it or is to have it."""
        self.head_hash = ""
        """How the hash of its last entry begins."""

    def read_log(self) -> None:
        """Reads the newest log that is whole; none where there is none."""
        self.lines, self.head_hash = [], ""
        for path in _snapshots(self.folder):
            try:
                self.lines = _checked(path)
            except Damaged as error:
                log.error("%s", error)
                continue
            self.head_hash = path.stem.rpartition("-")[2]
            return

    def read(self, since: datetime) -> Snapshot:
        """The newest log that is whole, with the editions needed from then on; or nothing.

        What is damaged, missing or can't be read is left out, as if it were blocked; the rest is
        shown.
        """
        self.read_log()
        history = read_log(_entries(self.lines))
        loaded = (_read_edition(self._path(digest)) for digest in history.editions(since))
        return Snapshot(history, {e.digest: e for e in loaded if e})

    def write_log(self, head_hash: str) -> None:
        """Writes the log, unless another worker has: then it is there, and whole.

        The editions are written before. `head_hash` tells this log from one that a restore of the
        database has cut off and continued otherwise.
        """
        with self._told():
            _write_log(self.folder, self.lines, head_hash)

    def lacking(self, new: Set[str], wanted: Set[str]) -> set[str]:
        """Which editions it lacks: of the new ones, or of all where the folder itself is gone."""
        looked_for = new if (self.folder / "editions").is_dir() else wanted
        lacking = set[str]()
        with self._told():
            lacking.update(digest for digest in looked_for if not self._path(digest).exists())
        return lacking

    def damaged(self, editions: Set[str]) -> set[str]:
        """Of which editions it holds none that is whole. Reads all of them."""
        return {digest for digest in editions if not _holds(self._path(digest))}

    def write_edition(self, digest: str, whole: bytes, *, is_one_of_many: bool) -> None:
        """Writes an edition. After the last of many, `settle` has to be called."""
        with self._told():
            self._path(digest).parent.mkdir(parents=True, exist_ok=True)
            _write_whole(self._path(digest), whole, is_one_of_many=is_one_of_many)

    def settle(self) -> None:
        """Waits until all that was written would survive a power cut."""
        os.sync()

    def forget(self, digest: str) -> None:
        """Removes an erased edition."""
        with self._told():
            self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.folder / "editions" / f"{digest}.json"

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A disk that is full or read-only is trouble, and no reason to go on with old pages."""
        try:
            yield
        except OSError as error:
            self.health.flaw = f"The disk copy can't be written ({error.strerror})."


def line_of(entry: Entry) -> bytes:
    """An entry of the log as a line of the copy."""
    at = entry.at.astimezone(UTC).isoformat()
    plain = {"number": entry.number, "action": entry.action, "at": at, "body": entry.body}
    return canonical(plain) + b"\n"


def _write_log(folder: Path, lines: Sequence[bytes], head_hash: str) -> None:
    number = len(lines)
    target = folder / f"snapshot-{number:010}-{head_hash[:HASH_DIGITS]}.jsonl"
    with suppress(Damaged):
        _checked(target)
        return
    body = b"".join(lines)
    _write_whole(target, b"%b\n%b" % (sha256(body).hexdigest().encode(), body))
    others = [path for path in _snapshots(folder) if _number(path) != number or path == target]
    for old in set(_snapshots(folder)).difference(others[:KEEP]):
        old.unlink(missing_ok=True)


def _snapshots(folder: Path) -> list[Path]:
    return sorted(folder.glob("snapshot-*.jsonl"), reverse=True)


def _number(path: Path) -> int:
    return int(path.name.removeprefix("snapshot-")[:10])


def _holds(path: Path) -> bool:
    try:
        return is_whole(path.read_bytes(), path.stem)
    except OSError:
        return False


def _write_whole(path: Path, content: bytes, *, is_one_of_many: bool = False) -> None:
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            if not is_one_of_many:
                os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _checked(path: Path) -> list[bytes]:
    with suppress(OSError):
        digest, _, body = path.read_bytes().partition(b"\n")
        if sha256(body).hexdigest().encode() == digest:
            return body.splitlines(keepends=True)
    raise Damaged(f"The disk copy {path.name} is damaged and is not used.")


def _read_edition(path: Path) -> Loaded | None:
    digest = path.stem
    try:
        whole = path.read_bytes()
        if is_whole(whole, digest):
            return Loaded(digest, *opened(whole))
    except OSError:
        pass
    except Damaged as error:
        log.error("%s It is left out.", error)
        return None
    log.error("Edition %s in the disk copy is missing or damaged; it is left out.", digest[:12])
    return None


def _entries(lines: Iterable[bytes]) -> Iterator[LogEntry]:
    for line in lines:
        said = json.loads(line)
        at = datetime.fromisoformat(said["at"])
        try:
            yield entry_of(said["number"], said["action"], at, said["body"])
        except Damaged as error:
            log.error("%s It is left out.", error)
