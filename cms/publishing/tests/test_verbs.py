"""Undo, block, lift, check, switch, erase and the urgent path: who may, and what it does."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cms.errors import Moved, NotAllowed, Refused
from cms.publishing.append import append
from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from cms.publishing.check import record_check
from cms.publishing.compose import add_item, start_release
from cms.publishing.keys import ObjectKey
from cms.publishing.log import Action, Check
from cms.publishing.models import Edition, Entry, Proposal, Release
from cms.publishing.propose import agree, propose_erase, propose_lift, propose_switch, refuse
from cms.publishing.submit import submit
from cms.publishing.tests.conftest import Drawer, PutLive
from cms.publishing.undo import undo
from cms.publishing.urgent import confirm, overdue_confirmations, publish_urgently
from cms.publishing.verify import troubles
from tests.cast import Cast, approve_as_shown, erase_by_two

TODAY = timezone.now().date()


@pytest.fixture
def shown(catalog: Catalog) -> Any:
    """What the public would read now under a key; None where nothing is live."""

    def read(key: str) -> str | None:
        catalog.refresh()
        document = catalog.current().get(key)
        return document.label() if document else None

    return read


@pytest.fixture
def go_live(cast: Cast, leaflets: Drawer) -> Any:
    def publish(key: str, english: str, **fields: Any) -> Entry:
        name = ObjectKey(key).name
        leaflets.put(name, english, by=None, **fields)
        release = start_release(title=english, by=cast.editor)
        add_item(release, key, by=cast.editor)
        submit(release, by=cast.editor)
        return approve_as_shown(release, by=cast.reviewer)

    return publish


def test_undo_gives_the_old_text_back_and_is_itself_in_the_log(
    cast: Cast, go_live: Any, shown: Any
) -> None:
    go_live("leaflet:a", "old")
    mistake = go_live("leaflet:a", "mistake")
    with pytest.raises(Refused, match="Write a reason"):
        undo(mistake, by=cast.reviewer2, reason=" ")
    undo(mistake, by=cast.reviewer2, reason="Wrong text.")
    assert shown("leaflet:a") == "old"
    assert Entry.objects.first().body["entry"] == mistake.number  # type: ignore[union-attr]
    assert list(troubles()) == []


def test_undo_is_refused_over_a_later_entry_with_the_way_out(cast: Cast, go_live: Any) -> None:
    first = go_live("leaflet:a", "old")
    second = go_live("leaflet:a", "new")
    with pytest.raises(Refused, match=f"Entry {second.number} has published leaflet:a since"):
        undo(first, by=cast.reviewer, reason="Wrong text.")
    undo(second, by=cast.reviewer, reason="Wrong text.")
    undo(first, by=cast.reviewer, reason="Wrong text.")
    with pytest.raises(Refused, match="undone already"):
        undo(first, by=cast.reviewer, reason="Wrong text.")


def test_undo_leaves_nothing_without_its_part(cast: Cast, go_live: Any, shown: Any) -> None:
    go_live("leaflet:other", "other")
    part = go_live("leaflet:part", "part")
    whole = go_live("leaflet:whole", "whole", needs=("leaflet:part",))
    with pytest.raises(Refused, match="leaflet:whole needs leaflet:part, which would not be live"):
        undo(part, by=cast.reviewer, reason="Wrong text.")
    assert shown("leaflet:whole") == "whole"
    undo(whole, by=cast.reviewer, reason="Wrong text.")
    undo(part, by=cast.reviewer, reason="Wrong text.")
    assert shown("leaflet:part") is None


def test_undo_leaves_nothing_without_its_part_later_on(
    cast: Cast, put_live: PutLive, shown: Any
) -> None:
    coming = (timezone.now() + timedelta(days=3)).isoformat()
    part = put_live("leaflet:part", "part")
    put_live("leaflet:whole", "whole", needs=("leaflet:part",), starts=coming)
    with pytest.raises(Refused, match=f"not be live from {coming[:10]}"):
        undo(part, by=cast.reviewer, reason="Wrong text.")


def test_undo_brings_nothing_back_whose_part_has_gone(cast: Cast, put_live: PutLive) -> None:
    put_live("leaflet:part", "part")
    put_live("leaflet:whole", "whole", needs=("leaflet:part",))
    mistake = put_live("leaflet:whole", "mistake")
    put_live("leaflet:part", "gone", edition=None)
    with pytest.raises(Refused, match="leaflet:whole needs leaflet:part"):
        undo(mistake, by=cast.reviewer, reason="Wrong text.")


def test_what_an_undo_brings_back_counts_for_whoever_publishes_meanwhile(
    cast: Cast, put_live: PutLive
) -> None:
    put_live("leaflet:part", "part")
    put_live("leaflet:whole", "whole", needs=("leaflet:part",))
    mistake = put_live("leaflet:whole", "mistake")
    undone = undo(mistake, by=cast.reviewer, reason="Wrong text.")
    removal = {"items": [{"key": "leaflet:part", "edition": None}]}
    with pytest.raises(Moved, match="leaflet:part was changed by entry 4"):
        append(Action.RELEASE, removal, by=cast.reviewer, seen=undone.number - 1)


def test_undo_onto_what_was_erased_is_refused(cast: Cast, go_live: Any, shown: Any) -> None:
    first = go_live("leaflet:a", "unlawful")
    second = go_live("leaflet:a", "lawful")
    erase_by_two(Edition.objects.get(pk=first.body["items"][0]["edition"]), cast, "Court order.")
    with pytest.raises(Refused, match="leaflet:a that would be back was erased"):
        undo(second, by=cast.reviewer, reason="Wrong text.")
    assert shown("leaflet:a") == "lawful"


def test_only_a_reviewer_undoes_and_only_a_release(cast: Cast, go_live: Any) -> None:
    entry = go_live("leaflet:a", "old")
    with pytest.raises(NotAllowed):
        undo(entry, by=cast.editor, reason="Wrong text.")
    blocked = block("leaflet:a", by=cast.reviewer, reason="Legal demand.")
    with pytest.raises(Refused, match="Only a release can be undone"):
        undo(blocked, by=cast.reviewer, reason="Wrong text.")


@pytest.mark.parametrize(
    ("target", "name", "allowed"),
    [
        ("sticker:a", "editor", True),
        ("sticker:a#x", "editor", True),
        ("leaflet:a", "editor", False),
        ("leaflet:a", "reviewer", True),
        ("sticker:a", "auditor", False),
        ("sticker:a", "translator", False),
    ],
)
def test_an_editor_blocks_what_is_urgent_and_a_reviewer_anything(
    cast: Cast, go_live: Any, target: str, name: str, *, allowed: bool
) -> None:
    go_live(ObjectKey(target).object, "one", strips=("x", "y"))
    if allowed:
        assert block(target, by=getattr(cast, name), reason="Wrong number.").number == 2
    else:
        with pytest.raises(NotAllowed):
            block(target, by=getattr(cast, name), reason="Wrong number.")


def test_a_block_is_immediate_and_a_lift_takes_a_second_person(
    cast: Cast, go_live: Any, shown: Any
) -> None:
    go_live("leaflet:a", "one")
    block("leaflet:a", by=cast.reviewer, reason="Consent withdrawn.")
    assert shown("leaflet:a") is None
    proposal = propose_lift("leaflet:a", by=cast.reviewer, reason="Consent given anew.")
    with pytest.raises(NotAllowed, match="somebody else has to agree"):
        agree(proposal, by=cast.reviewer)
    assert shown("leaflet:a") is None
    agree(proposal, by=cast.reviewer2)
    assert shown("leaflet:a") == "one"
    with pytest.raises(Refused, match="decided on this already"):
        agree(proposal, by=cast.reviewer2)


def test_a_wrong_edition_stays_out_when_the_right_one_comes(
    cast: Cast, go_live: Any, shown: Any
) -> None:
    wrong = go_live("sticker:a", "wrong number").body["items"][0]["edition"]
    block(wrong, by=cast.editor, reason="Wrong number.")
    assert shown("sticker:a") is None
    right = go_live("sticker:a", "right number")
    assert shown("sticker:a") == "right number"
    undo(right, by=cast.reviewer, reason="Testing.")
    assert shown("sticker:a") is None


@pytest.mark.parametrize("target", ["leaflet:none", "0" * 64, "nothing:at-all"])
def test_what_was_never_frozen_cannot_be_blocked(cast: Cast, target: str) -> None:
    with pytest.raises(Refused, match="Nothing named"):
        block(target, by=cast.reviewer, reason="Why not.")


def test_a_proposal_can_be_turned_down(cast: Cast) -> None:
    proposal = propose_switch("VN", is_on=False, by=cast.reviewer, reason="Misfiring.")
    refuse(proposal, by=cast.reviewer)
    assert Proposal.objects.get().state == "refused"
    assert not Entry.objects.exists()


def test_switching_a_market_takes_two(cast: Cast, catalog: Catalog) -> None:
    proposal = propose_switch("VN", is_on=False, by=cast.reviewer, reason="Misfiring.")
    with pytest.raises(NotAllowed):
        agree(proposal, by=cast.reviewer)
    agree(proposal, by=cast.reviewer2)
    catalog.refresh()
    assert catalog.current().view.off == {"VN"}
    with pytest.raises(Refused, match="Nothing would change"):
        propose_switch("VN", is_on=False, by=cast.reviewer, reason="Again.")


def test_a_switch_names_a_market(cast: Cast) -> None:
    with pytest.raises(Refused, match="no switch named XX"):
        propose_switch("XX", is_on=False, by=cast.reviewer, reason="Misfiring.")


def test_a_check_is_recorded_by_one_editor(cast: Cast, catalog: Catalog, go_live: Any) -> None:
    go_live("sticker:a", "one")
    tried, due = TODAY - timedelta(days=3), TODAY + timedelta(days=90)
    record_check("sticker:a", by=cast.editor, how="Called.", checked_on=tried, due_on=due)
    catalog.refresh()
    assert catalog.current().view.checks == {"sticker:a": Check(tried, due)}
    with pytest.raises(Refused, match="Only helplines"):
        record_check("leaflet:a", by=cast.editor, how="Read.", checked_on=tried, due_on=due)
    for unknown in ("sticker:none", "nothing:a", "a"):
        with pytest.raises(Refused, match=f"Nothing has the key “{unknown}”"):
            record_check(unknown, by=cast.editor, how="Called.", checked_on=tried, due_on=due)


@pytest.mark.parametrize(
    ("tried", "due", "sentence"),
    [
        (TODAY + timedelta(days=2), TODAY + timedelta(days=90), "is in the future"),
        (date(1999, 12, 31), TODAY, "is too long ago"),
        (TODAY, TODAY, "due after this one"),
        (TODAY, TODAY + timedelta(days=401), "due within 400 days"),
        (TODAY, date.max, "due within 400 days"),
    ],
)
def test_a_check_has_dates_that_can_be(
    cast: Cast, go_live: Any, tried: date, due: date, sentence: str
) -> None:
    go_live("sticker:a", "one")
    with pytest.raises(Refused, match=sentence):
        record_check("sticker:a", by=cast.editor, how="Called.", checked_on=tried, due_on=due)


def test_it_takes_an_administrator_and_another_to_erase_and_the_log_still_holds(
    cast: Cast, catalog: Catalog, go_live: Any, shown: Any
) -> None:
    digest = go_live("leaflet:a", "private").body["items"][0]["edition"]
    with pytest.raises(NotAllowed):
        propose_erase(digest, by=cast.reviewer, reason="Data protection.")
    proposal = propose_erase(digest, by=cast.admin, reason="Data protection.")
    with pytest.raises(NotAllowed, match="somebody else has to agree"):
        agree(proposal, by=cast.admin)
    with pytest.raises(NotAllowed):
        agree(proposal, by=cast.editor)
    assert shown("leaflet:a") is not None
    block(digest, by=cast.reviewer, reason="Until it is erased.")
    agree(proposal, by=cast.reviewer)
    assert Edition.objects.get(pk=digest).payload is None
    assert shown("leaflet:a") is None
    assert list(troubles()) == []


def test_erased_content_does_not_come_back_by_another_release(
    cast: Cast, leaflets: Drawer, go_live: Any
) -> None:
    digest = go_live("leaflet:a", "private").body["items"][0]["edition"]
    again = start_release(title="Again", by=cast.editor)
    add_item(again, "leaflet:a", by=cast.editor)
    submit(again, by=cast.editor)
    erase_by_two(Edition.objects.get(pk=digest), cast)
    with pytest.raises(Refused, match="was erased"):
        approve_as_shown(again, by=cast.reviewer)
    leaflets.put("a", "private")
    with pytest.raises(Refused, match="as it was when it was erased"):
        go_live("leaflet:a", "private")


def test_a_block_that_would_miss_is_refused(cast: Cast, go_live: Any) -> None:
    go_live("sticker:a", "one", strips=("x", "y"))
    with pytest.raises(Refused, match="sticker:a#z is no part of it"):
        block("sticker:a#z", by=cast.editor, reason="Wrong number.")


def test_the_urgent_path_is_live_at_once_and_another_reviewer_confirms(
    cast: Cast, leaflets: Drawer, shown: Any
) -> None:
    leaflets.put("a", "right number", by=cast.reviewer)
    entry = publish_urgently("sticker:a", by=cast.reviewer, reason="The number was wrong.")
    assert shown("sticker:a") == "right number"
    with pytest.raises(NotAllowed, match="somebody else must confirm"):
        confirm(entry, by=cast.reviewer)
    later = timezone.now() + timedelta(hours=25)
    with time_machine.travel(later):
        assert overdue_confirmations() == [Release.objects.get()]
    confirm(entry, by=cast.reviewer2)
    with time_machine.travel(later):
        assert overdue_confirmations() == []
    with pytest.raises(Refused, match="nothing to confirm"):
        confirm(entry, by=cast.reviewer2)


@pytest.mark.parametrize(
    ("key", "name", "says"),
    [
        ("leaflet:a", "reviewer", "Only helplines"),
        ("sticker:a", "editor", "may not publish urgently"),
    ],
)
def test_the_urgent_path_is_for_reviewers_and_helplines(
    cast: Cast, leaflets: Drawer, key: str, name: str, says: str
) -> None:
    leaflets.put("a", "text")
    with pytest.raises(Refused, match=says):
        publish_urgently(key, by=getattr(cast, name), reason="Because.")
    assert not Entry.objects.exists()


def test_an_urgent_change_can_be_undone(
    cast: Cast, go_live: Any, leaflets: Drawer, shown: Any
) -> None:
    go_live("sticker:a", "old")
    leaflets.put("a", "new", by=cast.reviewer)
    entry = publish_urgently("sticker:a", by=cast.reviewer, reason="The number was wrong.")
    undo(entry, by=cast.reviewer2, reason="It was right.")
    assert shown("sticker:a") == "old"


def test_an_urgent_change_that_is_undone_waits_for_nobody(
    cast: Cast, go_live: Any, leaflets: Drawer
) -> None:
    go_live("sticker:a", "old")
    leaflets.put("a", "new", by=cast.reviewer)
    entry = publish_urgently("sticker:a", by=cast.reviewer, reason="The number was wrong.")
    other = go_live("leaflet:b", "something else")
    undo(other, by=cast.reviewer, reason="It was right.")
    assert Release.objects.unconfirmed().count() == 1
    undo(entry, by=cast.reviewer2, reason="It was right.")
    assert not Release.objects.unconfirmed().exists()
    with pytest.raises(Refused, match="nothing to confirm"):
        confirm(entry, by=cast.reviewer2)


def test_an_urgent_change_of_what_is_blocked_as_a_whole_is_not_said_to_be_live(
    cast: Cast, go_live: Any
) -> None:
    go_live("sticker:a", "wrong number")
    block("sticker:a", by=cast.editor, reason="Wrong number.")
    with pytest.raises(Refused, match="sticker:a is blocked as a whole"):
        publish_urgently("sticker:a", by=cast.reviewer, reason="The right number.")


def test_an_urgent_change_takes_the_place_of_a_blocked_edition(
    cast: Cast, go_live: Any, leaflets: Drawer, shown: Any
) -> None:
    wrong = go_live("sticker:a", "wrong number").body["items"][0]["edition"]
    block(wrong, by=cast.editor, reason="Wrong number.")
    assert shown("sticker:a") is None
    leaflets.put("a", "right number", by=cast.editor)
    publish_urgently("sticker:a", by=cast.reviewer, reason="The right number.")
    assert shown("sticker:a") == "right number"


def test_an_old_proposal_does_not_lift_a_newer_block(cast: Cast, go_live: Any) -> None:
    go_live("leaflet:a", "one")
    block("leaflet:a", by=cast.reviewer, reason="Consent withdrawn.")
    old, new = (propose_lift("leaflet:a", by=cast.reviewer, reason="Given.") for _ in range(2))
    agree(new, by=cast.reviewer2)
    with pytest.raises(Refused, match="leaflet:a is not blocked"):
        agree(old, by=cast.reviewer2)
    block("leaflet:a", by=cast.reviewer, reason="A court's order.")
    with pytest.raises(Refused, match="again since this was proposed"):
        agree(old, by=cast.reviewer2)
    refuse(old, by=cast.reviewer2)


def test_an_old_proposal_does_not_switch_twice(cast: Cast) -> None:
    proposals = [
        propose_switch("VN", is_on=False, by=cast.reviewer, reason="Misfiring.") for _ in range(2)
    ]
    agree(proposals[0], by=cast.reviewer2)
    with pytest.raises(Refused, match="Nothing would change for VN"):
        agree(proposals[1], by=cast.reviewer2)


def test_a_damaged_edition_does_not_stand_in_the_way_of_a_block(cast: Cast, go_live: Any) -> None:
    go_live("sticker:a", "one", strips=("x", "y"))
    newer = go_live("sticker:a", "two", strips=("x", "y"))
    Edition.objects.filter(pk=newer.body["items"][0]["edition"]).update(payload=b"rot")
    assert block("sticker:a#x", by=cast.editor, reason="Wrong number.").number == 3


def test_the_log_keeps_the_reason_of_a_release(cast: Cast, leaflets: Drawer) -> None:
    leaflets.put("a", "one", by=cast.editor)
    release = start_release(title="News", reason="The law has changed.", by=cast.editor)
    add_item(release, "leaflet:a", by=cast.editor)
    submit(release, by=cast.editor)
    assert approve_as_shown(release, by=cast.reviewer).body["reason"] == "The law has changed."
