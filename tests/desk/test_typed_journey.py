"""What was typed survives in the browser: a lost session, a closed tab, an error elsewhere."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from PIL import Image as Drawing
from playwright.sync_api import Dialog, FilePayload, Page, expect

from cms.library.models import Image
from guides.models import Guide
from tests.browser import Desk, Look, NewWindow, troubles

pytestmark = pytest.mark.django_db(transaction=True)

LOOKS: tuple[Look, ...] = ((320, "light"), (1280, "dark"))
SAVED = "Saved as a draft."
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('desk-typed'))"


def a_picture() -> FilePayload:
    kept = BytesIO()
    Drawing.new("RGB", (64, 48), "teal").save(kept, "PNG")
    return FilePayload(name="tea.png", mimeType="image/png", buffer=kept.getvalue())


def body(page: Page) -> Any:
    return page.get_by_role("textbox", name="Text English").first


def test_a_session_that_ends_asks_for_the_password_and_goes_on(
    cast: Any, guide: Guide, desk: Desk
) -> None:
    page = desk(cast.editor)
    page.goto(f"/admin/guides/guide/{guide.pk}/change/")
    page.get_by_label("Title English").fill("Being there")
    body(page).fill("Sit down with them.")
    page.get_by_role("button", name="Add another Section").click()
    page.locator("[name=sections-1-heading_en]").fill("Afterwards")
    Session.objects.all().delete()
    page.keyboard.press("Control+s")

    page.get_by_label("Password").fill("editor")
    page.get_by_label("Username").fill("editor")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("This is your draft. It is not saved yet")).to_be_visible()
    expect(page.get_by_label("Title English")).to_have_value("Being there")
    expect(body(page)).to_have_text("Sit down with them.")
    assert Guide.objects.get().title_en == "Helping a friend"  # type: ignore[attr-defined]

    page.keyboard.press("Control+s")
    expect(page.get_by_text(SAVED)).to_be_visible()
    stored: Any = Guide.objects.get()
    assert stored.title_en == "Being there"
    headings = stored.sections.order_by("pk").values_list("heading_en", "body_en")
    assert list(headings) == [("Listen", "<p>Sit down with them.</p>"), ("Afterwards", "")]
    expect(page.locator(".draft-offer")).to_be_hidden()


def test_leaving_warns_and_a_closed_tab_leaves_a_draft(
    cast: Any, guide: Guide, new_window: NewWindow
) -> None:
    window = new_window(cast.editor)
    address = f"/admin/guides/guide/{guide.pk}/change/"
    page = window.new_page()
    page.goto(address)
    page.get_by_label("Title English").fill("Being there")
    warnings: list[str] = []

    def stay(dialog: Dialog) -> None:
        warnings.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Preview", exact=True).click(no_wait_after=True)
    expect(page.get_by_label("Title English")).to_have_value("Being there")
    page.wait_for_function(f"() => {DRAFTS}.length === 1")
    assert warnings == ["beforeunload"]
    page.close()

    page = window.new_page()
    page.goto(address)
    expect(page.get_by_text("a draft of yours that was not saved")).to_be_visible()
    expect(page.get_by_label("Title English")).to_have_value("Helping a friend")
    assert list(troubles(page, LOOKS)) == []
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("Title English")).to_have_value("Being there")
    page.close()

    page = window.new_page()
    page.goto(address)
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".draft-offer")).to_be_hidden()
    page.get_by_label("Title English").fill("Once more")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    assert page.evaluate(DRAFTS) == []


def test_a_chosen_picture_survives_an_error_elsewhere(cast: Any, desk: Desk) -> None:
    page = desk(cast.editor)
    page.goto("/admin/library/image/add/")
    page.get_by_label("Key").fill("Not a key")
    page.locator("[name=picture]").set_input_files(a_picture())
    save = page.get_by_role("button", name="Save", exact=True)
    for _press in range(2):
        save.click()
        expect(page.get_by_text("Use small letters, digits and hyphens.")).to_be_visible()
        page.wait_for_function("() => document.querySelector('[name=picture]').files.length")
    page.get_by_label("Key").fill("tea")
    page.locator("[name=alt_en]").fill("Two cups of tea")
    save.click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert (Image.objects.get().width, Image.objects.get().height) == (64, 48)


def test_what_is_typed_is_looked_at_beside_the_form(cast: Any, guide: Guide, desk: Desk) -> None:
    page = desk(cast.editor)
    page.goto(f"/admin/guides/guide/{guide.pk}/change/")
    page.get_by_label("Title English").fill("Being there")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview what I typed").click()
    look = opened.value
    expect(look.get_by_text("It is not saved, and only you can see it here.")).to_be_visible()
    expect(look.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("Being there")
    expect(page.get_by_label("Title English")).to_have_value("Being there")
    assert Guide.objects.get().title_en == "Helping a friend"  # type: ignore[attr-defined]
