"""The standing cast, and publishing by the same actions that staff use."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from cms.desk.roles import sync_roles
from cms.levels import Level
from cms.library import seedfiles
from cms.library.models import Topic
from cms.publishing import catalog as catalogs
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Edition, Entry, Release
from cms.publishing.plan import release_plan
from cms.publishing.propose import agree, propose_erase
from cms.publishing.review import approve
from cms.publishing.snapshot import Snapshot
from cms.publishing.submit import submit
from interventions.rulesets import compiling_once
from public.management.commands.seed import seed
from tests.environment import ROOT


@dataclass(frozen=True)
class Cast:
    """One person a role, two where a second pair of eyes is needed."""

    admin: Any
    editor: Any
    editor2: Any
    translator: Any
    reviewer: Any
    reviewer2: Any
    auditor: Any


ROLES = {
    "admin": "Administrator",
    "editor": "Editor",
    "editor2": "Editor",
    "translator": "Translator",
    "reviewer": "Reviewer",
    "reviewer2": "Reviewer",
    "auditor": "Auditor",
}


@pytest.fixture
def cast(db: None) -> Cast:
    """Accounts in their roles, with their permissions as deployed. `admin` is a superuser too."""
    sync_roles()
    return Cast(**{name: _person(name, role) for name, role in ROLES.items()})


def _person(name: str, role: str) -> Any:
    users = get_user_model()._default_manager
    person = users.create_user(
        username=name, password=name, is_staff=True, is_superuser=name == "admin"
    )
    person.groups.add(Group.objects.get(name=role))
    return person


@pytest.fixture(autouse=True)
def catalog(tmp_path: Path) -> Iterator[catalogs.Catalog]:
    """This process's catalog, empty, with a disk copy of its own. Nothing runs in the background:
    a test calls `catalog.refresh()` where workers would have polled."""
    catalogs.catalog.cache_clear()
    mine = catalogs.catalog()
    mine.copy.folder = tmp_path / "snapshot"
    yield mine
    catalogs.catalog.cache_clear()


@pytest.fixture
def grave_topics(db: None) -> None:
    """The working copies of three topics that are marked as grave; none is live."""
    for key in ("suicide", "self_harm", "eating_disorder"):
        Topic.objects.create(key=key, name_en=key, is_grave=True)


class Publish(Protocol):
    def __call__(
        self,
        *objects: Any,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        is_removal: bool = False,
        languages: tuple[str, ...] = ("en", "vi", "id", "ar"),
    ) -> Entry: ...


@pytest.fixture
def publish(cast: Cast, catalog: catalogs.Catalog) -> Publish:
    """Publishes working copies: `editor` submits, `reviewer` approves, the catalog follows."""

    def publish_them(
        *objects: Any,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        is_removal: bool = False,
        languages: tuple[str, ...] = ("en", "vi", "id", "ar"),
    ) -> Entry:
        release = start_release(title="A release", by=cast.editor)
        for thing in objects:
            record_change(thing.object_key, by=cast.editor)
            add_item(
                release,
                thing.object_key,
                by=cast.editor,
                starts_at=starts_at,
                ends_at=ends_at,
                is_removal=is_removal,
            )
        submit(release, by=cast.editor)
        entry = approve_as_shown(release, by=cast.reviewer, languages=languages)
        catalog.refresh()
        return entry

    return publish_them


def approve_as_shown(
    release: Release, *, by: Any, languages: tuple[str, ...] = ("en", "vi", "id", "ar")
) -> Entry:
    """Approves what the reviewer was shown, with a reason for every finding that needs one."""
    needed = release_plan(release).at_level(Level.NEEDS_REASON)
    return approve(
        release,
        by=by,
        fingerprint=Release.objects.get(pk=release.pk).fingerprint,
        languages=languages,
        reasons={finding.fingerprint: "Read and meant so." for finding in needed},
    )


def erase_by_two(edition: Edition, cast: Cast, reason: str = "Data protection.") -> Entry:
    """The administrator asks for it, and a reviewer agrees."""
    return agree(propose_erase(edition.digest, by=cast.admin, reason=reason), by=cast.reviewer)


@pytest.fixture(scope="session")
def seeded_snapshot(django_db_setup: None, django_db_blocker: Any) -> Snapshot:
    """The whole demonstration, published once in a run; nothing of it stays in the database.

    Its dates are those that the files name, so that tests can travel to them.

    The first process that needs it leaves it to the others as a worker does: as a disk copy.
    """
    folder = Path(os.environ[ROOT]) / "seeded"
    folder.mkdir(exist_ok=True)
    worker = catalogs.Catalog(folder / "snapshot")
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / "media").exists():
            with django_db_blocker.unblock():
                _seed(worker)
            shutil.copytree(settings.PUBLISHED_MEDIA_DIR, folder / "media")
    shutil.copytree(folder / "media", settings.PUBLISHED_MEDIA_DIR, dirs_exist_ok=True)
    worker.load_disk_copy()
    return worker.snapshot


def _seed(worker: catalogs.Catalog) -> None:
    as_written = mock.patch.object(seedfiles, "WRITTEN_ON", timezone.now().date())
    with transaction.atomic(), override_settings(DEMO=True), compiling_once(), as_written:
        sync_roles()
        author, reviewer = _person("editor", "Editor"), _person("reviewer", "Reviewer")
        seed(settings.BASE_DIR / "seeds", author=author, reviewer=reviewer)
        worker.refresh()
        transaction.set_rollback(True)


@pytest.fixture
def seeded(catalog: catalogs.Catalog, seeded_snapshot: Snapshot) -> catalogs.Catalog:
    """A worker that shows the demonstration, and a database that knows nothing of it."""
    catalog.shown.show(seeded_snapshot)
    return catalog
