"""What somebody does on a page that is no longer true."""

from collections.abc import Callable
from typing import Any

import pytest

from cms.errors import Moved, Refused
from cms.publishing import plan, review
from cms.publishing import submit as submits
from cms.publishing.compose import add_item, change_item, describe, remove_item, start_release
from cms.publishing.models import Release, ReleaseItem
from cms.publishing.submit import close, submit, take_back
from cms.publishing.tests.conftest import Drawer
from tests.cast import Cast, approve_as_shown

WINDOW: dict[str, Any] = {"starts_at": None, "ends_at": None, "scheduled": "keep"}


@pytest.fixture
def draft(cast: Cast, leaflets: Drawer) -> Release:
    leaflets.put("a", "one", by=cast.editor)
    release = start_release(title="News", by=cast.editor)
    add_item(release, "leaflet:a", by=cast.editor)
    return release


STALE: dict[str, Callable[[Release, ReleaseItem, Cast], object]] = {
    "add": lambda release, _item, cast: add_item(release, "leaflet:b", by=cast.editor2),
    "window": lambda _release, item, cast: change_item(item, by=cast.editor2, **WINDOW),
    "take out": lambda _release, item, cast: remove_item(item, by=cast.editor2),
    "describe": lambda release, _item, cast: describe(
        release, title="Other", reason="", by=cast.editor2
    ),
    "close": lambda release, _item, cast: close(release, by=cast.editor2),
}


@pytest.mark.parametrize("name", STALE)
def test_a_tab_opened_before_submission_changes_nothing_after_it(
    cast: Cast, draft: Release, name: str
) -> None:
    item = draft.items.select_related("release").get()
    submit(draft, by=cast.editor)
    before = Release.objects.get(pk=draft.pk)
    with pytest.raises(Refused, match="is in review and can't be changed"):
        STALE[name](draft, item, cast)
    after = Release.objects.get(pk=draft.pk)
    assert (after.state, after.title) == (before.state, before.title)
    assert after.fingerprint == before.fingerprint


def test_a_tab_opened_before_publication_does_not_close_what_is_published(
    cast: Cast, draft: Release
) -> None:
    submit(draft, by=cast.editor)
    approve_as_shown(draft, by=cast.reviewer)
    with pytest.raises(Refused, match="is published"):
        close(draft, by=cast.editor2)
    assert Release.objects.get(pk=draft.pk).state == "published"


def test_a_window_changed_while_the_release_is_frozen_is_not_overwritten(
    cast: Cast, draft: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = plan.plan_of

    def meanwhile(*arguments: Any) -> Any:
        change_item(draft.items.get(), by=cast.editor2, **WINDOW)
        return real(*arguments)

    monkeypatch.setattr(submits, "plan_of", meanwhile)
    with pytest.raises(Moved, match="was changed meanwhile"):
        submit(draft, by=cast.editor)
    assert draft.items.get().scheduled == "keep"


def test_an_item_taken_out_in_another_tab_is_missed_in_words(cast: Cast, draft: Release) -> None:
    item = draft.items.select_related("release").get()
    remove_item(draft.items.get(), by=cast.editor)
    with pytest.raises(Refused, match="leaflet:a is not in the release any more"):
        change_item(item, by=cast.editor2, **WINDOW)


def test_an_approval_covers_what_becomes_of_the_schedule(cast: Cast, draft: Release) -> None:
    submit(draft, by=cast.editor)
    shown = Release.objects.get(pk=draft.pk).fingerprint
    take_back(draft, by=cast.editor)
    change_item(draft.items.get(), by=cast.editor, **WINDOW)
    submit(draft, by=cast.editor)
    with pytest.raises(Moved, match="has changed since you opened it"):
        review.approve(draft, by=cast.reviewer, fingerprint=shown, languages=["en", "vi"])


def test_an_approval_covers_the_title_and_the_reason(cast: Cast, draft: Release) -> None:
    submit(draft, by=cast.editor)
    shown = Release.objects.get(pk=draft.pk).fingerprint
    take_back(draft, by=cast.editor)
    describe(draft, title="News", reason="Quite another reason.", by=cast.editor)
    submit(draft, by=cast.editor)
    with pytest.raises(Moved, match="has changed since you opened it"):
        review.approve(draft, by=cast.reviewer, fingerprint=shown, languages=["en", "vi"])
