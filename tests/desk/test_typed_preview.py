"""A look at what is typed: the real page with it, for the one who typed it, and nothing stored."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.desk.preview.models import TypedPreview
from guides.models import Guide
from tests.desk.conftest import SignedIn, change_address, form_data
from tests.desk.test_content import translator as translator
from tests.desk.test_nothing_changed import everything

pytestmark = pytest.mark.django_db

ABOUT_THE_LOOK = {TypedPreview._meta.label, Session._meta.label}


def look(browser: Client, address: str, data: dict[str, Any]) -> Any:
    return browser.post(address, data | {"_preview": "1"})


def page_at(browser: Client, answer: Any, address: str) -> Any:
    scope = answer.url.rstrip("/").rpartition("/")[2]
    return browser.get(reverse("preview_page", args=[scope, address]))


def content() -> dict[str, Any]:
    return {label: rows for label, rows in everything().items() if label not in ABOUT_THE_LOOK}


def test_what_is_typed_is_shown_and_not_stored(
    cast: Any, guide: Guide, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    browser, before = signed_in(cast.editor), content()
    typed = {"title_en": "Being there", "sections-0-body_en": "<p>Sit <em>down</em>.</p>"}
    answer = look(browser, change_address(guide), form_data(guide, cast.editor) | typed)
    assert answer.status_code == 302
    assert content() == before

    frame = browser.get(answer.url)
    assert "It is not saved, and only you can see it here." in frame.content.decode()
    assert "Saved as a draft" not in frame.content.decode()
    assert frame.context["may_share"] is False
    shown = page_at(browser, answer, "en/guides/helping/").content.decode()
    assert "Being there" in shown
    assert "<p>Sit <em>down</em>.</p>" in shown
    assert page_at(signed_in(cast.editor2), answer, "en/guides/helping/").status_code == 404
    assert Client().get(answer.url).status_code == 302
    stored = browser.get(reverse("preview_page", args=[guide.object_key, "en/guides/helping/"]))
    assert "Being there" not in stored.content.decode()


def test_a_new_thing_can_be_looked_at_before_it_is_there(cast: Any, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    texts = {"title_en": "Sleep well", "summary_en": "How.", "audience": "everyone"}
    data = {"key": "sleep", "slug": "sleep", **texts}
    for part in ("sections", "readings"):
        data |= {f"{part}-TOTAL_FORMS": "0", f"{part}-INITIAL_FORMS": "0"}
    answer = look(browser, reverse("admin:guides_guide_add"), data)
    assert "Sleep well" in page_at(browser, answer, "en/guides/sleep/").content.decode()
    assert not Guide.objects.exists()


def test_what_has_to_be_mended_first_is_named(cast: Any, guide: Guide, signed_in: SignedIn) -> None:
    wrong = {"slug": "Not a slug", "sections-0-heading_en": "x" * 500}
    data = form_data(guide, cast.editor) | wrong
    answer = look(signed_in(cast.editor), change_address(guide), data)
    said = dict(answer.context["problems"])
    assert said.keys() == {"Address", "Heading (English)"}
    assert "still in the form" in answer.content.decode()
    assert not TypedPreview.objects.exists()


def test_a_translator_looks_at_a_translation(
    cast: Any, guide: Guide, translator: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(translator)
    data = form_data(guide, translator) | {"title_vi": "Ở bên bạn", "title_en": "Forged"}
    answer = look(browser, change_address(guide), data)
    assert "Ở bên bạn" in page_at(browser, answer, "vi/guides/helping/").content.decode()
    assert "Forged" not in page_at(browser, answer, "en/guides/helping/").content.decode()


def test_it_is_there_for_a_working_day_and_only_once(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    browser, address = signed_in(cast.editor), change_address(guide)
    data = form_data(guide, cast.editor)
    first = look(browser, address, data | {"title_en": "One"})
    again = look(browser, address, data | {"title_en": "Two"})
    assert first.url == again.url
    assert "Two" in page_at(browser, again, "en/guides/helping/").content.decode()
    TypedPreview.objects.update(at=timezone.now() - timedelta(hours=13))
    assert browser.get(again.url).status_code == 404
    look(signed_in(cast.editor2), address, data)
    assert TypedPreview.objects.get().by == cast.editor2
