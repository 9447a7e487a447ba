"""After an undo the form says what it still holds, and offers what is live instead."""

from typing import Any

import pytest
from django.utils.html import strip_tags

from cms.publishing.catalog import catalog
from cms.publishing.changes import last_change
from cms.publishing.freeze import document_of
from cms.publishing.models import Entry
from cms.publishing.undo import undo
from guides.models import Guide
from tests.cast import Cast, Publish
from tests.desk.conftest import SignedIn, change_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def undone(cast: Cast, guide: Any, publish: Publish) -> Entry:
    """A release of other words and a section more, that was undone."""
    publish(guide)
    guide.title_en, guide.title_vi = "Being there", "Ở bên"
    guide.save()
    guide.sections.create(key="more", heading_en="More")
    entry = publish(guide)
    undo(entry, by=cast.reviewer, reason="Too early.")
    catalog().refresh()
    return entry


def said(page: Any) -> str:
    return " ".join(strip_tags(page.content.decode()).split())


def test_a_form_takes_what_is_live_instead_of_what_was_undone(
    cast: Cast, guide: Any, undone: Entry, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    page = browser.get(change_address(guide))
    words = f"Entry {undone.number} was undone. This form still holds its words."
    assert f"{words} Take the live words" in said(page)
    live = page.context["side"].undone.live

    there = change_address(guide).replace("change", "history")
    assert "Take back the state" in said(browser.get(f"{there}compare/", {"to": live}))
    sent = {"state": live, "revision": Guide.objects.get().revision}
    page = browser.post(f"{there}restore/", sent, follow=True)

    assert "was undone" not in said(page)
    assert not page.context["side"].status.is_changed
    assert document_of(guide.object_key).label() == "Helping a friend"
    assert [part.key for part in guide.sections.all()] == ["listen"]
    change = last_change(guide.object_key)
    assert change is not None
    assert change.by == cast.editor


def test_a_form_that_was_changed_since_says_that_it_holds_some_of_it(
    cast: Cast, guide: Any, undone: Entry, signed_in: SignedIn
) -> None:
    Guide.objects.update(title_en="Helping a friend", title_vi="Khác")
    browser = signed_in(cast.editor)
    assert "This form still holds some of its words." in said(browser.get(change_address(guide)))

    guide.sections.get(key="more").delete()
    assert "was undone" not in said(browser.get(change_address(guide)))


def test_where_nothing_is_live_after_an_undo_nothing_is_offered(
    cast: Cast, guide: Any, publish: Publish, signed_in: SignedIn
) -> None:
    undo(publish(guide), by=cast.reviewer, reason="Too early.")
    page = said(signed_in(cast.editor).get(change_address(guide)))
    assert "This form still holds its words. Nothing else of it is published now." in page
    assert "Take the live words" not in page


def test_what_was_released_after_an_undo_ends_what_is_said_of_it(
    cast: Cast, guide: Any, undone: Entry, publish: Publish, signed_in: SignedIn
) -> None:
    Guide.objects.update(title_en="Third")
    publish(guide)
    assert "was undone" not in said(signed_in(cast.editor).get(change_address(guide)))
