"""The same readable difference from a draft to the log, and what authors and reviewers say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.library.models import Image, Topic
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, remove_item, start_release
from cms.publishing.models import Edition, Entry, Release, ReleaseNote
from cms.publishing.review import send_back
from cms.publishing.submit import submit, take_back
from cms.publishing.undo import undo
from cms.publishing.urgent import publish_urgently
from guides.models import Guide
from partners.models import Channel, Helpline
from tests.cast import approve_as_shown, erase_by_two
from tests.desk.conftest import SignedIn
from tests.desk.test_history import saved, words_at

pytestmark = pytest.mark.django_db


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


@pytest.fixture
def changed(cast: Any, guide: Any, publish: Callable[..., Entry]) -> Any:
    """A live guide of which another title was saved."""
    publish(guide)
    saved(guide, cast.editor, title_en="Being there", title_vi="Ở bên")
    return guide


@pytest.fixture
def draft(cast: Any, changed: Guide) -> Release:
    release = start_release(title="Warmer words", by=cast.editor)
    add_item(release, changed.object_key, by=cast.editor)
    return release


@pytest.fixture
def line(cast: Any) -> Helpline:
    due = timezone.localdate() + timedelta(days=30)
    line = Helpline.objects.create(key="line", name_en="A line", grade="A", check_due=due)
    Channel.objects.create(
        helpline=line, key="phone", kind="phone", dial="111", hours_status="stated",
        weekly="Mon-Fri 09:00-17:00",
    )  # fmt: skip
    record_change(line.object_key, by=cast.editor)
    return line


def test_authors_see_what_they_change_before_and_after_submitting(
    cast: Any, draft: Release, changed: Guide, signed_in: SignedIn
) -> None:
    browser, address = signed_in(cast.editor), page("release_changes", draft.pk)
    assert address in browser.get(page("release", draft.pk)).content.decode()
    before = words_at(browser, address)
    submit(draft, by=cast.editor)
    after = words_at(browser, address)
    saved(changed, cast.editor, title_vi="Không có")
    assert "Không có" not in words_at(browser, address)
    for said in (before, after):
        assert "Title Helping a friend Being there" in said
        assert "Source: Being there" in said


def test_the_review_after_a_send_back_marks_what_is_new_since(
    cast: Any, draft: Release, changed: Guide, signed_in: SignedIn
) -> None:
    submit(draft, by=cast.editor)
    reviewer, other = signed_in(cast.reviewer), signed_in(cast.reviewer2)
    assert "since it was sent back" not in words_at(reviewer, page("release_review", draft.pk))
    reviewer.post(
        page("release_review", draft.pk), {"send_back": "1", "note": "Say it in Vietnamese, too."}
    )
    saved(changed, cast.editor, title_vi="Ở bên một người bạn")
    editor = signed_in(cast.editor)
    editor.post(page("release_say", draft.pk), {"text": "Done, thank you."})
    editor.post(page("release_submit", draft.pk))

    said = words_at(other, page("release_review", draft.pk))
    assert "Title Helping a friend Being there" in said
    assert "Title since it was sent back Source: Being there" in said
    for line in (
        "reviewer sent it back",
        "Say it in Vietnamese, too.",
        "editor wrote",
        "Done, thank you.",
        "editor submitted it",
    ):
        assert line in said
    assert " UTC" in said
    approve_as_shown(draft, by=cast.reviewer)


def test_items_that_came_went_or_moved_since_it_was_sent_back_are_named(
    cast: Any, draft: Release, topic: Topic, signed_in: SignedIn
) -> None:
    other = Guide.objects.create(key="other", slug="other", title_en="Other", summary_en="B")
    gone = add_item(draft, other.object_key, by=cast.editor)
    submit(draft, by=cast.editor)
    send_back(draft, by=cast.reviewer, note="Not the other one.")
    remove_item(gone, by=cast.editor)
    add_item(draft, topic.object_key, by=cast.editor)
    draft.items.filter(key="guide:helping").update(ends_at=timezone.now() + timedelta(days=9))
    submit(draft, by=cast.editor)
    said = words_at(signed_in(cast.reviewer2), page("release_review", draft.pk))
    assert "Taken out since it was sent back: Other." in said
    assert "Sleep topic put in since it was sent back" in said
    assert "another window since it was sent back" in said


def test_what_is_again_as_it_is_live_is_named(
    cast: Any, draft: Release, changed: Guide, signed_in: SignedIn
) -> None:
    submit(draft, by=cast.editor)
    send_back(draft, by=cast.reviewer, note="Leave the title.")
    saved(changed, cast.editor, title_en="Helping a friend", title_vi="Giúp một người bạn")
    saved(changed, cast.editor, summary_en="What to say, and what not.")
    submit(draft, by=cast.editor)
    said = words_at(signed_in(cast.reviewer2), page("release_review", draft.pk))
    assert "Since it was sent back, this is again as it is live: Title." in said
    assert "Summary since it was sent back" in said


def test_nothing_is_marked_where_nobody_knows_what_was_read(
    cast: Any, draft: Release, signed_in: SignedIn
) -> None:
    """Earlier versions kept a note, and neither whose it was nor of what."""
    draft.notes.create(step="sent_back", text="Say why.", at=None)
    submit(draft, by=cast.editor)
    said = words_at(signed_in(cast.reviewer), page("release_review", draft.pk))
    assert "Somebody, not recorded, sent it back when was not recorded Say why." in said
    assert "since it was sent back" not in said


def test_each_step_is_signed(cast: Any, draft: Release) -> None:
    submit(draft, by=cast.editor)
    take_back(draft, by=cast.editor)
    submit(draft, by=cast.editor)
    send_back(draft, by=cast.reviewer, note="No.")
    steps = ReleaseNote.objects.filter(release=draft).values_list("step", "by__username")
    assert list(steps) == [
        ("submitted", "editor"),
        ("taken_back", "editor"),
        ("submitted", "editor"),
        ("sent_back", "reviewer"),
    ]


def test_the_history_of_the_object_tells_of_the_review(
    cast: Any, draft: Release, changed: Any, signed_in: SignedIn
) -> None:
    submit(draft, by=cast.editor)
    send_back(draft, by=cast.reviewer, note="Say who answers.")
    told = "sent it back, in the release “Warmer words”: Say who answers. reviewer, "
    address = page("guides_guide_history", changed.pk)
    assert told in words_at(signed_in(cast.editor), address)
    assert "Say who" not in words_at(signed_in(cast.translator), address)


def test_a_note_makes_nobody_an_author_and_needs_the_right(
    cast: Any, draft: Release, signed_in: SignedIn
) -> None:
    address = page("release_say", draft.pk)
    assert signed_in(cast.auditor).post(address, {"text": "Hm."}).status_code == 404
    signed_in(cast.reviewer).post(address, {"text": "Soon?"})
    signed_in(cast.reviewer).post(address, {"text": " "})
    assert [note.text for note in draft.notes.all()] == ["Soon?"]
    assert not draft.has_part(cast.reviewer)


def test_an_entry_shows_what_it_changed(
    cast: Any, changed: Guide, publish: Callable[..., Entry], signed_in: SignedIn
) -> None:
    entry = publish(changed)
    said = words_at(signed_in(cast.auditor), page("entry", entry.number))
    assert "Title Helping a friend Being there" in said
    assert "with approved words in en, vi" in said


def test_an_entry_says_where_a_state_was_erased(
    cast: Any, changed: Guide, publish: Callable[..., Entry], signed_in: SignedIn
) -> None:
    first = Edition.objects.get(key=changed.object_key)
    entry = publish(changed)
    erase_by_two(first, cast)
    said = words_at(signed_in(cast.auditor), page("entry", entry.number))
    assert "One of its two states was erased or is damaged" in said
    assert "Title" not in said


def test_whoever_confirms_sees_number_hours_and_reason(
    cast: Any, line: Helpline, signed_in: SignedIn
) -> None:
    publish_urgently(line.object_key, by=cast.reviewer, reason="First")
    Channel.objects.update(dial="112", weekly="Mon-Sun 08:00-20:00")
    record_change(line.object_key, by=cast.reviewer)
    entry = publish_urgently(line.object_key, by=cast.reviewer, reason="The number is dead")
    said = words_at(signed_in(cast.reviewer2), page("entry", entry.number))
    assert "Reason The number is dead" in said
    assert "Numbers and addresses phone 112" in said
    assert "Channel “phone” › Number or address 111 112" in said
    assert "Channel “phone” › Each week Mon-Fri 09:00-17:00 Mon-Sun 08:00-20:00" in said
    assert "Confirm: the change is right" in said


def test_the_urgent_page_shows_hours_as_they_are_written(
    cast: Any, line: Helpline, signed_in: SignedIn
) -> None:
    publish_urgently(line.object_key, by=cast.reviewer, reason="First")
    Channel.objects.update(weekly="24/7")
    said = words_at(signed_in(cast.reviewer), page("urgent", line.object_key))
    assert "Channel “phone” › Each week Mon-Fri 09:00-17:00 24/7" in said


def test_undoing_shows_what_will_be_back(
    cast: Any, changed: Guide, publish: Callable[..., Entry], signed_in: SignedIn
) -> None:
    entry = publish(changed)
    browser = signed_in(cast.reviewer)
    assert "Title Being there Helping a friend" in words_at(
        browser, page("entry_undo", entry.number)
    )
    undo(entry, by=cast.reviewer, reason="x")


def test_pictures_are_shown_by_an_address_for_staff(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    name = f"{'a' * 32}.webp"
    rendition = {"name": name, "width": 320, "height": 200, "format": "webp"}
    guide.hero = Image.objects.create(key="cups", alt_en="Two cups", renditions=[rendition])
    guide.save()
    release = start_release(title="A picture", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    html = signed_in(cast.editor).get(page("release_changes", release.pk)).content.decode()
    assert f'<img class="thumbnail" src="{page("library_file", name)}" alt=""' in html
    assert "Two cups" in html


def test_many_items_ask_no_more_than_few(cast: Any, draft: Release, signed_in: SignedIn) -> None:
    name = "release_changes"
    browser, counts = signed_in(cast.reviewer), []
    for first, after in ((0, 2), (2, 12)):
        for number in range(first, after):
            picture = Image.objects.create(key=f"i{number}", alt_en="A picture")
            other = Guide.objects.create(
                key=f"g{number}", slug=f"g{number}", title_en="A", summary_en="B", hero=picture
            )
            add_item(draft, other.object_key, by=cast.editor)
        Release.objects.filter(pk=draft.pk).update(state="draft")
        submit(Release.objects.get(pk=draft.pk), by=cast.editor)
        browser.get(page(name, draft.pk))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page(name, draft.pk)).status_code == 200
        counts.append(len(asked))
        Release.objects.filter(pk=draft.pk).update(state="draft")
    assert counts[1] <= counts[0]
