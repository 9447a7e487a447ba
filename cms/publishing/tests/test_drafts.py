"""A draft's page, and the box beside a form, say beforehand what submission would say."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from cms.errors import Refused
from cms.levels import Level
from cms.publishing.block import block
from cms.publishing.compose import add_item, start_release
from cms.publishing.documents import Text
from cms.publishing.history import stored_history
from cms.publishing.models import Edition, Release, ReleaseItem
from cms.publishing.plan import planned_findings, release_plan
from cms.publishing.planned import planned_copy, planned_release
from cms.publishing.submit import add_fixed, submit
from cms.publishing.tests.conftest import Drawer, Leaflet, PutLive
from cms.publishing.undo import undo
from tests.cast import Cast, approve_as_shown, erase_by_two

NOW = timezone.now()
Scene = Callable[[Cast, Drawer], dict[str, Any]]


def published(cast: Cast, leaflets: Drawer, english: str, **window: Any) -> None:
    leaflets.put("a", english, by=cast.editor)
    release = start_release(title=english, by=cast.editor)
    add_item(release, "leaflet:a", by=cast.editor, **window)
    submit(release, by=cast.editor)
    approve_as_shown(release, by=cast.reviewer)


def over(cast: Cast, leaflets: Drawer) -> dict[str, Any]:
    leaflets.put("a", "one", by=cast.editor)
    return {"starts_at": NOW - timedelta(days=2), "ends_at": NOW - timedelta(days=1)}


def undecided(cast: Cast, leaflets: Drawer) -> dict[str, Any]:
    published(cast, leaflets, "later", starts_at=NOW + timedelta(days=9))
    leaflets.put("a", "now", by=cast.editor)
    return {}


def in_parts(cast: Cast, leaflets: Drawer) -> dict[str, Any]:
    leaflets.put("a", "one", by=cast.editor, needs=("leaflet:b",))
    return {}


def blocked(cast: Cast, leaflets: Drawer) -> dict[str, Any]:
    published(cast, leaflets, "one")
    block("leaflet:a", by=cast.reviewer, reason="Consent withdrawn.")
    leaflets.put("a", "two", by=cast.editor)
    return {}


def outside(cast: Cast, leaflets: Drawer) -> dict[str, Any]:
    leaflets.put("a", "one", by=cast.editor)
    leaflets.put("a", "one and a shell")
    return {}


def by_nobody(cast: Cast, leaflets: Drawer) -> dict[str, Any]:
    leaflets.put("a", "one")
    return {}


def erased(cast: Cast, leaflets: Drawer) -> dict[str, Any]:
    published(cast, leaflets, "private")
    erase_by_two(Edition.objects.get(), cast)
    return {}


SCENES: dict[Scene, str] = {
    over: "window_over",
    undecided: "scheduled_later",
    in_parts: "part_missing",
    blocked: "blocked",
    outside: "unattributed",
    by_nobody: "unattributed",
    erased: "erased",
}


@pytest.mark.parametrize(("scene", "code"), SCENES.items())
def test_a_draft_says_what_submission_says(
    cast: Cast, leaflets: Drawer, scene: Scene, code: str
) -> None:
    window = scene(cast, leaflets)
    release = start_release(title="Next", by=cast.editor)
    add_item(release, "leaflet:a", by=cast.editor, **window)

    said = planned_findings(planned_release(release), stored_history())

    assert [finding.code for finding in said] == [code]
    if said[0].level is Level.BLOCKS:
        with pytest.raises(Refused, match=re.escape(said[0].message)):
            submit(release, by=cast.editor)
    else:
        assert list(submit(release, by=cast.editor).findings) == said


@pytest.mark.parametrize("scene", [in_parts, blocked, outside, by_nobody, erased])
def test_the_box_beside_a_form_says_the_same(cast: Cast, leaflets: Drawer, scene: Scene) -> None:
    scene(cast, leaflets)
    said = planned_findings(planned_copy("leaflet:a"), stored_history())
    assert [finding.code for finding in said] == [SCENES[scene]]


def test_what_is_scheduled_is_no_question_beside_a_form(cast: Cast, leaflets: Drawer) -> None:
    undecided(cast, leaflets)
    assert planned_findings(planned_copy("leaflet:a"), stored_history()) == []


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ObjectDoesNotExist(), "It was deleted, so nothing would be shown. Take it out"),
        (Refused("The hours contradict each other."), "The hours contradict each other."),
    ],
)
def test_a_working_copy_that_is_gone_or_does_not_hold_is_a_finding(
    db: None, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    def fail(_key: str) -> Leaflet:
        raise error

    monkeypatch.setattr("cms.publishing.planned.document_of", fail)
    (finding,) = planned_findings(planned_copy("leaflet:a"), stored_history())
    assert finding.code == "unreadable"
    assert finding.message.startswith(message)


def test_a_draft_notices_that_what_was_added_as_it_is_has_moved(
    cast: Cast, leaflets: Drawer, put_live: PutLive
) -> None:
    entry = put_live("leaflet:a", "one")
    release = start_release(title="An import", by=cast.editor)
    document = Leaflet(text=Text({"en": "imported"}))
    add_fixed(release, "leaflet:a", document, by=cast.editor, history=stored_history())
    assert planned_findings(planned_release(release), stored_history()) == []

    undo(entry, by=cast.reviewer, reason="Wrong.")

    (finding,) = planned_findings(planned_release(release), stored_history())
    assert finding.code == "moved"
    assert finding.message.endswith("Take it out of the release and add it anew.")


def test_a_release_in_review_says_what_its_reviewer_is_told(cast: Cast, leaflets: Drawer) -> None:
    outside(cast, leaflets)
    release = start_release(title="Next", by=cast.editor)
    add_item(release, "leaflet:a", by=cast.editor)
    submit(release, by=cast.editor)
    stored = Release.objects.get(pk=release.pk)
    leaflets.put("a", "a third text", by=cast.editor2)

    said = planned_findings(planned_release(stored), stored_history())

    assert tuple(said) == release_plan(stored).findings
    assert ReleaseItem.objects.get().edition
