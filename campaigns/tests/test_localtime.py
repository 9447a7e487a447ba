from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.utils import timezone

from campaigns.localtime import LocalTimeFormField
from campaigns.models import CampaignMarket

HALF_PAST_TWO = datetime.fromisoformat("2026-03-29 02:30")


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "Europe/Berlin", "Asia/Ho_Chi_Minh"])
def test_what_was_typed_is_kept_whatever_zone_the_editor_chose(zone: str) -> None:
    """02:30 on that day does not exist in Berlin: an editor there may still write it."""
    with timezone.override(zone):
        assert LocalTimeFormField().clean("2026-03-29T02:30") == HALF_PAST_TWO


@pytest.mark.parametrize(
    "value", ["tomorrow", "2026-02-30 00:00", "2026-03-29T02:30Z", datetime.now(UTC)]
)
def test_anything_but_a_time_without_a_zone_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError, match="without a zone"):
        LocalTimeFormField().clean(value)


def test_the_form_shows_the_browsers_own_picker_with_the_time_in_it() -> None:
    form = modelform_factory(CampaignMarket, fields=["starts"])(
        instance=CampaignMarket(starts=HALF_PAST_TWO)
    )
    assert 'type="datetime-local"' in str(form["starts"])
    assert 'value="2026-03-29T02:30"' in str(form["starts"])
    assert not form.fields["starts"].required
