"""What an earlier version wrote still loads: its disk copy, and a backup with log and editions.

kept/2026-11.tar.xz is of commit d090945: a few objects of each kind, every action of the log, a
release in review and a draft. It is never made anew; a later form gets a file of its own.
"""

import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from cms.publishing import catalog, diskcopy
from cms.publishing.health import Health
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import all_kinds
from cms.publishing.log import Action
from cms.publishing.snapshot import LiveContent

KEPT = sorted((Path(__file__).parent / "kept").glob("*.tar.xz"))
THEN = datetime(2026, 12, 1, tzinfo=UTC)
PAGES = (
    "/en/",
    "/vi/topics/suicide/",
    "/en/help/?country=US",
    "/en/guides/",
    "/id/guides/helping-someone/",
    "/ar/campaigns/",
    "/api/v1/guides",
)


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path


@pytest.fixture
def copy(kept: Path) -> diskcopy.DiskCopy:
    return diskcopy.DiskCopy(kept / "snapshot", Health())


@pytest.fixture
def live(copy: diskcopy.DiskCopy) -> LiveContent:
    return copy.read(THEN).at(THEN)


def test_a_disk_copy_is_read_whole(copy: diskcopy.DiskCopy, live: LiveContent) -> None:
    snapshot = copy.read(THEN)

    assert {entry.action for entry in diskcopy._entries(copy.lines)} == set(Action)
    assert snapshot.editions.keys() == snapshot.history.editions(THEN)
    kinds = {ObjectKey(key).kind for key in live.view.items}
    assert kinds == {kind.name for kind in all_kinds()}
    blocked = {target.object for target in live.blocked_parts}
    assert {key for key in live.view.items if not live.get(key)} <= blocked


def test_a_disk_copy_answers(client: Client, live: LiveContent) -> None:
    with catalog.showing(live):
        answers = {page: client.get(page).status_code for page in PAGES}
    assert answers == dict.fromkeys(PAGES, 200)


LOOK = """
from django.utils import timezone
from cms.publishing.changed import changed_keys
from cms.publishing.freeze import document_of, open_edition
from cms.publishing.history import stored_history
from cms.publishing.models import Edition, Release
from cms.publishing.plan import release_plan
editions = list(Edition.objects.filter(payload__isnull=False))
live = stored_history().view(timezone.now()).items
print(len(editions), sum(bool(open_edition(edition).label()) for edition in editions))
copies = {key: document_of(key) for key in live}
print(len(live), len(changed_keys({key: [item.edition] for key, item in live.items()}, copies)))
print(*(found.code for found in release_plan(Release.objects.in_review().get()).findings))
"""


FOLLOW = """
from pathlib import Path
from cms.publishing.catalog import Catalog
worker = Catalog(Path("{folder}"))
worker.load()
print(len(worker.copy.lines), worker.is_of_database(), worker.health.trouble)
"""


def test_a_backup_comes_back_and_is_brought_up_to_date(kept: Path) -> None:
    environment = {
        **os.environ,
        "WELLSPRING_DATA": str(kept / "new"),
        "DATABASE_URL": f"sqlite://{kept}/new/wellspring.sqlite3",
    }

    def manage(*arguments: str) -> str:
        done = subprocess.run(  # noqa: S603  It runs this very interpreter.
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    (kept / "new").mkdir()
    assert "Log until entry 13" in manage("restore", str(kept / "backup"))
    manage("migrate", "--verbosity=0")
    assert "13 entries, every hash as it should be" in manage("verify_log")
    look = manage("shell", "--verbosity=0", "--command", LOOK)
    (editions, opened), (live, changed), found = (line.split() for line in look.split("\n")[:3])
    assert editions == opened
    assert int(live) > 20
    assert changed == "1"
    assert not {"moved", "unreadable", "unattributed"}.intersection(found)
    followed = FOLLOW.format(folder=kept / "snapshot")
    # The log goes on from a disk copy that an older version has written.
    assert manage("shell", "--verbosity=0", "--command", followed) == "13 True \n"
