"""Partners and helplines out to a file and in again."""

from typing import Any

import pytest
import tablib

from cms.library.models import Topic
from cms.library.seedfiles import csv_records
from cms.publishing.changes import last_change
from cms.publishing.models import Change
from partners import seeding
from partners.models import Channel, Helpline
from partners.resources import ChannelResource, HelplineResource, PartnerResource
from partners.tests.builders import SEEDS
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(cast: Cast) -> int:
    """The shipped partners and helplines; returns how many changes they are recorded as."""
    for record in csv_records(SEEDS, "topics.csv"):
        Topic.objects.create(key=record["key"], name_en=record["name_en"])
    seeding.seed(SEEDS, by=cast.editor)
    return Change.objects.count()


def test_export_then_import_of_all_that_is_shipped_changes_nothing(
    shipped: int, cast: Cast
) -> None:
    resources: list[Any] = [PartnerResource, HelplineResource, ChannelResource]
    for resource in resources:
        again = tablib.Dataset().load(resource().export().export("csv"), format="csv")
        result = resource().import_data(again, user=cast.editor, raise_errors=True)
        assert result.totals["skip"] == result.total_rows > 10, resource
    assert Change.objects.count() == shipped


def test_numbers_come_in_exactly_as_dialled(shipped: int, cast: Cast) -> None:
    rows = tablib.Dataset(
        ["vn-ngay-mai", "phone", "'+84 96 306 1414"], headers=["helpline", "key", "dial"]
    )
    ChannelResource().import_data(rows, user=cast.editor2, raise_errors=True)
    assert Channel.objects.get(helpline__key="vn-ngay-mai", key="phone").dial == "+84 96 306 1414"
    change = last_change("helpline:vn-ngay-mai")
    assert change
    assert change.by == cast.editor2


def test_a_number_that_nobody_can_dial_is_refused(shipped: int, cast: Cast) -> None:
    rows = tablib.Dataset(["vn-ngay-mai", "phone", "call us"], headers=["helpline", "key", "dial"])
    result = ChannelResource().import_data(rows, user=cast.editor)
    assert result.has_validation_errors()
    assert Helpline.objects.get(key="vn-ngay-mai").channels.get(key="phone").dial != "call us"
    assert Change.objects.count() == shipped
