"""From a draft to the public page and back, on the screens that staff use."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.publishing import catalog
from cms.publishing.models import Entry, Release
from cms.publishing.plan import release_plan
from tests.desk.conftest import SignedIn, change_address, form_data


def post(browser: Client, name: str, *args: Any, **data: Any) -> Any:
    return browser.post(reverse(f"admin:{name}", args=args), data, follow=True)


def said(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])


@pytest.fixture
def waiting(cast: Any, guide: Any, signed_in: SignedIn) -> Release:
    """A release with the guide, written and submitted by `editor`."""
    browser = signed_in(cast.editor)
    data = form_data(guide, cast.editor) | {"title_en": "Being there"}
    browser.post(change_address(guide), data)
    post(browser, "release_add", key=guide.object_key, title="October")
    release = Release.objects.get()
    post(browser, "release_submit", release.pk)
    return Release.objects.get()


def approval(browser: Client, release: Release, *languages: str) -> dict[str, Any]:
    """What a browser sends after the reviewer has read and ticked everything."""
    page = browser.get(reverse("admin:release_review", args=[release.pk]))
    reasons = {
        f"reason-{f.fingerprint}": "Read, and meant so." for f, _r in page.context["reasons"]
    }
    return {
        "fingerprint": page.context["fingerprint"],
        "language": languages,
        "approve": "1",
        **reasons,
    }


def test_a_release_goes_from_its_author_through_review_to_the_public(
    cast: Any, guide: Any, waiting: Release, signed_in: SignedIn
) -> None:
    assert waiting.state == Release.State.SUBMITTED
    reviewer = signed_in(cast.reviewer)
    page = post(reviewer, "release_review", waiting.pk, **approval(reviewer, waiting, "en", "vi"))
    assert "Approved" in said(page)
    catalog.catalog().refresh()
    live: Any = catalog.current().get(guide.object_key)
    assert live.title.root == {"en": "Being there", "vi": "Giúp một người bạn"}


def test_a_language_that_is_not_ticked_is_left_out(
    cast: Any, guide: Any, waiting: Release, signed_in: SignedIn
) -> None:
    reviewer = signed_in(cast.reviewer)
    post(reviewer, "release_review", waiting.pk, **approval(reviewer, waiting, "vi"))
    catalog.catalog().refresh()
    live: Any = catalog.current().get(guide.object_key)
    assert live.title.root == {"vi": "Giúp một người bạn"}


@pytest.mark.parametrize("author", ["editor", "editor2", "admin"])
def test_no_author_finds_the_review_screen_nor_gets_through_by_a_forged_post(
    cast: Any, guide: Any, signed_in: SignedIn, author: str
) -> None:
    """`editor` submits; `editor2` made the guide; `admin` may do everything and wrote a word."""
    browser = signed_in(cast.admin)
    browser.post(change_address(guide), form_data(guide, cast.admin) | {"title_en": "A word"})
    browser = signed_in(cast.editor)
    post(browser, "release_add", key=guide.object_key, title="October")
    release = Release.objects.get()
    post(browser, "release_submit", release.pk)
    release.refresh_from_db()
    found = release_plan(release).findings
    forged = {
        "fingerprint": release.fingerprint,
        "language": ["en", "vi"],
        "approve": "1",
        **{f"reason-{finding.fingerprint}": "forged" for finding in found},
    }
    address = reverse("admin:release_review", args=[release.pk])
    person = signed_in(getattr(cast, author))
    assert person.get(address).status_code == 404
    assert person.post(address, forged).status_code == 404
    assert not Entry.objects.exists()


def test_an_approval_of_something_else_than_was_shown_is_refused(
    cast: Any, guide: Any, waiting: Release, signed_in: SignedIn
) -> None:
    reviewer = signed_in(cast.reviewer)
    seen = approval(reviewer, waiting, "en", "vi")
    editor = signed_in(cast.editor)
    post(editor, "release_take_back", waiting.pk)
    guide.refresh_from_db()
    data = form_data(guide, cast.editor) | {"title_en": "Slipped in afterwards"}
    editor.post(change_address(guide), data)
    post(editor, "release_submit", waiting.pk)
    page = post(reviewer, "release_review", waiting.pk, **seen)
    assert "changed since you opened it" in said(page)
    assert not Entry.objects.exists()


def test_a_refused_approval_keeps_what_the_reviewer_typed(
    cast: Any, waiting: Release, signed_in: SignedIn
) -> None:
    reviewer = signed_in(cast.reviewer)
    data = approval(reviewer, waiting, "vi") | {"fingerprint": "", "note": "Nearly there"}
    page = post(reviewer, "release_review", waiting.pk, **data)
    typed = [reason for _finding, reason in page.context["reasons"]]
    assert typed == ["Read, and meant so."] * len(typed)
    assert page.context["note"] == "Nearly there"
    assert [b["code"] for b in page.context["languages"] if b["is_ticked"]] == ["vi"]


def test_sending_back_tells_the_author_why(
    cast: Any, waiting: Release, signed_in: SignedIn
) -> None:
    reviewer = signed_in(cast.reviewer)
    post(reviewer, "release_review", waiting.pk, send_back="1", note="Say who answers.")
    page = signed_in(cast.editor).get(reverse("admin:release", args=[waiting.pk]))
    assert "Say who answers." in page.content.decode()


def test_undo_brings_the_old_text_back(
    cast: Any, guide: Any, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    before = catalog.current().get(guide.object_key)
    guide.title_en = "Worse"
    guide.save()
    second = publish(guide)
    reviewer = signed_in(cast.reviewer)
    page = reviewer.get(reverse("admin:entry_undo", args=[second.number]))
    assert [r.then.entry for r in page.context["returns"]] == [1]
    post(reviewer, "entry_undo", second.number, reason="The old text was better")
    catalog.catalog().refresh()
    assert catalog.current().get(guide.object_key) == before


def test_an_undo_that_is_not_possible_says_what_stands_in_the_way(
    cast: Any, guide: Any, publish: Any, signed_in: SignedIn
) -> None:
    first = publish(guide)
    guide.title_en = "Newer"
    guide.save()
    publish(guide)
    page = signed_in(cast.reviewer).get(reverse("admin:entry_undo", args=[first.number]))
    assert "Entry 2" in page.context["obstacle"]


def test_an_undo_needs_a_reason(cast: Any, guide: Any, publish: Any, signed_in: SignedIn) -> None:
    entry = publish(guide)
    post(signed_in(cast.reviewer), "entry_undo", entry.number, reason=" ")
    assert Entry.objects.count() == 1


def test_a_window_is_typed_in_the_editors_own_zone(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    post(browser, "preferences", zone="Asia/Ho_Chi_Minh")
    post(browser, "release_add", key=guide.object_key, title="December")
    release = Release.objects.get()
    item = release.items.get()
    prefix = f"item-{item.pk}"
    data = {f"{prefix}-starts_at": "2026-12-01T09:00", f"{prefix}-ends_at": ""}
    page = post(browser, "release_change_item", release.pk, item.pk, **data)
    item.refresh_from_db()
    assert item.starts_at
    assert item.starts_at.isoformat() == "2026-12-01T02:00:00+00:00"
    assert "1 Dec 2026, 09:00 Asia/Ho Chi Minh (02:00 UTC)" in page.content.decode()
    assert 'value="2026-12-01T09:00"' in page.content.decode()


def test_what_a_later_release_has_scheduled_has_to_be_decided_on(
    cast: Any, guide: Any, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide, starts_at=timezone.now() + timedelta(days=30))
    browser = signed_in(cast.editor)
    post(browser, "release_add", key=guide.object_key, title="A fix")
    release = Release.objects.get(title="A fix")
    assert "keep or to drop" in said(post(browser, "release_submit", release.pk))
    item = release.items.get()
    post(
        browser, "release_change_item", release.pk, item.pk, **{f"item-{item.pk}-scheduled": "keep"}
    )
    post(browser, "release_submit", release.pk)
    release.refresh_from_db()
    assert release.state == Release.State.SUBMITTED


def test_an_object_nobody_made_cannot_be_added(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    page = post(browser, "release_add", key=["guide:helping", "guide:unknown"], title="October")
    assert "Nothing has the key" in said(page)
    assert not Release.objects.exists()


def test_several_objects_of_a_list_are_added_at_once(
    cast: Any, guide: Any, topic: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    chosen = browser.post(
        reverse("admin:guides_guide_changelist"),
        {"action": "add_to_a_release", "_selected_action": [guide.pk]},
        follow=True,
    )
    assert [it.key for it in chosen.context["chosen"]] == [guide.object_key]


def test_a_given_up_release_was_never_public(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    post(browser, "release_add", key=guide.object_key, title="October")
    post(browser, "release_close", Release.objects.get().pk)
    assert Release.objects.get().state == Release.State.CLOSED


def test_what_is_on_its_way_cannot_be_deleted(
    cast: Any, guide: Any, waiting: Release, signed_in: SignedIn
) -> None:
    address = change_address(guide).replace("change", "delete")
    assert signed_in(cast.editor).post(address, {"post": "yes"}).status_code == 403


def test_what_was_deleted_elsewhere_is_named_and_breaks_no_page(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    post(browser, "release_add", key=guide.object_key, title="October")
    release = Release.objects.get()
    guide.delete()
    page = post(browser, "release_submit", release.pk)
    assert "Nothing has the key" in said(page)
    assert page.status_code == 200
