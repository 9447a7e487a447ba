"""Editing content: nothing goes public by saving, nothing is lost, translators stay in theirs."""

from typing import Any

import pytest
from django.urls import reverse

from cms.publishing import catalog
from cms.publishing.freeze import document_of, edition_digest
from cms.publishing.models import Change
from cms.translations.marks import State, marks_of, state_of
from cms.translations.models import Assignment
from cms.translations.texts import passages_of
from guides.models import Guide
from tests.desk.conftest import SignedIn, change_address, form_data


def states(guide: Any, field: str) -> dict[str, State | None]:
    marks = marks_of([guide.object_key])[guide.object_key]
    passages = passages_of([stored()])[guide.pk]
    return {p.language: state_of(p, marks) for p in passages if p.field == field}


def stored() -> Any:
    return Guide.objects.get()


def section_of(guide: Any) -> Any:
    return guide.sections.get()


@pytest.fixture
def translator(cast: Any) -> Any:
    Assignment.objects.create(user=cast.translator, language="vi")
    return cast.translator


def test_saving_stores_the_text_and_records_its_author(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    data = form_data(guide, cast.editor) | {"title_en": "Helping somebody"}
    response = signed_in(cast.editor).post(change_address(guide), data)
    assert response.status_code == 302
    change = Change.objects.order_by("-id")[0]
    assert stored().title_en == "Helping somebody"
    assert (change.by, change.fields) == (cast.editor, ["title_en"])
    assert change.digest == edition_digest(guide.object_key, document_of(guide.object_key))


def test_saving_changes_nothing_in_public(
    cast: Any, guide: Any, signed_in: SignedIn, publish: Any
) -> None:
    publish(guide)
    before = catalog.current().get(guide.object_key)
    data = form_data(guide, cast.editor) | {"title_en": "Changed"}
    signed_in(cast.editor).post(change_address(guide), data)
    catalog.catalog().refresh()
    assert catalog.current().get(guide.object_key) == before


def test_saving_a_section_counts_as_a_change_of_its_guide(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    data = form_data(guide, cast.editor) | {"sections-0-heading_en": "Listen first"}
    signed_in(cast.editor).post(change_address(guide), data)
    assert Change.objects.order_by("-id")[0].fields == ["guidesection.heading_en"]
    assert stored().revision == guide.revision + 1


def test_the_key_of_a_stored_object_stays(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    data = form_data(guide, cast.editor) | {"key": "forged", "title_en": "Changed"}
    signed_in(cast.editor).post(change_address(guide), data)
    assert stored().key == "helping"
    assert stored().title_en == "Changed"


def test_what_was_published_cannot_be_deleted(
    cast: Any, guide: Any, signed_in: SignedIn, publish: Any
) -> None:
    publish(guide)
    address = change_address(guide).replace("change", "delete")
    assert signed_in(cast.editor).post(address, {"post": "yes"}).status_code == 403
    assert Guide.objects.exists()


def test_a_draft_can_be_deleted(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    address = change_address(guide).replace("change", "delete")
    assert signed_in(cast.editor).post(address, {"post": "yes"}).status_code == 302
    assert not Guide.objects.exists()


def test_a_translator_writes_in_an_assigned_language(
    translator: Any, guide: Any, signed_in: SignedIn
) -> None:
    data = form_data(guide, translator) | {
        "title_vi": "Giúp bạn bè",
        "sections-0-body_vi": "<p>Lắng nghe.</p>",
    }
    response = signed_in(translator).post(change_address(guide), data)
    assert response.status_code == 302
    assert stored().title_vi == "Giúp bạn bè"
    assert section_of(guide).body_vi == "<p>Lắng nghe.</p>"


def test_what_a_translator_forges_beyond_it_is_ignored(
    translator: Any, guide: Any, signed_in: SignedIn
) -> None:
    section = section_of(guide)
    forged = {
        "title_en": "Forged",
        "title_ind": "Forged",
        "slug": "forged",
        "sections-0-heading_en": "Forged",
        "sections-0-position": 9,
        "sections-0-DELETE": "on",
        "sections-TOTAL_FORMS": 2,
        "sections-1-heading_en": "Forged",
        "sections-1-body_vi": "<p>Forged</p>",
    }
    data = form_data(guide, translator) | {"title_vi": "Thật"} | forged
    signed_in(translator).post(change_address(guide), data)
    kept = stored()
    assert (kept.title_vi, kept.title_en, kept.slug) == ("Thật", guide.title_en, guide.slug)
    assert kept.title_ind is None
    assert guide.sections.count() == 1
    assert section_of(guide).heading_en == section.heading_en
    assert section_of(guide).position == section.position


def test_a_translator_without_a_language_changes_nothing(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    data = form_data(guide, cast.translator) | {"title_vi": "Forged"}
    assert signed_in(cast.translator).post(change_address(guide), data).status_code == 403
    assert stored().title_vi == guide.title_vi


def test_a_new_source_makes_its_translation_stale(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    assert states(guide, "title") == {
        "vi": State.OK,
        "id": State.MISSING,
        "ar": State.MISSING,
    }
    data = form_data(guide, cast.editor) | {"title_en": "Being there for a friend"}
    signed_in(cast.editor).post(change_address(guide), data)
    assert states(guide, "title")["vi"] is State.STALE
    assert states(guide, "summary")["vi"] is State.OK


def test_meaning_unchanged_keeps_the_translation_right(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    said = {"title_en": "Helping a friend!", "title_en-unchanged": "on"}
    signed_in(cast.editor).post(change_address(guide), form_data(guide, cast.editor) | said)
    assert states(guide, "title")["vi"] is State.OK


def test_meaning_unchanged_does_not_mend_what_was_stale(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    browser.post(change_address(guide), form_data(guide, cast.editor) | {"title_en": "New"})
    guide.refresh_from_db()
    said = {"title_en": "New!", "title_en-unchanged": "on"}
    browser.post(change_address(guide), form_data(guide, cast.editor) | said)
    assert states(guide, "title")["vi"] is State.STALE


def test_still_right_is_said_by_the_translator_of_that_language_only(
    cast: Any, translator: Any, guide: Any, signed_in: SignedIn
) -> None:
    guide.title_ind = "Membantu teman"
    guide.save()
    data = form_data(guide, cast.editor) | {"title_en": "New"}
    signed_in(cast.editor).post(change_address(guide), data)
    guide.refresh_from_db()
    said = {"title_vi-right": "on", "title_ind-right": "on"}
    signed_in(translator).post(change_address(guide), form_data(guide, translator) | said)
    assert states(guide, "title")["vi"] is State.OK
    assert states(guide, "title")["id"] is State.STALE


def test_writing_the_same_words_in_other_html_does_not_count_as_translating(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    section = section_of(guide)
    section.body_en = "<p>Take more time.</p>"
    section.save()
    data = form_data(guide, cast.editor)
    data["sections-0-body_vi"] = "<p>Hãy dành  thời gian.</p>\n"
    signed_in(cast.editor).post(change_address(guide), data)
    assert states(guide, "body")["vi"] is State.STALE


def test_a_source_that_is_restored_finds_its_translation_right_again(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    for title in ("Something else", "Helping a friend"):
        guide.refresh_from_db()
        browser.post(change_address(guide), form_data(guide, cast.editor) | {"title_en": title})
    assert states(guide, "title")["vi"] is State.OK


@pytest.mark.parametrize("language", ["en", "vi", "ar"])
def test_freezing_is_the_same_in_whatever_language_the_admin_runs(
    cast: Any, guide: Any, signed_in: SignedIn, language: str
) -> None:
    expected = edition_digest(guide.object_key, document_of(guide.object_key))
    browser = signed_in(cast.editor)
    data = form_data(guide, cast.editor)
    browser.post(change_address(guide), data, headers={"accept-language": language})
    assert edition_digest(guide.object_key, document_of(guide.object_key)) == expected


def test_an_add_that_failed_calls_no_fresh_translation_stale(
    cast: Any, signed_in: SignedIn
) -> None:
    given = {"key": "Not a key", "title_en": "Sleep", "title_vi": "Giấc ngủ"}
    page = signed_in(cast.editor).post(
        reverse("admin:guides_guide_add"),
        given | {"sections-TOTAL_FORMS": "0", "sections-INITIAL_FORMS": "0"},
    )
    assert page.status_code == 200
    notes = page.context["field_notes"]
    assert {note.state for note in notes.values()} == {None}
