"""Two people at one guide in the browser: both languages stay, and one clear choice is asked."""

from typing import Any

import pytest
from playwright.sync_api import expect

from cms.translations.models import Assignment
from guides.models import Guide
from tests.browser import Desk, Look, troubles

pytestmark = pytest.mark.django_db(transaction=True)

LOOKS: tuple[Look, ...] = ((320, "light"), (1280, "dark"))


def test_two_people_save_one_guide_at_once(cast: Any, guide: Guide, desk: Desk) -> None:
    Assignment.objects.create(user=cast.translator, language="vi")
    address = f"/admin/guides/guide/{guide.pk}/change/"
    first, second, third = map(desk, (cast.translator, cast.editor2, cast.editor))
    for page in (first, second, third):
        page.goto(address)

    first.get_by_label("Title Tiếng Việt").fill("Ở bên một người bạn")
    first.get_by_label("Heading Tiếng Việt").fill("Lắng nghe trước")
    third.get_by_label("Title English").fill("Being there for a friend")
    second.get_by_label("Summary English").fill("How to be there.")
    second.get_by_role("button", name="Tiếng Việt").click()
    second.get_by_label("Title Tiếng Việt").fill("Giúp bạn bè")
    for page in (first, third):
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved as a draft.")).to_be_visible()
    kept = Guide.objects.get()
    assert (kept.title_en, kept.title_vi) == ("Being there for a friend", "Ở bên một người bạn")  # type: ignore[attr-defined]

    save = second.get_by_role("button", name="Save", exact=True)
    for _press in range(2):
        save.click()
        expect(second.get_by_text("One thing that you both changed")).to_be_visible()
    asked = second.get_by_role("button", name="1 to choose")
    expect(asked).to_contain_text("Tiếng Việt")
    expect(second.get_by_label("Title Tiếng Việt")).to_have_value("Giúp bạn bè")
    expect(second.get_by_role("group", name="Stored meanwhile by translator")).to_contain_text(
        "Ở bên một người bạn"
    )
    assert list(troubles(second, LOOKS)) == []
    second.get_by_role("button", name="English").click()
    expect(second.get_by_label("Title English")).to_have_value("Being there for a friend")
    second.get_by_role("link", name="Title (Tiếng Việt)").click()
    second.get_by_label("Keep mine, as it stands in the field").check()
    save.click()
    expect(second.get_by_text("Saved as a draft.")).to_be_visible()
    kept = Guide.objects.get()
    assert (kept.title_en, kept.title_vi, kept.summary_en) == (  # type: ignore[attr-defined]
        "Being there for a friend",
        "Giúp bạn bè",
        "How to be there.",
    )
    assert kept.sections.get().heading_vi == "Lắng nghe trước"  # type: ignore[attr-defined]
