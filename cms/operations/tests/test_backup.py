"""A backup is made while others write, is checked before it is used, and comes back whole."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from cms.errors import Refused
from cms.library import store
from cms.library.models import Topic
from cms.operations import archive, database
from cms.publishing.models import Heartbeat
from tests.cast import Publish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Manage = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Manage]:
    """Runs commands on another machine, as it were: an empty folder and an empty database."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    name = f"restored_{os.getpid()}"
    is_postgres = connection.vendor == "postgresql"
    if is_postgres:
        _on_postgres(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    environment = {
        **os.environ,
        "WELLSPRING_DATA": str(folder),
        "DATABASE_URL": _address(name) if is_postgres else f"sqlite://{folder}/wellspring.sqlite3",
    }

    def manage(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(  # noqa: S603  It runs this very interpreter.
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    yield manage
    if is_postgres:
        _on_postgres(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _on_postgres(statement: sql.Composed) -> None:
    with psycopg.connect(_address("postgres"), autocommit=True) as admin:
        admin.execute(statement)


def _address(name: str) -> str:
    given = settings.DATABASES["default"]
    password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{given['USER']}{password}@{given['HOST']}{port}/{name}"


def write_pairs(until: Event) -> None:
    """Rows that come in twos: a backup with an odd number of them has torn a transaction."""
    number = 0
    while not until.is_set():
        number += 1
        with transaction.atomic():
            for twin in ("left", "right"):
                Heartbeat.objects.create(worker=f"{twin} {number}", entry=1, at=timezone.now())
    connection.close()


def test_a_backup_made_while_others_write_comes_back_whole(
    publish: Publish, elsewhere: Manage, tmp_path: Path
) -> None:
    publish(Topic.objects.create(key="sleep", name_en="Sleep"))
    picture = store.keep([b"a picture"], "webp")
    enough = Event()
    writer = Thread(target=write_pairs, args=(enough,))
    writer.start()
    try:
        while Heartbeat.objects.count() < 20:
            pass
        made = archive.back_up(tmp_path / "backups")
    finally:
        enough.set()
        writer.join()

    manifest = archive.read(made)
    assert manifest.rows["publishing_heartbeat"] >= 20
    assert manifest.rows["publishing_heartbeat"] % 2 == 0
    done = elsewhere("restore", str(made))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(archive.summary(manifest))
    assert "1 entries, every hash as it should be" in elsewhere("verify_log").stdout
    restored = tmp_path / "elsewhere" / "media" / "published" / picture
    assert restored.read_bytes() == b"a picture"


def test_a_restore_overwrites_nothing(elsewhere: Manage, tmp_path: Path) -> None:
    made = archive.back_up(tmp_path)
    assert elsewhere("restore", str(made)).returncode == 0
    again = elsewhere("restore", str(made))
    assert again.returncode == 1
    assert "move it away first" in again.stderr or "make an empty one" in again.stderr
    assert "Traceback" not in again.stderr


@pytest.mark.parametrize("harm", ["change", "remove", "add"])
def test_a_backup_that_is_not_as_it_was_made_is_refused(harm: str, tmp_path: Path) -> None:
    made = archive.back_up(tmp_path)
    name = database.NAMES[connection.vendor]
    if harm == "change":
        (made / name).write_bytes((made / name).read_bytes()[:-1] + b"?")
    elif harm == "remove":
        (made / name).unlink()
    else:
        name = "media/published/x.webp"
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(b"")
    with pytest.raises(Refused, match=name):
        archive.read(made)


def test_a_backup_of_another_kind_of_database_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = archive.read(archive.back_up(tmp_path))
    other = archive.Manifest(**{**asdict(manifest), "database": "oracle"})
    monkeypatch.setattr(archive, "read", lambda _folder: other)
    with pytest.raises(Refused, match="of oracle"):
        archive.restore(tmp_path)


def test_a_backup_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path) -> database.Rows:
        raise OSError("No space left on device")

    monkeypatch.setattr(database, "dump", full)
    with pytest.raises(OSError, match="No space"):
        archive.back_up(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_log_left_by_another_database_stops_a_restore(elsewhere: Manage, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite keeps its log beside the database.")
    made = archive.back_up(tmp_path)
    (tmp_path / "elsewhere" / "wellspring.sqlite3-wal").touch()
    assert "wellspring.sqlite3-wal exists" in elsewhere("restore", str(made)).stderr
