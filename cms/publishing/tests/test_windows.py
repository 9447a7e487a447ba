"""Releases over other releases: windows, what is scheduled, and time that passes in review."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.errors import NotAllowed, Refused
from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Entry, Release, ReleaseItem
from cms.publishing.plan import release_plan
from cms.publishing.submit import submit
from cms.publishing.tests.conftest import Drawer
from cms.publishing.undo import undo
from tests.cast import Cast, approve_as_shown

NOW = timezone.now()
KEEP, DROP = ReleaseItem.Scheduled.KEEP, ReleaseItem.Scheduled.DROP

Window = tuple[datetime | None, datetime | None]
Go = Callable[..., Entry]


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


@pytest.fixture
def label(catalog: Catalog) -> Callable[[int], str]:
    """What the leaflet says on a day; '' where it is not live."""

    def read(on: int) -> str:
        catalog.refresh()
        document = catalog.current(day(on) + timedelta(minutes=1)).get("leaflet:a")
        return document.label() if document else ""

    return read


@pytest.fixture
def submitted(cast: Cast, leaflets: Drawer) -> Callable[..., Release]:
    def submit_one(english: str, *windows: Window, scheduled: str = "") -> Release:
        leaflets.put("a", english, by=cast.editor)
        release = start_release(title=english, by=cast.editor)
        for starts_at, ends_at in windows or ((None, None),):
            add_item(
                release,
                "leaflet:a",
                by=cast.editor,
                starts_at=starts_at,
                ends_at=ends_at,
                scheduled=scheduled,
            )
        submit(release, by=cast.editor)
        return release

    return submit_one


@pytest.fixture
def go_live(cast: Cast, submitted: Callable[..., Release]) -> Go:
    def publish(english: str, *windows: Window, scheduled: str = "") -> Entry:
        release = submitted(english, *windows, scheduled=scheduled)
        return approve_as_shown(release, by=cast.reviewer)

    return publish


def test_what_was_dropped_is_neither_asked_about_nor_brought_back(
    go_live: Go, label: Callable[[int], str]
) -> None:
    go_live("december", (day(9), None))
    go_live("fix", scheduled=DROP)
    go_live("another fix")
    assert label(10) == "another fix"
    go_live("a third", scheduled=KEEP)
    assert label(10) == "a third"


def test_what_was_kept_once_can_be_kept_again_and_stands_once(
    go_live: Go, label: Callable[[int], str]
) -> None:
    go_live("december", (day(9), None))
    go_live("fix", scheduled=KEEP)
    entry = go_live("another fix", scheduled=KEEP)
    assert (label(0), label(10)) == ("another fix", "december")
    assert [item.get("kept", False) for item in entry.body["items"]] == [False, True]


def test_undo_of_a_fix_that_kept_the_schedule_leaves_the_schedule(
    cast: Cast, go_live: Go, label: Callable[[int], str]
) -> None:
    go_live("standing")
    go_live("december", (day(9), None))
    undo(go_live("fix", scheduled=KEEP), by=cast.reviewer, reason="Wrong.")
    assert (label(0), label(10)) == ("standing", "december")


def test_windows_of_one_release_lie_over_each_other_whatever_their_order(
    go_live: Go, label: Callable[[int], str]
) -> None:
    go_live("old")
    go_live("new", (day(5), day(8)), (day(2), None))
    assert [label(on) for on in (1, 3, 6, 9)] == ["old", "new", "new", "new"]


def test_a_second_window_outranks_what_the_first_one_kept(
    cast: Cast, leaflets: Drawer, go_live: Go, label: Callable[[int], str]
) -> None:
    go_live("december", (day(5), None))
    go_live("new", (None, None), (day(8), None), scheduled=KEEP)
    assert [label(on) for on in (1, 6, 9)] == ["new", "december", "new"]


def test_a_window_that_opens_in_review_sends_the_release_back(
    cast: Cast, go_live: Go, submitted: Callable[..., Release]
) -> None:
    go_live("standing")
    go_live("december", (day(9), None))
    fix = submitted("fix", scheduled=KEEP)
    with (
        time_machine.travel(day(10)),
        pytest.raises(Refused, match="A window has opened or closed since this was submitted"),
    ):
        approve_as_shown(fix, by=cast.reviewer)


def test_an_author_of_what_a_passing_window_showed_is_an_author_of_what_follows(
    cast: Cast, leaflets: Drawer, catalog: Catalog
) -> None:
    """The reviewer wrote October's text; after October it is a change against what is live."""

    def release(english: str, by: object, *window: datetime) -> Release:
        leaflets.put("a", english, by=by)
        it = start_release(title=english, by=cast.editor)
        starts_at, ends_at = window or (None, None)
        add_item(it, "leaflet:a", by=cast.editor, starts_at=starts_at, ends_at=ends_at)
        submit(it, by=cast.editor)
        return it

    approve_as_shown(release("standing", cast.editor), by=cast.reviewer)
    october = release("october", cast.reviewer2, day(0), day(5))
    approve_as_shown(october, by=cast.reviewer)
    with time_machine.travel(day(1)):
        later = release("october and more", cast.editor)
    with time_machine.travel(day(6)):
        with pytest.raises(Refused, match="A window has opened or closed"):
            approve_as_shown(later, by=cast.reviewer2)
        Release.objects.filter(pk=later.pk).update(state=Release.State.SENT_BACK)
        submit(later, by=cast.editor)
        with pytest.raises(NotAllowed, match="You had a part"):
            approve_as_shown(later, by=cast.reviewer2)


def test_a_kept_edition_keeps_its_own_authors_too(
    cast: Cast, leaflets: Drawer, go_live: Go
) -> None:
    """What was fixed after it was frozen is a change against it, by whoever fixed it."""
    go_live("december", (day(9), None))
    leaflets.put("a", "the reviewer's fix", by=cast.reviewer2)
    go_live("the reviewer's fix and more", scheduled=KEEP)
    with time_machine.travel(day(10)):
        leaflets.put("a", "new year", by=cast.editor)
        release = start_release(title="New year", by=cast.editor)
        add_item(release, "leaflet:a", by=cast.editor)
        submit(release, by=cast.editor)
        with pytest.raises(NotAllowed, match="You had a part"):
            approve_as_shown(release, by=cast.reviewer2)


def test_a_window_that_is_over_is_refused_and_not_published_in_silence(
    cast: Cast, submitted: Callable[..., Release]
) -> None:
    with pytest.raises(Refused, match="Its window is over"):
        submitted("yesterday's", (day(-2), day(-1)))
    short = submitted("today's", (None, day(1)))
    with time_machine.travel(day(2)), pytest.raises(Refused, match="Its window is over"):
        approve_as_shown(short, by=cast.reviewer)


def test_a_release_of_what_is_blocked_says_so_and_is_not_refused(
    cast: Cast, go_live: Go, submitted: Callable[..., Release], label: Callable[[int], str]
) -> None:
    go_live("one")
    block("leaflet:a", by=cast.reviewer, reason="Consent withdrawn.")
    release = submitted("two")
    notes = [f.message for f in release_plan(release).findings if f.code == "blocked"]
    assert notes == ["leaflet:a is blocked and is not shown until the block is lifted."]
    approve_as_shown(release, by=cast.reviewer)
    assert label(0) == ""
