"""A reviewer reads some of the languages: the others stay as they were, and wait for a reader."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.errors import NotAllowed, Refused
from cms.publishing.append import append
from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from cms.publishing.changes import authors_since, record_change, record_copy
from cms.publishing.compose import add_item, start_release
from cms.publishing.displaced import Displaced, live_now
from cms.publishing.documents import Text
from cms.publishing.history import stored_history
from cms.publishing.log import Action
from cms.publishing.models import Change, Edition, Entry, Release
from cms.publishing.submit import add_fixed, submit, take_back
from cms.publishing.tests.conftest import Drawer, Leaflet
from cms.publishing.undo import undo
from cms.publishing.urgent import publish_urgently
from tests.cast import Cast, approve_as_shown

Write = Callable[..., None]
Submitted = Callable[..., Release]


@pytest.fixture
def write(leaflets: Drawer) -> Write:
    """Saves texts of the leaflet, beside what it says in other languages."""

    def save(by: Any, *, key: str = "leaflet:a", strips: Any = None, **texts: str) -> None:
        before = leaflets.get("a", Leaflet(text=Text({})))
        update = {"text": Text(before.text.root | texts), "strips": strips or before.strips}
        leaflets["a"] = before.model_copy(update=update)
        record_change(key, by=by)

    return save


@pytest.fixture
def submitted(cast: Cast) -> Submitted:
    def submit_it(key: str = "leaflet:a", **window: Any) -> Release:
        release = start_release(title="News", by=cast.editor)
        add_item(release, key, by=cast.editor, **window)
        submit(release, by=cast.editor)
        return Release.objects.get(pk=release.pk)

    return submit_it


@pytest.fixture
def says(catalog: Catalog) -> Callable[..., dict[str, str]]:
    def read(key: str = "leaflet:a", **later: Any) -> dict[str, str]:
        catalog.refresh()
        document: Any = catalog.current(timezone.now() + timedelta(**later)).get(key)
        return dict(document.text.root) if document else {}

    return read


@pytest.fixture
def both_live(cast: Cast, write: Write, submitted: Submitted) -> None:
    """English and Vietnamese are live; then both change."""
    write(cast.editor, en="one", vi="một")
    approve_as_shown(submitted(), by=cast.reviewer)
    write(cast.editor, en="two", vi="hai", strips=("x",))


def rest() -> Release:
    return Release.objects.in_review().get()


@pytest.mark.usefixtures("both_live")
def test_a_language_that_nobody_read_stays_live_as_it_was(
    cast: Cast, submitted: Submitted, says: Any, catalog: Catalog
) -> None:
    entry = approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    assert says() == {"en": "two", "vi": "một"}
    live: Any = catalog.current().get("leaflet:a")
    assert live.strips == ("x",), "what is no word is for all languages"
    assert (entry.body["languages_read"], entry.body["waiting"]) == (["en"], ["vi"])


@pytest.mark.usefixtures("both_live")
def test_what_waits_is_approved_later_in_one_step(
    cast: Cast, submitted: Submitted, says: Any
) -> None:
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    assert (rest().title, rest().waits_in) == ("To be read: News", ["vi"])
    approve_as_shown(rest(), by=cast.reviewer2, languages=("vi",))
    assert says() == {"en": "two", "vi": "hai"}
    assert not Release.objects.in_review().exists()


@pytest.mark.usefixtures("both_live")
def test_either_language_may_be_read_first(cast: Cast, submitted: Submitted, says: Any) -> None:
    approve_as_shown(submitted(), by=cast.reviewer, languages=("vi",))
    assert (says(), rest().waits_in) == ({"en": "one", "vi": "hai"}, ["en"])


@pytest.mark.usefixtures("both_live")
def test_what_all_was_read_is_the_very_edition_that_was_submitted(
    cast: Cast, submitted: Submitted
) -> None:
    release = submitted()
    entry = approve_as_shown(release, by=cast.reviewer, languages=("en", "vi"))
    assert entry.body["items"][0]["edition"] == release.items.get().edition_id


@pytest.mark.usefixtures("both_live")
def test_words_that_were_taken_out_stay_until_somebody_has_read_so(
    cast: Cast, leaflets: Drawer, submitted: Submitted, says: Any
) -> None:
    leaflets["a"] = Leaflet(text=Text({"en": "two"}))
    record_change("leaflet:a", by=cast.editor)
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    assert (says(), rest().waits_in) == ({"en": "two", "vi": "một"}, ["vi"])
    approve_as_shown(rest(), by=cast.reviewer, languages=("vi",))
    assert says() == {"en": "two"}


def test_a_language_that_was_never_live_waits_unseen(
    cast: Cast, write: Write, submitted: Submitted, says: Any
) -> None:
    write(cast.editor, en="one", vi="một")
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    assert (says(), rest().waits_in) == ({"en": "one"}, ["vi"])


@pytest.mark.usefixtures("both_live")
def test_nothing_is_published_where_all_that_changed_is_unread(
    cast: Cast, write: Write, submitted: Submitted
) -> None:
    approve_as_shown(submitted(), by=cast.reviewer)
    write(cast.editor, vi="ba")
    with pytest.raises(Refused, match="none of what would change"):
        approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))


@pytest.mark.usefixtures("both_live")
def test_words_of_a_blocked_edition_do_not_come_back(
    cast: Cast, submitted: Submitted, says: Any
) -> None:
    item = stored_history().chosen("leaflet:a", timezone.now())
    block(item.edition, by=cast.reviewer, reason="Harmful.")  # type: ignore[union-attr,arg-type]
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    assert says() == {"en": "two"}


@pytest.mark.usefixtures("both_live")
def test_later_words_take_the_place_of_those_that_wait(
    cast: Cast, write: Write, submitted: Submitted, says: Any
) -> None:
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    first = rest()
    write(cast.editor, en="three", vi="ba")
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    assert Release.objects.get(pk=first.pk).state == Release.State.CLOSED
    approve_as_shown(rest(), by=cast.reviewer, languages=("vi",))
    assert says() == {"en": "three", "vi": "ba"}


@pytest.mark.usefixtures("both_live")
def test_an_undo_brings_all_back_and_what_waits_is_submitted_again(
    cast: Cast, submitted: Submitted, says: Any
) -> None:
    entry = approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    undo(entry, by=cast.reviewer, reason="Too early.")
    assert says() == {"en": "one", "vi": "một"}
    with pytest.raises(Refused, match="Take the release back and submit it again"):
        approve_as_shown(rest(), by=cast.reviewer2, languages=("vi",))
    release = rest()
    take_back(release, by=cast.editor)
    submit(release, by=cast.editor)
    assert rest().waits_in == [], "it is a release like any other"
    approve_as_shown(rest(), by=cast.reviewer2)
    assert says() == {"en": "two", "vi": "hai"}


@pytest.mark.usefixtures("both_live")
def test_in_a_window_it_goes_by_what_would_be_live_then(
    cast: Cast, write: Write, submitted: Submitted, says: Any
) -> None:
    first, second = (timezone.now() + timedelta(days=days) for days in (3, 6))
    approve_as_shown(submitted(starts_at=first), by=cast.reviewer)
    write(cast.editor, en="three", vi="ba")
    approve_as_shown(submitted(starts_at=second), by=cast.reviewer, languages=("en",))
    assert says(days=1) == {"en": "one", "vi": "một"}
    assert says(days=4) == {"en": "two", "vi": "hai"}
    assert says(days=7) == {"en": "three", "vi": "hai"}
    approve_as_shown(rest(), by=cast.reviewer2, languages=("vi",))
    assert says(days=4) == {"en": "two", "vi": "hai"}
    assert says(days=7) == {"en": "three", "vi": "ba"}


@pytest.mark.parametrize("languages", [("vi",), ("en", "vi")])
@pytest.mark.usefixtures("both_live")
def test_who_wrote_what_waits_does_not_read_it_themselves(
    cast: Cast, write: Write, submitted: Submitted, languages: tuple[str, ...]
) -> None:
    """Neither as it was left, nor in a later release of another's English."""
    write(cast.reviewer, vi="của tôi")
    approve_as_shown(submitted(), by=cast.reviewer2, languages=("en",))
    with pytest.raises(NotAllowed):
        approve_as_shown(rest(), by=cast.reviewer, languages=("vi",))
    write(cast.editor, en="three")
    with pytest.raises(NotAllowed):
        approve_as_shown(submitted(), by=cast.reviewer, languages=languages)


