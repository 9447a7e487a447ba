"""The disk copy of the snapshot: one per machine, so that a worker can start without a database.

    snapshot-0000000412-5be1....jsonl  a digest, then the log until entry 412, of that hash
    editions/9f2c....json              an edition; its name is the hash of its content

Files are written beside their place and renamed, so each is whole or absent. The two newest
snapshots are kept.
"""

import json
import logging
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from cms.errors import Damaged
from cms.publishing.canonical import canonical
from cms.publishing.freeze import is_whole, opened
from cms.publishing.log import Action, History, LogEntry
from cms.publishing.log import read as read_log
from cms.publishing.snapshot import Loaded

log = logging.getLogger(__name__)
KEEP = 2


class Copy(NamedTuple):
    """What the disk holds: the log, as its lines and read, and the editions that are needed."""

    lines: list[bytes]
    history: History
    editions: dict[str, Loaded]


def line_of(entry: LogEntry) -> bytes:
    """An entry of the log as a line of the copy."""
    at = entry.at.isoformat()
    plain = {"number": entry.number, "action": entry.action, "at": at, "body": entry.body}
    return canonical(plain) + b"\n"


def write(folder: Path, lines: Sequence[bytes], head_hash: str) -> Path:
    """Writes the copy of the log's lines, unless another worker has: then it is there, and whole.

    The editions are written before. `head_hash` tells this log from one that a restore of the
    database has cut off and continued otherwise.
    """
    number = len(lines)
    target = folder / f"snapshot-{number:010}-{head_hash[:16]}.jsonl"
    with suppress(Damaged):
        _checked(target)
        return target
    body = b"".join(lines)
    _write_whole(target, b"%b\n%b" % (sha256(body).hexdigest().encode(), body))
    others = [path for path in _snapshots(folder) if _number(path) != number or path == target]
    for old in set(_snapshots(folder)).difference(others[:KEEP]):
        old.unlink(missing_ok=True)
    return target


def drop_after(folder: Path, number: int) -> None:
    """Removes the copies of entries that a restore of the database has cut off."""
    for path in _snapshots(folder):
        if _number(path) > number:
            path.unlink(missing_ok=True)


def is_there(folder: Path) -> bool:
    return (folder / "editions").is_dir()


def missing(folder: Path, editions: Collection[str]) -> set[str]:
    """The digests of which the disk holds no edition yet."""
    return {digest for digest in editions if not _edition_path(folder, digest).exists()}


def damaged(folder: Path, editions: Collection[str]) -> set[str]:
    """The digests of which the disk holds no edition that is whole. Reads all of them."""
    return {digest for digest in editions if not _holds(folder, digest)}


def write_edition(folder: Path, digest: str, whole: bytes, *, is_one_of_many: bool) -> None:
    """Writes an edition. After the last of many, `settle` has to be called."""
    _edition_path(folder, digest).parent.mkdir(parents=True, exist_ok=True)
    _write_whole(_edition_path(folder, digest), whole, is_one_of_many=is_one_of_many)


def settle() -> None:
    """Waits until all that was written would survive a power cut."""
    os.sync()


def read(folder: Path, since: datetime) -> Copy:
    """The newest copy that is whole, with the editions needed from then on; or an empty one.

    An edition that is damaged or missing is left out, as if it were blocked; the rest is shown.
    """
    for path in _snapshots(folder):
        try:
            lines = _checked(path)
        except Damaged as error:
            log.error("%s", error)
            continue
        history = read_log(map(_entry, lines))
        loaded = (_read_edition(folder, digest) for digest in history.editions(since))
        return Copy(lines, history, {e.digest: e for e in loaded if e})
    return Copy([], History(), {})


def forget(folder: Path, digest: str) -> None:
    """Removes an erased edition from the disk."""
    _edition_path(folder, digest).unlink(missing_ok=True)


def _snapshots(folder: Path) -> list[Path]:
    return sorted(folder.glob("snapshot-*.jsonl"), reverse=True)


def _number(path: Path) -> int:
    return int(path.name.removeprefix("snapshot-")[:10])


def _edition_path(folder: Path, digest: str) -> Path:
    return folder / "editions" / f"{digest}.json"


def _holds(folder: Path, digest: str) -> bool:
    try:
        return is_whole(_edition_path(folder, digest).read_bytes(), digest)
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


def _read_edition(folder: Path, digest: str) -> Loaded | None:
    try:
        whole = _edition_path(folder, digest).read_bytes()
        if is_whole(whole, digest):
            return Loaded(digest, *opened(whole))
    except OSError:
        pass
    except Damaged as error:
        log.error("%s It is left out.", error)
        return None
    log.error("Edition %s in the disk copy is missing or damaged; it is left out.", digest[:12])
    return None


def _entry(line: bytes) -> LogEntry:
    data = json.loads(line)
    return LogEntry(
        data["number"], Action(data["action"]), datetime.fromisoformat(data["at"]), data["body"]
    )
