from datetime import UTC, date, datetime

import pytest

from campaigns.consent_period import end_of


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 12, 31), datetime(2027, 1, 1, tzinfo=UTC)),
        (date.max, datetime(9999, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_consent_holds_through_its_last_day(day: date, end: datetime) -> None:
    assert end_of(day) == end
