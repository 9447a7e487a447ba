"""What a release, an urgent change or an undo would take away from those who look for help."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.errors import Refused
from cms.levels import Level
from cms.library.models import Topic
from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from cms.publishing.history import stored_history
from cms.publishing.models import ReleaseItem
from cms.publishing.plan import planned_findings
from cms.publishing.planned import PlannedItem, planned_documents
from cms.publishing.undo import undo
from cms.publishing.urgent import publish_urgently
from partners import findings
from partners.losses import Loss, losses
from partners.models import Channel, Helpline
from partners.tests.builders import NOW, emergency, line, site_of
from tests.cast import Cast, Publish

POLICE = emergency("police", "SG")
CRISIS = line("crisis", topics=("distress", "suicide"))
SLEEP = line("sleep", topics=("sleep",))


def lost(before: Any, after: Any) -> list[Loss]:
    return list(losses(site_of(*before), site_of(*after), NOW))


def test_a_market_loses_its_last_emergency_number() -> None:
    assert lost([POLICE, emergency("fire", "SG")], [POLICE]) == []
    assert lost([POLICE, CRISIS], [CRISIS]) == [Loss("SG", "police")]


def test_a_topic_loses_the_last_line_that_adults_may_use() -> None:
    for_teens = line("teens", topics=("suicide", "distress"), audience="young_people")
    other = line("other", topics=("suicide",))
    assert lost([CRISIS, SLEEP, other], [SLEEP, for_teens, other]) == [
        Loss("SG", "crisis", ("distress",))
    ]


def test_all_topics_at_once_are_said_in_one_word() -> None:
    (loss,) = lost([CRISIS, SLEEP], [])
    assert loss.is_of_all
    assert loss.topics == ("distress", "sleep", "suicide")


def test_a_line_for_everything_replaces_any_other() -> None:
    assert lost([CRISIS, SLEEP], [line("all")]) == []


def test_a_market_that_had_nobody_loses_nothing() -> None:
    assert lost([line("abroad", countries=("FR",)), POLICE], [POLICE]) == []


@pytest.fixture
def crisis(db: None, publish: Publish) -> Helpline:
    """Australia's one line for suicide, beside its emergency number, live."""
    suicide = Topic.objects.create(key="suicide", name_en="Suicide")
    crisis = made("crisis")
    crisis.topics.add(suicide)
    publish(suicide, crisis, made("ambulance", kind="emergency"))
    return crisis


def made(key: str, **fields: Any) -> Helpline:
    due = None if fields else timezone.localdate() + timedelta(days=90)
    fields |= {"name_en": key, "countries": "AU", "grade": "A", "check_due": due}
    helpline = Helpline.objects.create(key=key, **fields)
    Channel.objects.create(helpline=helpline, key="phone", kind="phone", dial="13 11 14")
    return helpline


def test_a_release_that_takes_down_every_line_of_a_market_is_refused(
    crisis: Helpline, publish: Publish
) -> None:
    ambulance = Helpline.objects.get(key="ambulance")
    with pytest.raises(Refused) as refused:
        publish(crisis, ambulance, is_removal=True)
    assert "In Australia nobody would be left to talk to." in str(refused.value)
    assert "Australia would be left without an emergency number." in str(refused.value)


def test_a_line_may_go_where_another_comes_at_the_same_time(
    crisis: Helpline, publish: Publish, catalog: Catalog
) -> None:
    publish(made("other"))
    publish(crisis, is_removal=True)
    assert catalog.current().get("helpline:crisis") is None


def test_what_a_window_takes_away_later_is_seen_at_once(crisis: Helpline) -> None:
    start = timezone.now() + timedelta(days=3)
    item = ReleaseItem(key="helpline:crisis", is_removal=True, starts_at=start)
    found = planned_findings([PlannedItem(item)], stored_history())
    assert [(f.code, f.level, f.key) for f in found] == [
        ("nobody_left", Level.BLOCKS, "helpline:crisis")
    ]


def test_a_line_that_is_blocked_already_may_be_taken_down(
    cast: Cast, crisis: Helpline, publish: Publish, catalog: Catalog
) -> None:
    block("helpline:crisis", by=cast.editor, reason="A stranger answers.")
    publish(crisis, is_removal=True)
    assert catalog.current().get("helpline:crisis") is None


def test_an_urgent_change_may_not_take_a_line_from_its_market(cast: Cast, crisis: Helpline) -> None:
    Helpline.objects.filter(key="crisis").update(countries="NZ")
    with pytest.raises(Refused, match="In Australia nobody would be left to talk to"):
        publish_urgently("helpline:crisis", by=cast.reviewer, reason="It moved.")


def test_an_undo_may_not_take_the_last_line_away(
    cast: Cast, crisis: Helpline, publish: Publish, catalog: Catalog
) -> None:
    other = made("other")
    entry = publish(other)
    undo(entry, by=cast.reviewer, reason="A mistake.")
    entry = publish(other)
    publish(crisis, is_removal=True)
    with pytest.raises(Refused, match="In Australia nobody would be left to talk to"):
        undo(entry, by=cast.reviewer, reason="A mistake.")


def test_an_undo_may_not_take_away_who_comes_in_place_of_the_last_line(
    cast: Cast, crisis: Helpline, publish: Publish
) -> None:
    later = timezone.now() + timedelta(days=3)
    entry = publish(made("other"), starts_at=later)
    publish(crisis, starts_at=later, is_removal=True)
    with pytest.raises(Refused, match="In Australia nobody would be left to talk to"):
        undo(entry, by=cast.reviewer, reason="A mistake.")


def test_other_content_is_compared_with_nothing(
    cast: Cast, crisis: Helpline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "losses", None)
    going = planned_documents({"topic:suicide": None})
    assert planned_findings(going, stored_history()) == []
