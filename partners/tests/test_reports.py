"""Counting what visitors say about lines, and saving the counts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import RequestFactory

from cms.publishing.catalog import Catalog
from cms.publishing.check import record_check
from partners import reporting
from partners.models import Helpline, LineReport
from partners.panels import reported
from partners.reporting import KEPT, save_reports
from partners.reports import MOST, Reason, Tally, tally
from tests.cast import Cast, Publish

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_tally() -> None:
    tally.take()


@pytest.fixture
def shout(db: None) -> Helpline:
    return Helpline.objects.create(
        key="shout", name_en="Shout", countries="GB", grade="A", check_due="2026-12-22"
    )


def counts() -> list[tuple[str, int]]:
    return list(LineReport.objects.order_by("reason").values_list("reason", "count"))


def test_no_crowd_of_clicks_counts_more_than_so_often() -> None:
    mine = Tally(most=3)
    for _time in range(10):
        mine.note("shout", Reason.NOT_WORKING)
    mine.note("beat", Reason.NOT_FITTING)
    taken = {("shout", Reason.NOT_WORKING): 3, ("beat", Reason.NOT_FITTING): 1}
    assert mine.take() == taken
    assert mine.take() == {}


def test_counts_are_added_up_by_day(shout: Helpline) -> None:
    for day in range(2):
        with time_machine.travel(MONDAY + timedelta(days=day)):
            for _time in range(2):
                tally.note("shout", Reason.NOT_WORKING)
                save_reports()
    assert counts() == [("not_working", 2), ("not_working", 2)]


def test_the_cap_of_a_day_holds_over_all_workers_and_savings(shout: Helpline) -> None:
    with time_machine.travel(MONDAY):
        for times in (1, 60, 60, MOST):
            tally.note("shout", Reason.NOT_WORKING, times)
            save_reports()
    assert counts() == [("not_working", MOST)]


def test_a_line_that_is_gone_is_not_counted(shout: Helpline) -> None:
    tally.note("gone", Reason.NOT_WORKING)
    save_reports()
    assert counts() == []


def test_nothing_to_save_asks_no_database(django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        save_reports()


def test_counts_wait_while_the_database_is_away(
    shout: Helpline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object) -> None:
        raise OperationalError

    tally.note("shout", Reason.NOT_WORKING)
    with monkeypatch.context() as patch:
        patch.setattr(reporting, "_save", away)
        with pytest.raises(OperationalError):
            save_reports()
    save_reports()
    assert counts() == [("not_working", 1)]


def test_old_counts_are_forgotten(shout: Helpline) -> None:
    with time_machine.travel(MONDAY - KEPT - timedelta(days=1)):
        tally.note("shout", Reason.NOT_WORKING)
        save_reports()
    with time_machine.travel(MONDAY):
        tally.note("shout", Reason.NOT_FITTING)
        save_reports()
    assert counts() == [("not_fitting", 1)]


def rows(person: Any) -> list[tuple[str, str]]:
    request = RequestFactory().get("/admin/")
    request.user = person
    section = reported(request)
    return [(row.text, row.note) for row in section.rows] if section else []


def test_several_voices_ask_staff_to_try_the_number(cast: Cast, shout: Helpline) -> None:
    tally.note("shout", Reason.NOT_WORKING, 2)
    save_reports()
    assert rows(cast.editor) == []
    tally.note("shout", Reason.NOT_FITTING)
    save_reports()
    assert rows(cast.editor) == [("shout", "did not work: 2, did not fit: 1")]
    assert rows(cast.translator) == []


def test_a_check_settles_what_was_said_before_it(
    cast: Cast, shout: Helpline, publish: Publish, catalog: Catalog
) -> None:
    shout.channels.create(key="text", kind="text", dial="85258", keyword="SHOUT")
    publish(shout)
    with time_machine.travel(datetime.now(UTC) - timedelta(days=3)):
        tally.note("shout", Reason.NOT_WORKING, 5)
        save_reports()
    today = datetime.now(UTC).date()
    record_check(
        "helpline:shout",
        by=cast.editor,
        checked_on=today,
        how="Texted it.",
        due_on=today + timedelta(days=90),
    )
    catalog.refresh()
    assert rows(cast.editor) == []
