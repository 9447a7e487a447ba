"""Retiring a number takes it out of everything at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.errors import NotAllowed, Refused
from cms.publishing.catalog import Catalog
from cms.publishing.models import Entry
from cms.publishing.undo import undo
from partners.actions import retire
from partners.documents import HelplineDocument
from partners.models import Channel, Helpline, RetiredNumber
from tests.cast import Cast, Publish


@pytest.fixture
def shout(cast: Cast, publish: Publish) -> Helpline:
    """A live helpline with a phone and a text channel."""
    made = Helpline.objects.create(
        key="shout", name_en="Shout", countries="GB", grade="A", check_due=date(2026, 12, 22)
    )
    Channel.objects.create(helpline=made, key="phone", kind="phone", dial="116 123")
    Channel.objects.create(helpline=made, key="text", kind="text", dial="85258", keyword="SHOUT")
    publish(made)
    return made


def number(**fields: str) -> RetiredNumber:
    return RetiredNumber(**{"country": "GB", "dial": "85258", "reason": "It is closed"} | fields)


def live_channels(catalog: Catalog) -> list[str]:
    catalog.refresh()
    document = catalog.current().get("helpline:shout")
    assert isinstance(document, HelplineDocument)
    return [channel.key for channel in document.channels]


def test_a_retired_number_leaves_at_once(cast: Cast, shout: Helpline, catalog: Catalog) -> None:
    assert live_channels(catalog) == ["phone", "text"]
    assert retire(number(), by=cast.editor) == ["helpline:shout#text=85258;SHOUT"]
    assert live_channels(catalog) == ["phone"]
    assert RetiredNumber.objects.get().dial == "85258"


def test_a_number_of_nobody_is_listed_and_blocks_nothing(
    cast: Cast, shout: Helpline, catalog: Catalog
) -> None:
    entries = Entry.objects.count()
    assert retire(number(country="KR", dial="1393"), by=cast.editor) == []
    assert Entry.objects.count() == entries
    assert live_channels(catalog) == ["phone", "text"]


def test_a_channel_that_is_blocked_already_stays_blocked(
    cast: Cast, shout: Helpline, catalog: Catalog
) -> None:
    retire(number(keyword="SHOUT"), by=cast.editor)
    assert retire(number(), by=cast.editor) == []
    assert live_channels(catalog) == ["phone"]


def test_a_number_that_is_only_coming_is_blocked_before_it_comes(
    cast: Cast, publish: Publish, shout: Helpline, catalog: Catalog
) -> None:
    shout.channels.filter(key="text").update(dial="85259")
    publish(shout, starts_at=timezone.now() + timedelta(days=9))
    assert retire(number(dial="85259"), by=cast.editor) == ["helpline:shout#text=85259;SHOUT"]


def test_no_undo_brings_a_number_back_and_the_new_number_stays(
    cast: Cast, publish: Publish, shout: Helpline, catalog: Catalog
) -> None:
    shout.channels.filter(key="text").update(dial="85259")
    changed = publish(shout)
    blocked = retire(number(), by=cast.editor)
    assert len(blocked) == 1
    assert live_channels(catalog) == ["phone", "text"]

    undo(changed, by=cast.reviewer, reason="A test")
    assert live_channels(catalog) == ["phone"]


def test_a_retired_number_cannot_be_released_again(
    cast: Cast, publish: Publish, shout: Helpline
) -> None:
    retire(number(), by=cast.editor)
    with pytest.raises(Refused, match="85258 must not be shown: It is closed"):
        publish(shout)


def test_only_those_who_may_can_retire_a_number(cast: Cast, shout: Helpline) -> None:
    with pytest.raises(NotAllowed):
        retire(number(), by=cast.auditor)
    assert not RetiredNumber.objects.exists()


def test_a_number_that_is_no_number_is_not_listed(cast: Cast, shout: Helpline) -> None:
    with pytest.raises(ValidationError):
        retire(number(dial="call me"), by=cast.editor)
    assert not RetiredNumber.objects.exists()


def test_listing_a_number_in_the_admin_retires_it(
    cast: Cast, shout: Helpline, catalog: Catalog, client: Client
) -> None:
    client.force_login(cast.editor)
    data = {"country": "GB", "dial": "85258", "reason": "It is closed"}
    answer = client.post(reverse("admin:partners_retirednumber_add"), data, follow=True)
    blocked = "Blocked, because it had this number: helpline:shout#text=85258;SHOUT."
    assert blocked in answer.content.decode()
    assert live_channels(catalog) == ["phone"]
