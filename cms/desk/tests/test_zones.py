from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.desk.zones import in_both_zones, is_time_zone

INSTANT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "1 Dec 2026, 02:00 UTC"),
        ("Asia/Ho_Chi_Minh", "1 Dec 2026, 09:00 Asia/Ho Chi Minh (02:00 UTC)"),
        ("America/New_York", "30 Nov 2026, 21:00 America/New York (1 Dec, 02:00 UTC)"),
    ],
)
def test_an_instant_is_told_in_both_zones(zone: str, shown: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert in_both_zones(INSTANT) == shown


def test_no_instant_is_nothing() -> None:
    assert in_both_zones(None) == ""


def test_a_zone_has_to_exist() -> None:
    is_time_zone("Asia/Beirut")
    with pytest.raises(ValidationError):
        is_time_zone("../../etc/passwd")
