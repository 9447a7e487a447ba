"""What counts as changed: what a document says in today's schema, in each place that asks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from pydantic.fields import FieldInfo

from cms.publishing.catalog import catalog
from cms.publishing.changes import authors_since, last_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.displaced import Displaced
from cms.publishing.freeze import document_of, payload_of
from cms.publishing.models import Change, Edition, Participant, Release
from cms.publishing.plan import release_plan
from cms.publishing.submit import submit
from guides.documents import GuideDocument
from guides.models import Guide
from tests.cast import Publish, erase_by_two
from tests.desk.conftest import SignedIn, change_address, form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def update_the_program() -> Iterator[Callable[[], None]]:
    """Gives the document of guides a field with a default, as an update would."""
    fields = GuideDocument.__pydantic_fields__

    def update() -> None:
        fields["reading_minutes"] = FieldInfo(annotation=int, default=5)
        GuideDocument.model_rebuild(force=True)
        catalog.cache_clear()  # Each process starts anew.

    yield update
    fields.pop("reading_minutes", None)
    GuideDocument.model_rebuild(force=True)


def says_changed(browser: Any, thing: Any) -> tuple[bool, bool]:
    """What the list and the box beside the form say."""
    listed = browser.get(reverse("admin:guides_guide_changelist")).context["cl"].result_list
    row = next(one.row for one in listed if one.pk == thing.pk)
    side = browser.get(change_address(thing)).context["side"]
    return row.status.is_changed, side.status.is_changed


def save(browser: Any, thing: Any, person: Any, **values: Any) -> None:
    thing.refresh_from_db()
    saved = browser.post(change_address(thing), form_data(thing, person) | values)
    assert saved.status_code == 302


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_field_with_a_default_changes_no_state_no_author_and_no_finding(
    cast: Any,
    publish: Publish,
    guide: Guide,
    signed_in: SignedIn,
    update_the_program: Callable[[], None],
    is_edited: bool,
) -> None:
    publish(guide)
    if is_edited:
        save(signed_in(cast.editor2), guide, cast.editor2, title_en="Another title")
    browser = signed_in(cast.editor)
    assert says_changed(browser, guide) == (is_edited, is_edited)
    before = last_change(guide.object_key)

    update_the_program()
    assert payload_of(document_of(guide.object_key))["reading_minutes"] == 5
    assert says_changed(browser, guide) == (is_edited, is_edited)
    save(browser, guide, cast.editor)
    assert last_change(guide.object_key) == before
    assert says_changed(browser, guide) == (is_edited, is_edited)

    release = start_release(title="Next", by=cast.reviewer2)
    add_item(release, guide.object_key, by=cast.reviewer2)
    plan = submit(release, by=cast.reviewer2)
    codes = {finding.code for finding in plan.findings}
    assert "unattributed" not in codes
    authors = Participant.objects.filter(release=release).values_list("user", flat=True)
    assert set(authors) == {cast.reviewer2.pk, *([cast.editor2.pk] if is_edited else [])}


def test_a_release_in_review_survives_a_field_with_a_default(
    cast: Any, guide: Guide, update_the_program: Callable[[], None]
) -> None:
    release = start_release(title="Next", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    before = submit(release, by=cast.editor)

    update_the_program()
    after = release_plan(Release.objects.get(pk=release.pk))

    assert after.findings == before.findings


def test_what_is_changed_back_is_not_changed(
    cast: Any,
    publish: Publish,
    guide: Guide,
    signed_in: SignedIn,
    update_the_program: Callable[[], None],
) -> None:
    publish(guide)
    update_the_program()
    browser = signed_in(cast.editor)

    save(browser, guide, cast.editor, title_en="Another title")
    assert says_changed(browser, guide) == (True, True)

    save(browser, guide, cast.editor, title_en="Helping a friend")
    assert says_changed(browser, guide) == (False, False)
    assert set(authors_since(guide.object_key, Displaced())) == {cast.editor2, cast.editor}


def test_what_was_written_is_kept_as_long_as_the_object(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    for title in ("Second", "Third"):
        save(signed_in(cast.editor), guide, cast.editor, title_en=title)
    assert not Change.objects.filter(key=guide.object_key, payload=None).exists()

    guide.delete()
    assert not Change.objects.exclude(payload=None).exists()


def test_erasing_an_edition_takes_the_record_s_words_too(
    cast: Any, publish: Publish, guide: Guide
) -> None:
    publish(guide)
    erase_by_two(Edition.objects.get(key=guide.object_key), cast)
    assert not Change.objects.exclude(payload=None).exists()
