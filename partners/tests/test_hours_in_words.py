"""Opening hours in words."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils.translation import override

from partners.hours import parse_hours, state
from partners.hours.words import hours_lines, state_text, zone_note

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "weekly", "words"),
    [
        ("confirmed", "24/7", "Open 24 hours"),
        ("confirmed", "Mon 09:00-18:00", "Open now, until 18:00"),
        ("confirmed", "Mon 15:00-18:00", "Closed now. Opens at 15:00"),
        ("confirmed", "Tue 15:00-18:00", "Closed now. Opens tomorrow at 15:00"),
        ("confirmed", "Fri 15:00-18:00", "Closed now. Opens on Friday at 15:00"),
        ("stated", "24/7", "Open 24 hours, they say"),
        ("stated", "Mon 09:00-18:00", "Open now, they say"),
        ("stated", "Mon 15:00-18:00", "Probably closed now. Opens at 15:00"),
        ("unknown", "", "Opening hours not known"),
    ],
)
def test_only_confirmed_hours_say_open_now(status: str, weekly: str, words: str) -> None:
    hours = parse_hours(status, "UTC", weekly, "", "")
    assert state_text(state(hours, MONDAY_NOON), hours, MONDAY_NOON, "en").words == words


def test_an_opening_beyond_a_week_is_named_by_its_date() -> None:
    hours = parse_hours("confirmed", "UTC", "", "10 08:00-20:00", "")
    text = state_text(state(hours, MONDAY_NOON), hours, MONDAY_NOON, "en")
    assert text.words == "Closed now. Opens on 10 December at 08:00"


@pytest.mark.parametrize(
    ("weekly", "monthly", "dated", "lines"),
    [
        ("24/7", "", "", ["Day and night, every day"]),
        ("daily 08:00-20:00", "", "", ["Every day 08:00–20:00"]),
        ("Mon-Fri 09:00-12:00,14:00-17:00", "", "", ["Monday – Friday: 09:00–12:00, 14:00–17:00"]),
        ("Sun 10:00-12:00", "", "", ["Sunday: 10:00–12:00"]),
        ("Sat 20:00-02:00", "", "", ["Saturday: 20:00 until 02:00 on the next day"]),
        ("", "10 08:00-12:00", "", ["On day 10 of each month: 08:00–12:00"]),
        (
            "24/7",
            "",
            "2026-11-25 closed",
            ["Day and night, every day", "Wednesday 25 November: closed"],
        ),
        ("24/7", "", "2027-03-01 closed", ["Day and night, every day"]),
    ],
)
def test_hours_are_said_in_full(weekly: str, monthly: str, dated: str, lines: list[str]) -> None:
    hours = parse_hours("confirmed", "UTC", weekly, monthly, dated)
    assert hours_lines(hours, MONDAY_NOON, "en") == lines


def test_unknown_hours_are_not_made_up() -> None:
    hours = parse_hours("unknown", "UTC", "24/7", "", "")
    assert hours_lines(hours, MONDAY_NOON, "en") == []


def test_days_are_named_in_the_language_of_the_page() -> None:
    hours = parse_hours("confirmed", "UTC", "Mon-Fri 09:00-17:00", "", "")
    with override("vi"):
        assert hours_lines(hours, MONDAY_NOON, "vi") == ["Thứ Hai – Thứ Sáu: 09:00–17:00"]


def test_the_clock_is_named_only_where_a_country_has_several() -> None:
    assert zone_note("Asia/Ho_Chi_Minh", "VN", "vi") == ""
    assert zone_note("America/Chicago", "US", "en") == "Chicago"
    assert zone_note("Europe/London", "", "en") == "London"


@time_machine.travel(MONDAY_NOON)
def test_a_time_is_told_by_the_clock_of_those_who_answer() -> None:
    hours = parse_hours("confirmed", "Asia/Tokyo", "Tue 01:00-05:00", "", "")
    text = state_text(state(hours, MONDAY_NOON), hours, MONDAY_NOON, "en")
    assert text.words == "Closed now. Opens tomorrow at 01:00"