@pytest.mark.usefixtures("both_live")
def test_who_wrote_what_was_read_may_read_the_rest_later(
    cast: Cast, write: Write, submitted: Submitted, says: Any
) -> None:
    """That Vietnamese waits does not make the authors of approved English count for good."""
    write(cast.reviewer, en="mine")
    approve_as_shown(submitted(), by=cast.reviewer2, languages=("en",))
    write(cast.editor, vi="ba")
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en", "vi"))
    assert says() == {"en": "mine", "vi": "ba"}


@pytest.mark.usefixtures("both_live")
def test_a_change_of_unknown_languages_counts_for_each(
    cast: Cast, write: Write, submitted: Submitted
) -> None:
    """As those that were recorded before languages were."""
    write(cast.reviewer, en="mine")
    Change.objects.update(languages=None)
    approve_as_shown(submitted(), by=cast.reviewer2, languages=("en",))
    write(cast.editor, vi="ba")
    with pytest.raises(NotAllowed):
        approve_as_shown(submitted(), by=cast.reviewer)


@pytest.mark.usefixtures("both_live")
def test_who_wrote_what_waits_is_an_author_of_a_copy(
    cast: Cast, write: Write, leaflets: Drawer, submitted: Submitted
) -> None:
    write(cast.reviewer, vi="của tôi")
    approve_as_shown(submitted(), by=cast.reviewer2, languages=("en",))
    leaflets["b"] = leaflets["a"]
    live = live_now("leaflet:a", stored_history(), timezone.now())
    record_copy("leaflet:b", of="leaflet:a", live=live, by=cast.editor2)
    assert cast.reviewer in authors_since("leaflet:b", Displaced())


