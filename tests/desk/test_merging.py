"""Two people save the same thing at once: both are kept, and only what both changed is asked."""

from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.test import Client, RequestFactory

from cms.desk.merging.sent import form_sent
from cms.translations.marks import State
from guides.models import Guide, GuideSection
from tests.desk.conftest import SignedIn, change_address, form_data
from tests.desk.test_content import states
from tests.desk.test_content import translator as translator
from tests.desk.test_nothing_changed import FormOnPage, fill, untouched
from tests.desk.test_text_limits import things as things

pytestmark = pytest.mark.django_db


def stored() -> Any:
    return Guide.objects.get()


def press_save(browser: Client, data: dict[str, Any], page: Any = None, **changes: Any) -> Any:
    """Sends what was typed, with what the page, if there is one already, had in view."""
    seen = {"seen": page.context["seen"]} if page else {}
    return browser.post(change_address(stored()), data | seen | changes)


def on_page(page: Any) -> dict[str, Any]:
    """What a browser sends of the page as it is shown."""
    return dict(FormOnPage(page.content.decode(), "guide_form").data)


def choices(page: Any, name: str) -> list[str]:
    return [value for value, _label in page.context["conflicts"][name].choices]


@pytest.mark.slow
def test_what_is_stored_is_sent_as_a_browser_sends_it(
    cast: Any, things: list[Any], signed_in: SignedIn
) -> None:
    browser = signed_in(cast.admin)
    for thing in things:
        fill(thing)
        thing.refresh_from_db()
        request = RequestFactory().get(change_address(thing))
        request.user = cast.admin
        admin: Any = site.get_model_admin(type(thing))
        form = admin.get_form(request, thing, change=True)(instance=thing)
        formsets, _inlines = admin._create_formsets(request, thing, change=True)
        expected = {
            shown.add_prefix(name): [value.replace("\n", "\r\n") for value in values]
            for shown in (form, *(row for each in formsets for row in each.initial_forms))
            for name, values in form_sent(shown).items()
            if values
        }
        sent = untouched(browser, thing)
        assert {name: sent.get(name) for name in expected} == expected


def test_an_editor_and_a_translator_keep_both_and_no_conflict(
    cast: Any, guide: Guide, translator: Any, signed_in: SignedIn
) -> None:
    mine = form_data(guide, translator) | {"title_vi": "Ở bên bạn", "sections-0-heading_vi": "Nghe"}
    theirs = form_data(guide, cast.editor) | {"title_en": "Being there", "summary_en": "How."}
    assert press_save(signed_in(cast.editor), theirs).status_code == 302
    assert press_save(signed_in(translator), mine).status_code == 302
    kept = stored()
    assert (kept.title_en, kept.title_vi) == ("Being there", "Ở bên bạn")
    assert (kept.summary_en, kept.sections.get().heading_vi) == ("How.", "Nghe")


def test_a_translation_of_a_source_that_changed_meanwhile_is_stale(
    cast: Any, guide: Guide, translator: Any, signed_in: SignedIn
) -> None:
    """Who wrote it had the words in view that stood there before."""
    mine = form_data(guide, translator) | {"title_vi": "Ở bên bạn", "summary_vi": "Thế nào."}
    theirs = form_data(guide, cast.editor) | {"title_en": "Something else"}
    press_save(signed_in(cast.editor), theirs)
    press_save(signed_in(translator), mine)
    assert states(guide, "title")["vi"] is State.STALE
    assert states(guide, "summary")["vi"] is State.OK


