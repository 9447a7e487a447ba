"""Demonstration lines: shown in the demonstration, never in production before somebody tried."""

from datetime import date
from typing import Any

import pytest

from cms.publishing.findings import CheckContext
from cms.publishing.log import Check, History
from partners.findings import demonstration_line
from partners.production import is_untried
from partners.tests.builders import channel, line

CHECKED = {"helpline:x": Check(date(2026, 11, 1), date(2027, 2, 1))}


def demonstration() -> Any:
    return line("x", channel()).model_copy(update={"is_demonstration": True})


def test_a_demonstration_line_is_untried_until_a_check_is_recorded() -> None:
    assert is_untried(demonstration(), {})
    assert not is_untried(demonstration(), CHECKED)
    assert not is_untried(line("x", channel()), {})


@pytest.mark.parametrize(
    ("is_demo", "checks", "codes"),
    [(False, {}, ["demonstration_line"]), (True, {}, []), (False, CHECKED, [])],
)
def test_production_publishes_no_untried_demonstration_line(
    settings: Any, is_demo: bool, checks: dict[str, Check], codes: list[str]
) -> None:
    settings.DEMO = is_demo
    context = CheckContext({}, History(checks=checks))
    found = demonstration_line("helpline:x", demonstration(), context)
    assert [finding.code for finding in found] == codes