def test_words_that_an_older_version_left_out_still_have_their_authors(
    cast: Cast, write: Write, submitted: Submitted
) -> None:
    """Its editions hold words that are shown to nobody, and its log says nothing of them."""
    write(cast.editor, en="one", vi="một")
    release = submitted()
    item = release.items.get()
    body = {"key": item.key, "edition": item.edition_id, "through": item.through_change}
    append(Action.RELEASE, {"items": [body | {"languages": ["en"]}]}, by=cast.reviewer2)
    authors = authors_since("leaflet:a", live_now("leaflet:a", stored_history(), timezone.now()))
    assert authors == [cast.editor]


def test_an_import_leaves_waiting_words_to_their_authors(
    cast: Cast, write: Write, submitted: Submitted, says: Any
) -> None:
    write(cast.editor, en="one", vi="một")
    approve_as_shown(submitted(), by=cast.reviewer2)
    write(cast.reviewer, vi="của tôi", strips=("x",))
    approve_as_shown(submitted(), by=cast.reviewer2, languages=("en",))
    live = live_now("leaflet:a", stored_history(), timezone.now()).document
    assert isinstance(live, Leaflet)
    imported = live.model_copy(update={"text": Text({"en": "imported", "vi": "một"})})
    release = start_release(title="An import", by=cast.editor)
    add_fixed(release, "leaflet:a", imported, by=cast.editor, history=stored_history())
    submit(release, by=cast.editor)
    approve_as_shown(release, by=cast.reviewer2)
    assert says() == {"en": "imported", "vi": "một"}
    live_since = live_now("leaflet:a", stored_history(), timezone.now())
    assert authors_since("leaflet:a", live_since) == [cast.reviewer]


def test_the_urgent_path_leaves_waiting_words_waiting(
    cast: Cast, write: Write, submitted: Submitted, says: Any
) -> None:
    write(cast.editor, en="wrong number", vi="một", key="sticker:a")
    approve_as_shown(submitted("sticker:a"), by=cast.reviewer)
    write(cast.reviewer2, en="wrong number still", vi="của tôi", key="sticker:a")
    approve_as_shown(submitted("sticker:a"), by=cast.reviewer, languages=("en",))
    write(cast.reviewer, en="right number", key="sticker:a")
    publish_urgently("sticker:a", by=cast.reviewer, reason="It was wrong.")
    assert says("sticker:a") == {"en": "right number", "vi": "một"}
    assert rest().waits_in == ["vi"]
    with pytest.raises(NotAllowed):
        approve_as_shown(rest(), by=cast.reviewer2, languages=("vi",))
    approve_as_shown(rest(), by=cast.admin, languages=("vi",))
    assert says("sticker:a") == {"en": "right number", "vi": "của tôi"}


@pytest.mark.usefixtures("both_live")
def test_two_partial_approvals_and_nothing_is_lost(
    cast: Cast, write: Write, submitted: Submitted, says: Any
) -> None:
    write(cast.editor, ar="اثنان", id="dua")
    approve_as_shown(submitted(), by=cast.reviewer, languages=("en",))
    approve_as_shown(rest(), by=cast.reviewer, languages=("id",))
    assert says() == {"en": "two", "id": "dua", "vi": "một"}
    approve_as_shown(rest(), by=cast.reviewer, languages=("ar", "vi"))
    assert says() == {"en": "two", "id": "dua", "vi": "hai", "ar": "اثنان"}
    assert [Entry.objects.count(), Edition.objects.count()] == [4, 4]