def test_still_right_is_not_said_of_words_that_nobody_saw(
    cast: Any, guide: Guide, translator: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    press_save(browser, form_data(guide, cast.editor) | {"title_en": "New"})
    mine = form_data(stored(), translator) | {"title_vi-right": "on"}
    press_save(browser, form_data(stored(), cast.editor) | {"title_en": "Newer"})
    press_save(signed_in(translator), mine)
    assert states(guide, "title")["vi"] is State.STALE


def test_one_field_of_both_is_one_conflict_and_neither_text_is_lost(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    first = {"title_en": "Theirs", "summary_vi": "Của họ.", "sections-0-heading_en": "Hear"}
    second = {"title_en": "Mine", "summary_en": "How I say it."}
    mine = form_data(guide, cast.editor2) | second
    press_save(signed_in(cast.editor), form_data(guide, cast.editor) | first)

    browser = signed_in(cast.editor2)
    page = press_save(browser, mine)
    text = page.content.decode()
    assert list(page.context["conflicts"]) == ["title_en"]
    assert text.count("Stored meanwhile by editor") == 1
    assert "Saved meanwhile by editor, and kept: Summary (Tiếng Việt)" in text
    assert "Section “listen”: Heading (English)" in text
    assert page.context["conflicts"]["title_en"].theirs == "Theirs"
    assert page.context["adminform"].form["title_en"].value() == "Mine"
    assert page.context["adminform"].form["summary_vi"].value() == "Của họ."
    assert stored().title_en == "Theirs"

    keep, _take = choices(page, "title_en")
    mine |= {"summary_vi": "Của họ.", "sections-0-heading_en": "Hear"}
    assert press_save(browser, mine, page, **{"title_en-choice": keep}).status_code == 302
    kept = stored()
    assert (kept.title_en, kept.summary_en, kept.summary_vi) == ("Mine", "How I say it.", "Của họ.")
    assert kept.sections.get().heading_en == "Hear"


def test_theirs_can_be_taken(cast: Any, guide: Guide, signed_in: SignedIn) -> None:
    body = "<p>Take <strong>your</strong> time.</p>"
    mine = form_data(guide, cast.editor2) | {"sections-0-body_en": "<p>Mine</p>", "slug": "mine"}
    press_save(signed_in(cast.editor), form_data(guide, cast.editor) | {"sections-0-body_en": body})
    browser = signed_in(cast.editor2)
    page = press_save(browser, mine)
    _keep, take = choices(page, "sections-0-body_en")
    press_save(browser, mine, page, **{"sections-0-body_en-choice": take})
    assert (stored().slug, stored().sections.get().body_en) == ("mine", body)


def test_a_choice_is_for_what_was_seen_and_a_third_change_is_asked_anew(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    mine = form_data(guide, cast.editor2) | {"title_en": "Mine"}
    other, browser = signed_in(cast.editor), signed_in(cast.editor2)
    press_save(other, form_data(guide, cast.editor) | {"title_en": "Second"})
    page = press_save(browser, mine)
    press_save(other, form_data(stored(), cast.editor) | {"title_en": "Third"})

    for choice in choices(page, "title_en"):
        again = press_save(browser, mine, page, **{"title_en-choice": choice})
        assert again.context["conflicts"]["title_en"].theirs == "Third"
        assert stored().title_en == "Third"


def test_what_both_typed_alike_is_no_conflict(cast: Any, guide: Guide, signed_in: SignedIn) -> None:
    data = form_data(guide, cast.editor) | {"title_en": "The same"}
    press_save(signed_in(cast.editor), data)
    assert press_save(signed_in(cast.editor2), data | {"slug": "mine"}).status_code == 302
    assert (stored().title_en, stored().slug) == ("The same", "mine")


def test_a_text_that_an_editor_only_wrote_in_other_html_was_not_changed(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    mine = form_data(guide, cast.editor2) | {
        "sections-0-body_en": "<p>Take time.</p><script></script>\r\n",
        "slug": "mine",
    }
    theirs = form_data(guide, cast.editor) | {"sections-0-body_en": "<p>Theirs.</p>"}
    press_save(signed_in(cast.editor), theirs)
    assert press_save(signed_in(cast.editor2), mine).status_code == 302
    assert stored().sections.get().body_en == "<p>Theirs.</p>"


def a_second_section(data: dict[str, Any], key: str) -> dict[str, Any]:
    new = {"key": key, "heading_en": key.title(), "position": 0, "body_en": "<p>New.</p>"}
    return {f"sections-1-{name}": value for name, value in new.items()} | {
        "sections-TOTAL_FORMS": 2
    }


def test_parts_that_both_added_are_both_there(cast: Any, guide: Guide, signed_in: SignedIn) -> None:
    opened = form_data(guide, cast.editor)
    press_save(signed_in(cast.editor), opened | a_second_section(opened, "apple"))
    change = {"sections-0-heading_en": "Hear"}
    answer = signed_in(cast.editor2).post(
        change_address(guide), opened | a_second_section(opened, "zebra") | change, follow=True
    )
    headings = set(stored().sections.values_list("heading_en", flat=True))
    assert headings == {"Hear", "Apple", "Zebra"}
    assert "Section “apple” was added" in answer.content.decode()


def test_a_part_that_was_removed_stays_so_for_who_did_not_touch_it(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    opened = form_data(guide, cast.editor)
    press_save(signed_in(cast.editor), opened | {"sections-0-DELETE": "on"})
    answer = signed_in(cast.editor2).post(
        change_address(guide), opened | {"slug": "mine"}, follow=True
    )
    assert (stored().slug, stored().sections.count()) == ("mine", 0)
    assert "Section “listen” was removed" in answer.content.decode()


@pytest.mark.parametrize(("choice", "count"), [(0, 1), (1, 0)], ids=["put back", "left out"])
def test_a_part_removed_by_one_and_changed_by_the_other_is_asked(
    cast: Any, guide: Guide, signed_in: SignedIn, choice: int, count: int
) -> None:
    mine = form_data(guide, cast.editor2) | {"sections-0-body_en": "<p>My work.</p>"}
    theirs = form_data(guide, cast.editor) | {"sections-0-DELETE": "on"}
    press_save(signed_in(cast.editor), theirs)
    browser = signed_in(cast.editor2)
    page = press_save(browser, mine)
    assert "My work." in page.content.decode()
    assert stored().sections.count() == 0

    sent = on_page(page)
    assert press_save(browser, sent).status_code == 200, "nothing was chosen"
    made = {"sections-0-choice": choices(page, "sections-0")[choice]}
    assert press_save(browser, sent | made).status_code == 302
    bodies = list(stored().sections.values_list("body_en", flat=True))
    assert bodies == ["<p>My work.</p>"] * count


@pytest.mark.parametrize(("choice", "count"), [(0, 0), (1, 1)], ids=["removed", "kept"])
def test_a_part_changed_by_one_and_removed_by_the_other_is_asked(
    cast: Any, guide: Guide, signed_in: SignedIn, choice: int, count: int
) -> None:
    mine = form_data(guide, cast.editor2) | {"sections-0-DELETE": "on"}
    theirs = form_data(guide, cast.editor) | {"sections-0-body_en": "<p>Their work.</p>"}
    press_save(signed_in(cast.editor), theirs)
    browser = signed_in(cast.editor2)
    page = press_save(browser, mine)
    assert "Their work." in page.context["conflicts"]["sections-0"].theirs
    assert stored().sections.count() == 1

    sent = on_page(page)
    assert press_save(browser, sent).status_code == 200, "nothing was chosen"
    made = {"sections-0-choice": choices(page, "sections-0")[choice]}
    assert press_save(browser, sent | made).status_code == 302
    bodies = list(stored().sections.values_list("body_en", flat=True))
    assert bodies == ["<p>Their work.</p>"] * count


def test_a_translator_loses_no_words_of_a_part_that_was_removed(
    cast: Any, guide: Guide, translator: Any, signed_in: SignedIn
) -> None:
    """They may add no part, so they see their words and can only let go of them."""
    mine = form_data(guide, translator) | {"sections-0-body_vi": "<p>Công việc.</p>"}
    theirs = form_data(guide, cast.editor) | {"sections-0-DELETE": "on"}
    press_save(signed_in(cast.editor), theirs)
    browser = signed_in(translator)
    page = press_save(browser, mine)
    assert "Công việc." in page.content.decode()
    (let_go,) = choices(page, "sections-0")
    sent = on_page(page)
    forged = press_save(browser, sent | {"sections-0-choice": let_go.replace("theirs", "mine")})
    assert forged.status_code == 200
    assert press_save(browser, sent | {"sections-0-choice": let_go}).status_code == 302
    assert GuideSection.objects.count() == 0


def test_the_rows_of_a_form_are_known_by_their_key_and_not_their_place(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    GuideSection.objects.create(guide=guide, key="talk", heading_en="Talk", position=1)
    opened = form_data(guide, cast.editor)
    theirs = opened | {"sections-0-position": 5, "sections-0-heading_en": "Listen first"}
    press_save(signed_in(cast.editor), theirs)
    press_save(signed_in(cast.editor2), opened | {"sections-1-heading_en": "Talk it over"})
    rows = stored().sections.values_list("key", "heading_en")
    assert dict(rows) == {"listen": "Listen first", "talk": "Talk it over"}


def test_a_draft_is_shown_as_it_would_be_saved_and_stores_nothing(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    mine = form_data(guide, cast.editor2) | {"summary_en": "How.", "slug": "Not a slug"}
    press_save(signed_in(cast.editor), form_data(guide, cast.editor) | {"title_en": "Theirs"})
    browser = signed_in(cast.editor2)
    page = press_save(browser, mine, _draft="1")
    form = page.context["adminform"].form
    assert (form["summary_en"].value(), form["title_en"].value()) == ("How.", "Theirs")
    assert form.errors["slug"]
    text = page.content.decode()
    assert "This is your draft." in text
    assert "Please correct" not in text
    assert "data-unsaved" in text
    assert stored().summary_en == "What to say."
    assert press_save(browser, mine | {"title_en": "Theirs", "slug": "a"}, page).status_code == 302
