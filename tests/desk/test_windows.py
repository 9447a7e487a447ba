"""Windows typed in the editor's own zone, over both changes of its clocks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from cms.desk.zones import Preference
from cms.publishing.catalog import Catalog
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Release, ReleaseItem
from cms.publishing.submit import submit
from tests.cast import approve_as_shown
from tests.desk.conftest import SignedIn
from tests.desk.test_releases import post, said

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def item(cast: Any, guide: Any) -> ReleaseItem:
    Preference.objects.create(user=cast.editor, zone="Europe/London")
    release = start_release(title="A window", by=cast.editor)
    return add_item(release, guide.object_key, by=cast.editor)


def typed(browser: Any, item: ReleaseItem, starts: str, ends: str) -> str:
    """What the desk says when the window is typed as the browser's picker sends it."""
    data = {f"item-{item.pk}-starts_at": starts, f"item-{item.pk}-ends_at": ends}
    return said(post(browser, "release_change_item", item.release_id, item.pk, **data))


@pytest.mark.parametrize(
    ("starts", "ends", "opens", "closes"),
    [
        ("2027-03-28T00:30", "2027-03-28T02:30", "2027-03-28T00:30", "2027-03-28T01:30"),
        ("2027-10-31T00:30", "2027-10-31T02:30", "2027-10-30T23:30", "2027-10-31T02:30"),
    ],
)
def test_a_window_over_a_clock_change_opens_and_closes_by_that_clock(
    cast: Any,
    guide: Any,
    item: ReleaseItem,
    signed_in: SignedIn,
    catalog: Catalog,
    starts: str,
    ends: str,
    opens: str,
    closes: str,
) -> None:
    assert typed(signed_in(cast.editor), item, starts, ends) == "Stored."
    submit(item.release, by=cast.editor)
    approve_as_shown(item.release, by=cast.reviewer)
    catalog.refresh()
    started = Catalog(catalog.copy.folder)
    started.load_disk_copy()
    for worker in (catalog, started):
        for instant, is_live in (
            (utc(opens) - SECOND, False),
            (utc(opens), True),
            (utc(closes) - SECOND, True),
            (utc(closes), False),
            # The clock is set back by an hour: by the wall clock it is inside again.
            (utc(closes) - timedelta(hours=0.5), True),
        ):
            with time_machine.travel(instant, tick=False):
                assert (worker.current().get(guide.object_key) is not None) is is_live


@pytest.mark.parametrize("starts", ["2027-03-28T01:30", "2027-10-31T01:30"])
def test_a_time_that_there_is_not_or_twice_is_refused_in_words(
    cast: Any, item: ReleaseItem, signed_in: SignedIn, starts: str
) -> None:
    answer = typed(signed_in(cast.editor), item, starts, "")
    assert "Europe/London" in answer
    assert "may be ambiguous or it may not exist" in answer
    assert ReleaseItem.objects.get().starts_at is None


def test_a_window_is_shown_to_each_in_their_own_zone_and_in_utc(
    cast: Any, item: ReleaseItem, signed_in: SignedIn
) -> None:
    Preference.objects.create(user=cast.reviewer, zone="Asia/Ho_Chi_Minh")
    typed(signed_in(cast.editor), item, "2027-07-01T01:00", "")
    submit(Release.objects.get(), by=cast.editor)
    page = signed_in(cast.reviewer).get(f"/admin/releases/{item.release_id}/review/")
    assert "1 Jul 2027, 07:00 Asia/Ho Chi Minh (00:00 UTC)" in page.content.decode()
