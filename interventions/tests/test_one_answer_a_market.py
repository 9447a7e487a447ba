"""Interventions: for a topic, a response and a market there is one."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.library.models import Topic
from interventions.documents import intervention_document
from interventions.models import Intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.create(key="sleep", name_en="Sleep")


def made(topic: Topic, key: str, markets: Any) -> Intervention:
    row = Intervention(
        key=key, topic=topic, response="support", markets=markets, heading_en="H", message_en="M"
    )
    row.full_clean()
    row.save()
    return row


def test_markets_are_stored_sorted_and_once_each_however_they_come(topic: Topic) -> None:
    row = made(topic, "a", ["VN", "ID", "VN"])
    Intervention.objects.filter(pk=row.pk).update(markets="VN ID")
    row.refresh_from_db()
    assert row.markets == "ID VN"
    assert intervention_document(row).markets == ("ID", "VN")


@pytest.mark.parametrize(
    ("markets", "sentence"),
    [
        ("ID SG", "“a” says what this topic and response get in ID."),
        ("VN ID", "in ID VN."),
        ("XX", "“XX” is not one of our markets"),
    ],
)
def test_a_market_has_one_answer(topic: Topic, markets: str, sentence: str) -> None:
    made(topic, "a", "VN ID")
    with pytest.raises(ValidationError) as refused:
        made(topic, "b", markets)
    assert sentence in " ".join(refused.value.messages)


def test_beside_those_of_single_markets_one_holds_in_all_others(topic: Topic) -> None:
    made(topic, "a", "VN ID")
    made(topic, "b", "")
    made(topic, "c", "SG")
    with pytest.raises(ValidationError, match="has an intervention"):
        made(topic, "d", "")


def test_a_market_may_have_one_for_each_response(topic: Topic) -> None:
    made(topic, "a", "VN")
    other = Intervention(
        key="b", topic=topic, response="soft", markets="VN", heading_en="H", message_en="M"
    )
    other.full_clean()
