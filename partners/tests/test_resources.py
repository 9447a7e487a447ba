"""Partners and helplines out to a file and in again."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from cms.publishing.changes import last_change
from cms.publishing.models import Change
from partners import seeding
from partners.models import Channel, Helpline
from partners.resources import CHANNELS, HELPLINES, PARTNERS
from partners.tests.builders import SEEDS, seed_topics
from tests.cast import Cast
from tests.exchanging import export_table, import_table, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The shipped partners and helplines; gives how many changes they are recorded as."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed_topics()
        seeding.seed(SEEDS, by=get_user_model()._default_manager.create_user("seeder"))
        yield Change.objects.count()
        transaction.set_rollback(True)


def test_export_then_import_of_all_that_is_shipped_changes_nothing(
    shipped: int, cast: Cast
) -> None:
    resources: list[Any] = [PARTNERS, HELPLINES, CHANNELS]
    for resource in resources:
        outcome = import_table(resource, export_table(resource), cast.editor)
        assert sentences(outcome) == ""
        assert not outcome.differs
        assert outcome.count("unchanged") > 10, resource.name
    assert Change.objects.count() == shipped


def test_numbers_come_in_exactly_as_dialled(shipped: int, cast: Cast) -> None:
    data = "helpline,key,dial\nvn-ngay-mai,phone,'+84 96 306 1414\n"
    import_table(CHANNELS, data, cast.editor2)
    assert Channel.objects.get(helpline__key="vn-ngay-mai", key="phone").dial == "+84 96 306 1414"
    change = last_change("helpline:vn-ngay-mai")
    assert change
    assert change.by == cast.editor2


def test_a_number_that_nobody_can_dial_is_refused(shipped: int, cast: Cast) -> None:
    data = "helpline,key,dial\nvn-ngay-mai,phone,call us\n"
    outcome = import_table(CHANNELS, data, cast.editor)
    assert "Line 2, column dial, “call us”" in sentences(outcome)
    assert Helpline.objects.get(key="vn-ngay-mai").channels.get(key="phone").dial != "call us"
    assert Change.objects.count() == shipped
