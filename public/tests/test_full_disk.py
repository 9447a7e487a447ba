"""A disk that is full: it is said, nothing is left half, and a wrong number can be blocked.

`python -m bench.full_disk` does the same on a disk that really is.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from cms.database import is_full
from cms.library.models import Image, Topic
from cms.publishing import reserve
from cms.publishing.block import block
from cms.publishing.models import Entry
from cms.publishing.verify import troubles
from tests.cast import Cast, Publish
from tests.desk.conftest import form_data

pytestmark = pytest.mark.django_db


@contextmanager
def full_database(until_gone: Path | None = None) -> Iterator[None]:
    """Nothing can be written, as long as the file is there."""
    cause: Exception = psycopg.errors.DiskFull("could not extend file")
    if connection.vendor == "sqlite":
        cause = sqlite3.OperationalError("database or disk is full")
        vars(cause)["sqlite_errorcode"] = sqlite3.SQLITE_FULL

    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        writes = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if writes and (until_gone is None or until_gone.exists()):
            raise OperationalError("full") from cause
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        yield


def no_room(*_arguments: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def editor(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor)
    return client


def test_a_full_database_is_named_and_what_was_written_is_kept(cast: Cast, editor: Client) -> None:
    topic: Any = Topic.objects.create(key="sleep", name_en="Sleep")
    address = reverse("admin:library_topic_change", args=[topic.pk])
    data = form_data(topic, cast.editor) | {"name_en": "A name worth keeping"}
    with full_database():
        answer = editor.post(address, data)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "The disk is full" in page
    assert "The database is away" not in page
    assert "A name worth keeping" in page


def test_another_trouble_is_not_called_a_full_disk() -> None:
    away = OperationalError("gone")
    away.__cause__ = sqlite3.OperationalError("database is locked")
    assert not is_full(away)
    assert not is_full(OSError(errno.EACCES, "Permission denied"))


@pytest.mark.parametrize("where", ["cms.library.store.os.fsync", "django.core.files.locks.lock"])
def test_an_upload_says_so_and_leaves_no_half_file(
    editor: Client, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    settings.MEDIA_ROOT = settings.DRAFT_MEDIA_DIR = tmp_path / "drafts"
    settings.PUBLISHED_MEDIA_DIR = tmp_path / "published"
    picture = (settings.BASE_DIR / "seeds/media/balcony-green.webp").read_bytes()
    data: dict[str, Any] = {"key": "lake", "alt_en": "A lake", "focal_x": "50", "focal_y": "50"}
    monkeypatch.setattr(where, no_room)
    data["picture"] = SimpleUploadedFile("lake.webp", picture)
    answer = editor.post(reverse("admin:library_image_add"), data)
    assert answer.status_code == 503
    assert "The disk is full" in answer.content.decode()
    assert "Files have to be chosen again" in answer.content.decode()
    assert not Image.objects.exists()
    assert not list((tmp_path / "drafts").rglob("*.webp"))
    assert not list(tmp_path.rglob("*.part"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "database-reserve"
    monkeypatch.setattr(reserve, "place", lambda: path)
    reserve.keep_reserve()
    return path


def test_a_block_has_room_that_nothing_else_takes(cast: Cast, publish: Publish, kept: Path) -> None:
    topic = Topic.objects.create(key="sleep", name_en="Sleep")
    publish(topic)
    assert kept.stat().st_size == reserve.SIZE
    with full_database(until_gone=kept):
        with pytest.raises(OperationalError), transaction.atomic():
            Topic.objects.create(key="other", name_en="Other")
        assert kept.exists()
        assert block(topic.object_key, by=cast.reviewer, reason="Wrong.").number == 2
    assert list(troubles()) == []
    assert not kept.exists()
    reserve.keep_reserve()
    assert kept.exists()


def test_without_any_room_a_block_is_not_said_to_be_done(
    cast: Cast, publish: Publish, kept: Path
) -> None:
    topic = Topic.objects.create(key="sleep", name_en="Sleep")
    publish(topic)
    with full_database(), pytest.raises(OperationalError):
        block(topic.object_key, by=cast.reviewer, reason="Wrong.")
    assert Entry.objects.count() == 1


def test_the_reserve_never_takes_the_last_room(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.unlink()
    monkeypatch.setattr(reserve, "LEAVES_FREE", 2**62)
    reserve.keep_reserve()
    assert not kept.exists()
    monkeypatch.setattr(reserve, "LEAVES_FREE", 0)
    monkeypatch.setattr(Path, "replace", no_room)
    with pytest.raises(OSError, match="No space left"):
        reserve.keep_reserve()
    assert not list(kept.parent.glob("database-reserve*"))
