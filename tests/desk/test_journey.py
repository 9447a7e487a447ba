"""The desk in a real browser, side by side with the public page."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from campaigns.models import Creator, SeriesVideo, Video, VideoCaption, VideoSeries
from campaigns.tests.files import captions
from partners.models import Channel, Helpline
from tests.browser import Desk, NewWindow, too_wide
from tests.desk.browsing import approve, submit_from

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_guide_goes_public_through_review_and_comes_back_by_undo(
    cast: Any, guide: Any, publish: Any, desk: Desk, public: Callable[[str], str]
) -> None:
    publish(guide)
    before = public("/en/guides/helping/")
    assert "Helping a friend" in before

    editor = desk(cast.editor)
    form = f"/admin/guides/guide/{guide.pk}/change/"
    editor.goto(form)
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

    title = editor.get_by_label("Title English")
    undone = editor.get_by_text("Entry 2 was undone. This form still holds its words.")
    editor.goto(form)
    expect(undone).to_be_visible()
    expect(title).to_have_value("Being there for a friend")
    editor.get_by_role("link", name="Take the live words").click()
    editor.get_by_role("button", name="Take back the state").last.click()
    expect(title).to_have_value("Helping a friend")
    expect(undone).to_have_count(0)

    editor.get_by_role("link", name="History, and earlier states").click()
    saved = editor.get_by_role("row").filter(has_text="Changed: title (English).")
    saved.get_by_role("link", name="Compare").click()
    editor.get_by_role("button", name="Take back the state").click()
    expect(title).to_have_value("Being there for a friend")
    expect(undone).to_be_visible()
    expect(editor.locator(".side-box > p .chip")).to_have_text(
        ["live: English, Tiếng Việt", "changed"]
    )
    assert public("/en/guides/helping/") == before


def test_one_language_is_read_and_the_others_stay_until_they_are(
    cast: Any, guide: Any, publish: Any, desk: Desk, public: Callable[[str], str]
) -> None:
    type(guide).objects.update(title_ind="Membantu teman", title_ar="مساعدة صديق")
    publish(guide)
    names = {"en": "English", "vi": "Tiếng Việt", "id": "Bahasa Indonesia", "ar": "العربية"}

    def pages() -> dict[str, str]:
        return {code: public(f"/{code}/guides/helping/") for code in names}

    before = pages()
    assert all(before.values())
    editor = desk(cast.editor)
    form = f"/admin/guides/guide/{guide.pk}/change/"
    editor.goto(form)
    editor.get_by_role("button", name="All languages").click()
    for code, name in names.items():
        editor.get_by_label(f"Title {name}").fill(f"Being there ({code})")
    editor.get_by_role("button", name="Save and continue editing").click()
    submit_from(editor, "A warmer title")
    reviewer = desk(cast.reviewer)
    approve(reviewer, "A warmer title", "English")

    waits = "waits for a reader: العربية, Bahasa Indonesia, Tiếng Việt"
    expect(reviewer.get_by_text(f"Live: English; {waits}.")).to_be_visible()
    read = pages()
    assert read == {**before, "en": read["en"]}
    assert "Being there (en)" in read["en"]
    for place in ("/admin/guides/guide/", form):
        editor.goto(place)
        expect(editor.locator(".chip", has_text=waits)).to_be_visible()
    assert list(too_wide(editor)) == []

    reviewer.goto("/admin/")
    approve(reviewer, "A warmer title")
    assert [code for code, page in pages().items() if f"Being there ({code})" not in page] == []
    editor.reload()
    expect(editor.locator(".side-box > p .chip")).to_have_text(["live"])


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
    editor.get_by_label("0800 111").check()
    editor.get_by_label("Reason").fill("Somebody else answers")
    editor.get_by_role("button", name="Block at once").click()
    assert "0800 111" not in public(address)
    editor.reload()
    expect(editor.get_by_text("This worker shows it nowhere.")).to_be_visible()
    expect(editor.get_by_text("Published by entry 1")).to_be_visible()

    first, second = desk(cast.reviewer), desk(cast.reviewer2)
    first.goto(f"/admin/partners/helpline/{line.pk}/change/")
    chips = first.locator(".side-box .chip-blocked")
    expect(chips).to_have_text(["blocked", "blocked: phone 0800 111"])
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
    assert "0800 222" in public(address)
    assert "0800 111" not in public(address)
    first.goto(f"/admin/partners/helpline/{line.pk}/change/")
    expect(first.locator(".side-box > p .chip")).to_have_text(["live: English"])


def test_whose_consent_is_withdrawn_is_blocked_in_the_same_step(
    cast: Any, publish: Any, desk: Desk, public: Callable[[str], str]
) -> None:
    creator = Creator.objects.create(
        key="linh", name="Linh", consent_given_on=date(2020, 1, 1), consent_scope="Everything"
    )
    video = Video.objects.create(
        key="tea", creator=creator, spoken="en", title_en="Tea for two", seconds=34,
        description_en="A message.", link="https://www.youtube.com/watch?v=aqz-KE-bpKQ",
    )  # fmt: skip
    VideoCaption.objects.create(video=video, language="en", source=captions("Hello."))
    series = VideoSeries.objects.create(key="two", slug="two", title_en="Two", summary_en="Sit.")
    SeriesVideo.objects.create(series=series, video=video)
    publish(creator, video, series)
    address = "/en/series/two/tea/"
    assert "Tea for two" in public(address)

    reviewer = desk(cast.reviewer)
    reviewer.goto(f"/admin/campaigns/creator/{creator.pk}/change/")
    reviewer.get_by_label("Consent withdrawn on").fill("2020-02-01")
    reviewer.get_by_role("button", name="Save", exact=True).click()
    expect(reviewer.get_by_text("Linh is shown until you block them here")).to_be_visible()
    expect(reviewer.get_by_label("all of it, whatever is published")).to_be_checked()
    assert "Tea for two" in public(address)

    reviewer.get_by_role("button", name="Block at once").click()
    expect(reviewer.get_by_role("heading", name="Blocked: creator:linh")).to_be_visible()
    assert public(address) == ""
    assert public("/en/series/two/") == ""
    reviewer.reload()
    expect(reviewer.get_by_text("This worker shows it nowhere.")).to_be_visible()
    expect(reviewer.get_by_role("listitem").filter(has_text="Nowhere.")).to_be_visible()
    reviewer.goto(f"/admin/campaigns/video/{video.pk}/change/")
    expect(reviewer.get_by_text("not live while these are not: creator:linh")).to_be_visible()


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
