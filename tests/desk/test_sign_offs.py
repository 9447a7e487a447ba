"""What is said of who reviewed a guide: only what staff recorded, of the words that were read."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cms.errors import Refused
from cms.publishing.changes import record_change
from cms.publishing.freeze import document_of
from guides.documents import GuideDocument
from guides.models import Guide, GuideReading
from partners.models import Partner
from tests.cast import Publish
from tests.desk.conftest import SignedIn, change_address, form_data
from tests.desk.test_duplicate import copy

pytestmark = pytest.mark.django_db

NOBODY = "No expert outside our team has reviewed this text yet."


@pytest.fixture
def friends(cast: Any) -> Partner:
    return Partner.objects.create(key="friends", name_en="Friends")


@pytest.fixture
def signed(cast: Any, guide: Guide, friends: Partner, signed_in: SignedIn) -> Guide:
    """An editor records that a clinician read the English text."""
    data = form_data(guide, cast.editor) | {
        "title_en": "Helping a good friend",
        "readings-TOTAL_FORMS": "1",
        "readings-0-guide": str(guide.pk),
        "readings-0-partner": str(friends.pk),
        "readings-0-role": "clinician",
        "readings-0-scope": "content",
        "readings-0-language": "en",
        "readings-0-read_on": "2026-03-05",
    }
    answer = signed_in(cast.editor).post(change_address(guide), data)
    assert answer.status_code == 302
    return guide


def _document(guide: Guide) -> GuideDocument:
    document = document_of(guide.object_key)
    assert isinstance(document, GuideDocument)
    return document


def test_it_is_recorded_of_the_text_that_is_saved_with_it(signed: Guide) -> None:
    (reading,) = _document(signed).readings_in("en")
    assert (reading.partner, reading.role, reading.scope) == ("friends", "clinician", "content")
    assert reading.read_on == date(2026, 3, 5)
    assert _document(signed).title.source == "Helping a good friend"
    assert _document(signed).readings_in("vi") == []


def test_a_page_names_it_in_the_language_that_was_read(
    signed: Guide, friends: Partner, publish: Publish, client: Client
) -> None:
    publish(friends, signed)
    english = client.get("/en/guides/helping/").content.decode()
    assert (
        "Reviewed for Friends by a reader (doctor, nurse or psychologist) on March 5, 2026: "
        "what it says." in english
    )
    assert NOBODY not in english
    vietnamese = client.get("/vi/guides/helping/").content.decode()
    assert "Friends" not in vietnamese
    assert "Chưa có chuyên gia nào ngoài nhóm chúng tôi xem xét bài này." in vietnamese


def test_without_one_the_page_says_so(guide: Guide, publish: Publish, client: Client) -> None:
    publish(guide)
    assert NOBODY in client.get("/en/guides/helping/").content.decode()


def test_other_words_are_not_released_with_it(
    cast: Any, signed: Guide, friends: Partner, publish: Publish
) -> None:
    publish(friends, signed)
    section = signed.sections.get()
    section.body_vi = "<p>Khác.</p>"  # type: ignore[attr-defined]
    section.save()
    publish(signed)
    section.body_en = "<p>Other words.</p>"  # type: ignore[attr-defined]
    section.save()
    record_change(signed.object_key, by=cast.editor)
    assert _document(signed).readings_in("en") == []
    with pytest.raises(Refused, match="has changed since “friends” read it"):
        publish(signed)
    signed.readings.all().delete()
    publish(signed)


def test_it_can_be_deleted_and_not_changed(cast: Any, signed: Guide, signed_in: SignedIn) -> None:
    signed.refresh_from_db()
    browser = signed_in(cast.editor)
    data = form_data(signed, cast.editor) | {
        "readings-INITIAL_FORMS": "1",
        "readings-TOTAL_FORMS": "1",
        "readings-0-id": str(signed.readings.get().pk),
        "readings-0-guide": str(signed.pk),
        "readings-0-role": "native",
    }
    browser.post(change_address(signed), data)
    assert signed.readings.get().role == GuideReading.Role.CLINICIAN
    browser.post(change_address(signed), data | {"readings-0-DELETE": "on"})
    assert not signed.readings.exists()


def test_a_duplicate_begins_without_it(cast: Any, signed: Guide, signed_in: SignedIn) -> None:
    copy(signed_in(cast.editor), signed, "helping-again")
    twin = Guide.objects.get(key="helping-again")
    assert twin.sections.count() == 1
    assert not twin.readings.exists()
