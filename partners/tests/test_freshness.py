from datetime import date, timedelta

import pytest

from cms.publishing.log import Check
from partners.freshness import due_for_check, freshness_of
from partners.tests.builders import directory, emergency, line

DUE = date(2026, 12, 22)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-15, (False, False, False)),
        (-14, (True, False, False)),
        (0, (True, False, False)),
        (1, (True, True, False)),
        (30, (True, True, False)),
        (31, (True, True, True)),
    ],
)
def test_a_check_ages_in_three_steps(days: int, expected: tuple[bool, bool, bool]) -> None:
    fresh = freshness_of(line("sos", check_due=DUE), {})
    today = DUE + timedelta(days=days)
    assert (fresh.is_alarming(today), fresh.is_overdue(today), fresh.has_left(today)) == expected


@pytest.mark.parametrize("due", [date.min, date.max])
def test_a_due_date_at_the_end_of_the_calendar_is_a_date_like_others(due: date) -> None:
    fresh = freshness_of(line("sos", check_due=due), {})
    assert fresh.has_left(DUE) is fresh.is_alarming(DUE) is (due == date.min)
    assert len(list(fresh.changes())) == (2 if due == date.min else 0)


def test_a_recorded_check_stands_above_the_first_due_date() -> None:
    check = Check(checked_on=date(2026, 12, 1), due_on=date(2027, 6, 1))
    fresh = freshness_of(line("sos", check_due=DUE), {"helpline:sos": check})
    assert (fresh.checked_on, fresh.due_on) == check


def test_emergency_numbers_and_directories_never_fall_due() -> None:
    for document in (emergency("ambulance", "SG"), directory("world")):
        fresh = freshness_of(document, {})
        assert not fresh.is_alarming(date(2100, 1, 1))
        assert list(fresh.changes()) == []


def test_staff_see_first_what_was_due_first() -> None:
    lines = [
        line("later", check_due=DUE),
        line("not-yet", check_due=DUE + timedelta(days=30)),
        line("sooner", check_due=DUE - timedelta(days=60)),
    ]
    due = due_for_check(lines, {}, DUE)
    assert [document.key for _day, document in due] == ["sooner", "later"]
