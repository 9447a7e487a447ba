"""Many people at the same moment, and people whose machine dies: one effect or none."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from cms.errors import Refused
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Change, Entry, Participant, Release
from cms.publishing.review import approve
from cms.publishing.submit import submit, take_back
from cms.publishing.verify import troubles
from guides.models import Guide, GuideSection
from tests.cast import Cast
from tests.processes import environment
from tests.waiting import PATIENCE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KILLS = 50
WRITERS, WRITES = 16, 10


@pytest.fixture
def guide(cast: Cast) -> Guide:
    guide = Guide.objects.create(
        key="helping", slug="helping", title_en="Helping", summary_en="What to say."
    )
    GuideSection.objects.create(
        guide=guide, key="listen", heading_en="Listen", body_en="<p>Take time.</p>"
    )
    record_change(guide.object_key, by=cast.editor)
    return guide


@pytest.fixture
def submitted(cast: Cast, guide: Guide) -> Release:
    release = start_release(title="At once", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    return Release.objects.get(pk=release.pk)


def at_once(*steps: Callable[[], object]) -> list[str]:
    """Does the steps in threads that start together; the refusals, each a sentence."""
    barrier = Barrier(len(steps))

    def do(step: Callable[[], object]) -> str:
        try:
            barrier.wait(PATIENCE)
            step()
        except Refused as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(steps)) as pool:
        return [said for said in pool.map(do, steps) if said]


def approval(release: Release, by: Any) -> Callable[[], object]:
    return lambda: approve(release, by=by, fingerprint=release.fingerprint, languages=["en"])


@pytest.mark.parametrize("_time", range(4))
def test_two_reviewers_at_once_are_one_approval(cast: Cast, submitted: Release, _time: int) -> None:
    refusals = at_once(approval(submitted, cast.reviewer), approval(submitted, cast.reviewer2))
    assert len(refusals) == 1
    assert Entry.objects.count() == 1
    assert Participant.objects.filter(part=Participant.Part.REVIEWER).count() == 1


def test_a_storm_of_clicks_is_one_approval(cast: Cast, submitted: Release) -> None:
    refusals = at_once(*[approval(submitted, cast.reviewer)] * 8)
    assert len(refusals) == 7
    assert Entry.objects.count() == 1
    assert list(troubles()) == []


@pytest.mark.parametrize("_time", range(4))
def test_a_release_is_taken_back_or_published_and_never_both(
    cast: Cast, submitted: Release, _time: int
) -> None:
    refusals = at_once(
        approval(submitted, cast.reviewer), lambda: take_back(submitted, by=cast.editor)
    )
    assert len(refusals) == 1
    state = Release.objects.get(pk=submitted.pk).state
    assert state == ("published" if Entry.objects.exists() else "draft")


def test_two_submissions_at_once_are_one(cast: Cast, guide: Guide) -> None:
    release = start_release(title="Twice", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    refusals = at_once(*[lambda: submit(release, by=cast.editor)] * 4)
    assert len(refusals) == 3
    assert Participant.objects.count() == 1


def test_16_writers_wait_for_each_other_and_nothing_is_lost(cast: Cast, guide: Guide) -> None:
    """How long they wait is measured by `python -m bench.writers`."""

    def write(writer: int) -> None:
        for number in range(WRITES):
            with transaction.atomic():
                retitle(guide, f"By {writer}, the {number}th")
                record_change(guide.object_key, by=cast.editor)

    before = Change.objects.count()
    assert at_once(*[partial(write, writer) for writer in range(WRITERS)]) == []
    assert Change.objects.count() - before == WRITERS * WRITES
    (last,) = Guide.objects.values_list("title_en", flat=True)
    assert last in {f"By {writer}, the {WRITES - 1}th" for writer in range(WRITERS)}


def retitle(guide: Guide, title: str) -> None:
    mine: Any = Guide.objects.get(pk=guide.pk)
    mine.title_en = title
    mine.save()


def test_a_publisher_killed_in_the_middle_leaves_all_or_nothing(guide: Guide) -> None:
    connection.close()
    done = subprocess.run(  # noqa: S603  It runs this very interpreter.
        [sys.executable, "-m", "tests.killed", str(KILLS)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    left = json.loads(done.stdout.splitlines()[-1])
    assert left["half done"] == []
    assert left["given up"] > 0, "nobody was killed in the middle"
