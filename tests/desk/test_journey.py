"""The desk in a real browser, side by side with the public page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from partners.models import Channel, Helpline
from tests.browser import Desk, NewWindow
from tests.desk.browsing import approve, submit_from

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_guide_goes_public_through_review_and_comes_back_by_undo(
    cast: Any, guide: Any, publish: Any, desk: Desk, public: Callable[[str], str]
) -> None:
    publish(guide)
    before = public("/en/guides/helping/")
    assert "Helping a friend" in before

    editor = desk(cast.editor)
    editor.goto(f"/admin/guides/guide/{guide.pk}/change/")
    editor.get_by_label("Title English").fill("Being there for a friend")
    editor.get_by_label("Meaning unchanged").first.check()
    editor.get_by_role("button", name="Save and continue editing").click()
    expect(editor.get_by_text("only through a release")).to_be_visible()
    assert public("/en/guides/helping/") == before

    submit_from(editor, "A warmer title")
    expect(editor.get_by_role("link", name="Review", exact=True)).to_have_count(0)
    editor.goto("/admin/")
    expect(editor.get_by_role("link", name="A warmer title")).to_have_count(0)
    assert public("/en/guides/helping/") == before

    reviewer = desk(cast.reviewer)
    approve(reviewer, "A warmer title")
    assert "Being there for a friend" in public("/en/guides/helping/")

    reviewer.get_by_role("link", name="Undo …").click()
    expect(reviewer.get_by_text("as entry 1 published it")).to_be_visible()
    reviewer.get_by_label("Reason").fill("The old title was better")
    reviewer.get_by_role("button", name="Undo it").click()
    expect(reviewer.get_by_text("What was there before is back.")).to_be_visible()
    assert public("/en/guides/helping/") == before


def test_a_wrong_number_is_blocked_and_the_right_one_comes_urgently(
    cast: Any, publish: Any, desk: Desk, public: Callable[[str], str]
) -> None:
    line: Any = Helpline.objects.create(
        key="line",
        name_en="A line",
        countries="GB",
        languages="en",
        grade="A",
        source="Its own page",
        check_due=timezone.localdate() + timedelta(days=60),
    )
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="0800 111")
    publish(line)
    address = "/en/help/gb/"
    assert "0800 111" in public(address)

    editor = desk(cast.editor)
    editor.goto(f"/admin/partners/helpline/{line.pk}/change/")
    editor.get_by_role("link", name="Block").last.click()
    editor.get_by_label("what is live now").check()
    editor.get_by_label("Reason").fill("Somebody else answers")
    editor.get_by_role("button", name="Block at once").click()
    assert "0800 111" not in public(address)
    editor.reload()
    expect(editor.get_by_text("This worker shows it nowhere.")).to_be_visible()

    first, second = desk(cast.reviewer), desk(cast.reviewer2)
    first.goto(f"/admin/partners/helpline/{line.pk}/change/")
    first.locator("[name=channels-0-dial]").fill("0800 222")
    first.get_by_role("button", name="Save and continue editing").click()
    first.get_by_role("link", name="Publish urgently").click()
    first.get_by_label("Reason").fill("The line moved today")
    first.get_by_role("button", name="Publish at once").click()
    expect(first.get_by_text("24 hours to confirm")).to_be_visible()
    assert "0800 222" in public(address)
    assert "0800 111" not in public(address)
    second.goto("/admin/")
    second.get_by_role("link", name="Urgent: helpline:line").click()
    second.get_by_role("button", name="Confirm").click()
    expect(second.get_by_text("Confirmed.")).to_be_visible()


def test_an_error_opens_the_language_it_is_in(cast: Any, guide: Any, desk: Desk) -> None:
    page = desk(cast.editor)
    page.goto(f"/admin/guides/guide/{guide.pk}/change/")
    page.get_by_role("button", name="Tiếng Việt").click()
    page.get_by_label("Title Tiếng Việt").fill("x" * 130)
    page.locator("[name=title_vi]").evaluate("input => input.removeAttribute('maxlength')")
    page.get_by_label("Title Tiếng Việt").fill("x" * 130)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Title Tiếng Việt")).to_be_hidden()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Title Tiếng Việt")).to_be_visible()
    expect(page.get_by_label("Title English")).to_be_hidden()


def test_the_rich_text_editor_works_under_the_content_security_policy(
    cast: Any, guide: Any, desk: Desk
) -> None:
    page = desk(cast.editor)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(f"/admin/guides/guide/{guide.pk}/change/")
    editor = page.get_by_role("textbox", name="Text English").first
    editor.click()
    page.keyboard.press("End")
    page.keyboard.type(" Then ask.")
    page.get_by_role("button", name="Save and continue editing").click()
    assert guide.sections.get().body_en == "<p>Take time. Then ask.</p>"
    assert complaints == []


def test_every_language_is_there_without_script(
    cast: Any, guide: Any, new_window: NewWindow
) -> None:
    page = new_window(cast.editor, java_script_enabled=False).new_page()
    page.goto(f"/admin/guides/guide/{guide.pk}/change/")
    for column in ("title_en", "title_vi", "title_ind", "title_ar"):
        expect(page.locator(f"[name={column}]")).to_be_visible()
