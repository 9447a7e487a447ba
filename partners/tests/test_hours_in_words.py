"""Opening hours in words."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils.translation import override

from partners.hours import Hours, parse_hours, state
from partners.hours.words import hours_lines, state_text, zone_note

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", ["confirmed", "stated"])
@pytest.mark.parametrize(
    ("weekly", "words"),
    [
        ("24/7", "Open 24 hours"),
        ("Mon 09:00-18:00", "Open until 18:00"),
        ("Mon 15:00-18:00", "Closed, opens at 15:00 (in 3 hours)"),
        ("Mon 14:01-18:00", "Closed, opens at 14:01 (in 3 hours)"),
        ("Mon 13:00-18:00", "Closed, opens at 13:00 (in 60 minutes)"),
        ("Mon 12:07-18:00", "Closed, opens at 12:07 (in 10 minutes)"),
        ("Tue 11:00-18:00", "Closed, opens tomorrow at 11:00 (in 23 hours)"),
        ("Tue 15:00-18:00", "Closed, opens tomorrow at 15:00"),
        ("Fri 15:00-18:00", "Closed, opens on Friday at 15:00"),
    ],
)
def test_a_state_is_said_plainly(status: str, weekly: str, words: str) -> None:
    hours = parse_hours(status, "UTC", weekly, "", "")
    assert state_text(state(hours, MONDAY_NOON), hours, MONDAY_NOON, "en").words == words


def test_unknown_hours_say_what_to_do() -> None:
    said = state_text(state(Hours(), MONDAY_NOON), Hours(), MONDAY_NOON, "en")
    assert said.words == "Hours not known: try now"


def test_nothing_is_said_longer_than_it_is_true() -> None:
    """From minute to minute: the words change just when they said that they would."""
    hours = parse_hours("stated", "Asia/Jakarta", "Wed 13:00-15:00", "", "")
    opens = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
    now, said = MONDAY_NOON, state_text(state(hours, MONDAY_NOON), hours, MONDAY_NOON, "en")
    while (now := now + timedelta(minutes=1)) < opens:
        then = state_text(state(hours, now), hours, now, "en")
        assert said.until is not None
        assert (then.words != said.words) == (now >= said.until), now
        said = then


@pytest.mark.parametrize(
    ("weekly", "monthly", "dated", "lines"),
    [
        ("24/7", "", "", ["24 hours, every day"]),
        ("daily 08:00-20:00", "", "", ["Every day 08:00–20:00"]),
        ("Mon-Fri 09:00-12:00,14:00-17:00", "", "", ["Monday – Friday: 09:00–12:00, 14:00–17:00"]),
        ("Sun 10:00-12:00", "", "", ["Sunday: 10:00–12:00"]),
        ("Sat 20:00-02:00", "", "", ["Saturday: 20:00 until 02:00 on the next day"]),
        ("", "10 08:00-12:00", "", ["On day 10 of each month: 08:00–12:00"]),
        (
            "24/7",
            "",
            "2026-11-25 closed",
            ["24 hours, every day", "Wednesday 25 November: closed"],
        ),
        ("24/7", "", "2027-03-01 closed", ["24 hours, every day"]),
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
    assert text.words == "Closed, opens tomorrow at 01:00 (in 4 hours)"
