"""Four eyes: what a release goes through, and who can't do what."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.errors import Moved, NotAllowed, Refused
from cms.levels import Level
from cms.publishing import findings
from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from cms.publishing.changes import record_change
from cms.publishing.compose import (
    add_item,
    change_item,
    change_windows,
    describe,
    remove_item,
    start_release,
)
from cms.publishing.documents import Document, Text
from cms.publishing.findings import CheckContext, Finding
from cms.publishing.models import Edition, Entry, Participant, Release
from cms.publishing.review import approve, send_back
from cms.publishing.submit import submit, take_back
from cms.publishing.tests.conftest import Drawer
from cms.publishing.undo import undo
from cms.publishing.urgent import publish_urgently
from tests.cast import Cast, approve_as_shown


def draft(by: Any, *keys: str) -> Release:
    release = start_release(title="News", by=by)
    for key in keys or ("leaflet:a",):
        add_item(release, key, by=by)
    return release


@pytest.fixture
def submitted(cast: Cast, leaflets: Drawer) -> Release:
    """editor2 wrote, editor went on and submitted."""
    leaflets.put("a", "one", by=cast.editor2)
    leaflets.put("a", "one and more", by=cast.editor)
    release = draft(cast.editor)
    submit(release, by=cast.editor)
    return Release.objects.get(pk=release.pk)


def test_saving_publishes_nothing_and_approval_does(
    cast: Cast, catalog: Catalog, submitted: Release
) -> None:
    catalog.refresh()
    assert catalog.current().get("leaflet:a") is None
    approve_as_shown(submitted, by=cast.reviewer)
    catalog.refresh()
    assert catalog.current().get("leaflet:a")


@pytest.mark.parametrize("name", ["editor", "editor2", "translator", "auditor"])
def test_no_author_and_nobody_without_the_right_approves(
    cast: Cast, submitted: Release, name: str
) -> None:
    with pytest.raises(NotAllowed):
        approve_as_shown(submitted, by=getattr(cast, name))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["admin", "reviewer"])
def test_neither_a_superuser_nor_a_reviewer_approves_their_own(
    cast: Cast, leaflets: Drawer, name: str
) -> None:
    person = getattr(cast, name)
    leaflets.put("a", "mine", by=person)
    release = draft(cast.editor)
    submit(release, by=cast.editor)
    with pytest.raises(NotAllowed, match="You had a part in this release"):
        approve_as_shown(release, by=person)


SHAPINGS: dict[str, Callable[[Release, Any], object]] = {
    "words": lambda release, by: describe(release, title="Another", reason="", by=by),
    "an item more": lambda release, by: add_item(release, "leaflet:b", by=by),
    "an item less": lambda release, by: remove_item(release.items.all()[1], by=by),
    "a window": lambda release, by: change_item(
        release.items.all()[0],
        by=by,
        starts_at=timezone.now() + timedelta(days=1),
        ends_at=None,
        scheduled="",
    ),
    "all windows": lambda release, by: change_windows(
        release, by=by, starts_at=None, ends_at=timezone.now() + timedelta(days=1)
    ),
}


@pytest.mark.parametrize("shaping", SHAPINGS)
def test_who_shapes_a_release_does_not_review_it(
    cast: Cast, leaflets: Drawer, shaping: str
) -> None:
    for name in ("a", "b", "c"):
        leaflets.put(name, "one", by=cast.editor)
    release = draft(cast.editor)
    add_item(release, "leaflet:c", by=cast.editor)
    SHAPINGS[shaping](release, cast.reviewer)
    submit(release, by=cast.editor)
    with pytest.raises(NotAllowed, match="You had a part in this release"):
        approve_as_shown(release, by=cast.reviewer)
    send_back(release, by=cast.reviewer2, note="Once more.")
    submit(release, by=cast.editor)
    with pytest.raises(NotAllowed, match="You had a part in this release"):
        approve_as_shown(release, by=cast.reviewer)
    assert approve_as_shown(release, by=cast.reviewer2).body["authors"] == ["editor", "reviewer"]


def test_the_author_of_what_was_taken_out_again_may_review_the_rest(
    cast: Cast, leaflets: Drawer
) -> None:
    leaflets.put("a", "one", by=cast.editor)
    leaflets.put("b", "two", by=cast.reviewer)
    release = draft(cast.editor)
    item = add_item(release, "leaflet:b", by=cast.editor)
    submit(release, by=cast.editor)
    take_back(release, by=cast.editor)
    remove_item(item, by=cast.editor)
    submit(release, by=cast.editor)
    assert approve_as_shown(release, by=cast.reviewer).body["authors"] == ["editor"]


def test_the_database_itself_refuses_an_author_as_reviewer(cast: Cast, submitted: Release) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(
            release=submitted, user=cast.editor2, part=Participant.Part.REVIEWER
        )


def test_an_edit_before_the_live_edition_makes_no_author_of_the_next(
    cast: Cast, leaflets: Drawer, submitted: Release
) -> None:
    approve_as_shown(submitted, by=cast.reviewer)
    leaflets.put("a", "two", by=cast.editor)
    release = draft(cast.editor)
    submit(release, by=cast.editor)
    assert {p.user.username for p in release.participants.all()} == {"editor"}


def test_after_an_undo_the_authors_of_what_was_undone_count_again(
    cast: Cast, leaflets: Drawer, submitted: Release
) -> None:
    undo(approve_as_shown(submitted, by=cast.reviewer), by=cast.reviewer, reason="A mistake.")
    leaflets.put("a", "two", by=cast.editor)
    release = draft(cast.editor)
    submit(release, by=cast.editor)
    assert {p.user.username for p in release.participants.all()} == {"editor", "editor2"}


def test_a_release_that_would_revert_a_later_one_is_refused(
    cast: Cast, leaflets: Drawer, submitted: Release
) -> None:
    leaflets.put("a", "newer", by=cast.editor2)
    newer = draft(cast.editor2)
    submit(newer, by=cast.editor2)
    approve_as_shown(newer, by=cast.reviewer)
    with pytest.raises(Refused, match="Entry 1 has changed what is live since this was submitted"):
        approve_as_shown(submitted, by=cast.reviewer)


def test_an_undo_since_submission_asks_for_a_new_one_with_all_its_authors(
    cast: Cast, leaflets: Drawer, submitted: Release
) -> None:
    entry = approve_as_shown(submitted, by=cast.reviewer)
    leaflets.put("a", "two", by=cast.editor)
    release = draft(cast.editor)
    submit(release, by=cast.editor)
    undo(entry, by=cast.reviewer, reason="A mistake.")
    with pytest.raises(Refused, match="Entry 2 has changed what is live"):
        approve_as_shown(release, by=cast.reviewer2)


def test_an_edit_after_submission_is_not_what_goes_live(
    cast: Cast, catalog: Catalog, leaflets: Drawer, submitted: Release
) -> None:
    leaflets.put("a", "slipped in", by=cast.editor)
    approve_as_shown(submitted, by=cast.reviewer)
    catalog.refresh()
    document = catalog.current().get("leaflet:a")
    assert document is not None
    assert document.label() == "one and more"


def test_approval_is_of_what_was_shown(cast: Cast, submitted: Release) -> None:
    shown = submitted.fingerprint
    take_back(submitted, by=cast.editor)
    add_item(Release.objects.get(pk=submitted.pk), "sticker:a", by=cast.editor)
    submit(Release.objects.get(pk=submitted.pk), by=cast.editor)
    with pytest.raises(Moved, match="has changed since you opened it"):
        approve(submitted, by=cast.reviewer, fingerprint=shown, languages=["en"])


def test_there_is_exactly_one_approval(cast: Cast, submitted: Release) -> None:
    approve_as_shown(submitted, by=cast.reviewer)
    with pytest.raises(Refused, match="is not in review"):
        approve_as_shown(submitted, by=cast.reviewer2)
    assert Entry.objects.count() == 1


def test_a_language_nobody_read_is_left_out(
    cast: Cast, catalog: Catalog, submitted: Release
) -> None:
    approve_as_shown(submitted, by=cast.reviewer, languages=("en",))
    catalog.refresh()
    document = catalog.current().get("leaflet:a")
    assert document is not None
    assert document.languages_to_read() == {"en"}


def test_nothing_is_approved_unread(cast: Cast, submitted: Release) -> None:
    with pytest.raises(Refused, match="You read none of the languages of leaflet:a"):
        approve_as_shown(submitted, by=cast.reviewer, languages=())


def test_a_release_sent_back_carries_its_note_and_can_be_submitted_again(
    cast: Cast, submitted: Release
) -> None:
    send_back(submitted, by=cast.reviewer, note="Please name the source.")
    release = Release.objects.get(pk=submitted.pk)
    note = release.notes.get(step="sent_back")
    assert release.state == "sent_back"
    assert (note.by, note.text) == (cast.reviewer, "Please name the source.")
    submit(release, by=cast.editor)
    approve_as_shown(release, by=cast.reviewer)


def test_sending_back_takes_a_note(cast: Cast, submitted: Release) -> None:
    with pytest.raises(Refused, match="Write a note"):
        send_back(submitted, by=cast.reviewer, note=" ")


def test_an_empty_release_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="is empty"):
        submit(start_release(title="Nothing", by=cast.editor), by=cast.editor)


def test_a_change_that_nobody_recorded_counts_as_the_submitters(
    cast: Cast, leaflets: Drawer
) -> None:
    leaflets.put("a", "from a shell")
    release = draft(cast.editor)
    found = submit(release, by=cast.editor).findings
    assert [finding.code for finding in found] == ["unattributed"]


def test_a_part_that_is_not_live_for_the_whole_window_is_refused_with_the_way_out(
    cast: Cast, leaflets: Drawer
) -> None:
    leaflets.put("a", "one", by=cast.editor, needs=("leaflet:b",))
    leaflets.put("b", "two", by=cast.editor)
    with pytest.raises(Refused, match="Add leaflet:b to the release or widen its window"):
        submit(draft(cast.editor), by=cast.editor)
    submit(draft(cast.editor, "leaflet:a", "leaflet:b"), by=cast.editor)


def test_a_part_that_something_live_needs_is_not_taken_down(cast: Cast, leaflets: Drawer) -> None:
    leaflets.put("a", "one", by=cast.editor, needs=("leaflet:b",))
    leaflets.put("b", "two", by=cast.editor)
    release = draft(cast.editor, "leaflet:a", "leaflet:b")
    submit(release, by=cast.editor)
    approve_as_shown(release, by=cast.reviewer)
    removal = start_release(title="Away", by=cast.editor)
    add_item(removal, "leaflet:b", by=cast.editor, is_removal=True)
    with pytest.raises(Refused, match="leaflet:a needs leaflet:b"):
        submit(removal, by=cast.editor)


def test_the_same_object_frozen_twice_is_one_edition(
    cast: Cast, leaflets: Drawer, submitted: Release
) -> None:
    take_back(submitted, by=cast.editor)
    submit(Release.objects.get(pk=submitted.pk), by=cast.editor)
    assert Edition.objects.count() == 1


@pytest.fixture
def doubt(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Level]]:
    """A check whose level the test sets."""
    level: dict[str, Level] = {"is": Level.NEEDS_REASON}

    def check(key: str, _document: Document, _proposed: CheckContext) -> Iterator[Finding]:
        yield Finding(code="doubt", level=level["is"], message="Is this right?", key=key)

    monkeypatch.setattr(findings, "_checks", [check])
    return iter([level])


def test_a_finding_that_needs_a_reason_gets_one_and_the_log_keeps_it(
    cast: Cast, doubt: Any, submitted: Release
) -> None:
    fingerprint = submitted.fingerprint
    with pytest.raises(Refused, match="Give a reason for: Is this right"):
        approve(submitted, by=cast.reviewer, fingerprint=fingerprint, languages=["en"])
    entry = approve_as_shown(submitted, by=cast.reviewer)
    assert entry.body["reasons"] == [
        {"finding": "doubt", "key": "leaflet:a", "reason": "Read and meant so."}
    ]


def test_a_finding_that_blocks_stops_submission_and_approval(
    cast: Cast, doubt: Iterator[dict[str, Level]], submitted: Release
) -> None:
    next(doubt)["is"] = Level.BLOCKS
    with pytest.raises(Refused, match="Is this right"):
        approve_as_shown(submitted, by=cast.reviewer)
    take_back(submitted, by=cast.editor)
    with pytest.raises(Refused, match="Is this right"):
        submit(Release.objects.get(pk=submitted.pk), by=cast.editor)
    assert Release.objects.get(pk=submitted.pk).state == "draft"


@pytest.mark.parametrize(("choice", "then"), [("keep", "december"), ("drop", "fix")])
def test_what_is_scheduled_later_has_to_be_kept_or_dropped(
    cast: Cast, catalog: Catalog, leaflets: Drawer, choice: str, then: str
) -> None:
    december = timezone.now() + timedelta(days=9)
    leaflets.put("a", "december", by=cast.editor)
    scheduled = start_release(title="December", by=cast.editor)
    add_item(scheduled, "leaflet:a", by=cast.editor, starts_at=december)
    submit(scheduled, by=cast.editor)
    approve_as_shown(scheduled, by=cast.reviewer)

    leaflets.put("a", "fix", by=cast.editor)
    fix = draft(cast.editor)
    with pytest.raises(Refused, match="Say whether to keep or to drop it"):
        submit(fix, by=cast.editor)
    fix.items.update(scheduled=choice)
    submit(fix, by=cast.editor)
    approve_as_shown(fix, by=cast.reviewer)
    catalog.refresh()
    assert label(catalog, timezone.now()) == "fix"
    assert label(catalog, december) == then


def label(catalog: Catalog, now: datetime) -> str:
    document = catalog.current(now).get("leaflet:a")
    return document.label() if document else ""


@pytest.fixture
def shown_in(catalog: Catalog) -> Any:
    """The text of the leaflet in a language, as a visitor gets it."""

    def read(language: str) -> str:
        catalog.refresh()
        document: Any = catalog.current().get("leaflet:a")
        return str(document.text.best(language).value)

    return read


def corrected(cast: Cast, leaflets: Drawer, **texts: str) -> Release:
    """A release in which editor has corrected some of the texts."""
    leaflets["a"] = leaflets["a"].model_copy(
        update={"text": Text(leaflets["a"].text.root | texts), "strips": ("x",)}
    )
    record_change("leaflet:a", by=cast.editor)
    release = draft(cast.editor)
    submit(release, by=cast.editor)
    return release


def test_a_language_that_is_live_in_the_same_words_stays(
    cast: Cast, leaflets: Drawer, submitted: Release, shown_in: Any
) -> None:
    approve_as_shown(submitted, by=cast.reviewer)
    correction = corrected(cast, leaflets, en="one, corrected")
    entry = approve_as_shown(correction, by=cast.reviewer, languages=("en",))
    assert (shown_in("en"), shown_in("vi")) == ("one, corrected", "one and more (vi)")
    assert entry.body["languages_read"] == ["en"]


def test_a_language_that_was_left_out_stays_out_until_it_is_read(
    cast: Cast, leaflets: Drawer, submitted: Release, shown_in: Any
) -> None:
    approve_as_shown(submitted, by=cast.reviewer, languages=("en",))
    correction = corrected(cast, leaflets, en="one, corrected")
    approve_as_shown(correction, by=cast.reviewer, languages=("en",))
    assert shown_in("vi") == "one, corrected"


def test_the_urgent_path_shows_no_language_that_nobody_has_read(
    cast: Cast, leaflets: Drawer, catalog: Catalog
) -> None:
    leaflets.put("a", "wrong number", by=cast.editor)
    release = draft(cast.editor, "sticker:a")
    submit(release, by=cast.editor)
    approve_as_shown(release, by=cast.reviewer, languages=("en",))
    leaflets.put("a", "right number", by=cast.editor)
    publish_urgently("sticker:a", by=cast.reviewer, reason="It was wrong.")
    catalog.refresh()
    document: Any = catalog.current().get("sticker:a")
    assert document.text.root == {"en": "right number"}


def test_nobody_approves_or_undoes_on_a_log_that_does_not_hold(
    cast: Cast, leaflets: Drawer, submitted: Release
) -> None:
    entry = approve_as_shown(submitted, by=cast.reviewer)
    leaflets.put("b", "two", by=cast.editor)
    waiting = draft(cast.editor, "leaflet:b")
    submit(waiting, by=cast.editor)
    Entry.objects.filter(number=entry.number).update(by_name="somebody")
    says = "takes nothing but blocks until it does: Entry 1 .* was changed"
    with pytest.raises(Refused, match=says):
        approve_as_shown(waiting, by=cast.reviewer)
    with pytest.raises(Refused, match=says):
        undo(entry, by=cast.reviewer, reason="A mistake.")
    assert block("leaflet:a", by=cast.reviewer, reason="Wrong.").number == 2
