"""Hours are written as they are read."""

import csv

import pytest
from django.conf import settings

from partners.hours import Hours, as_written, parse_hours


def read(written: dict[str, str]) -> Hours:
    return parse_hours(
        written["hours_status"],
        written["zone"],
        written["weekly"],
        written["monthly"],
        written["dated"],
        "DE",
    )


@pytest.mark.parametrize(
    ("weekly", "monthly", "dated"),
    [
        ("24/7", "", ""),
        ("Mon-Fri 09:00-21:00; Sat-Sun 10:00-18:00", "", ""),
        ("Mon 09:00-12:00,13:00-17:00; Wed-Fri 16:00-18:00; PH(DE-BY) closed", "", ""),
        ("Mon-Sun 08:30-05:30; PH(DE) 10:00-12:00,13:00-16:00", "", ""),
        ("Sat 08:00-08:00", "", ""),
        ("Sat 08:00-34:00; Sun 20:00-47:59", "", ""),
        ("Mon-Fri 08:00-24:00", "10 08:00-08:00; 15 09:00-12:00,14:00-16:00", ""),
        ("", "", "2026-12-24/2027-01-02 closed; 2026-12-31 09:00-12:00,13:00-15:00"),
        ("Mon 09:00-12:00", "", "2026-12-25 closed; Jan 1 closed; Dec 24-Jan 2 10:00-12:00"),
    ],
)
def test_what_was_written_is_written_again(weekly: str, monthly: str, dated: str) -> None:
    row = {
        "hours_status": "stated",
        "zone": "Europe/Berlin",
        "weekly": weekly,
        "monthly": monthly,
        "dated": dated,
    }
    assert as_written(read(row)) == row


def test_the_hours_of_the_demonstration_come_back() -> None:
    with (settings.BASE_DIR / "seeds" / "channels.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["hours_status"]]
    assert len(rows) > 20
    for row in rows:
        hours = read({**row, "zone": row["zone"] or "UTC"})
        assert read(as_written(hours)) == hours
