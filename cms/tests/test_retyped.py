"""What spreadsheets make of cells that look like numbers and dates."""

from pathlib import Path
from typing import Any

import pytest

import cms.tables.tests
from cms.desk.exchange.retyped import is_retyped
from cms.tables.writers import FORMATS
from partners.models import Channel, Helpline
from partners.resources import CHANNELS
from tests.exchanging import import_table, sentences

INPUTS = Path(cms.tables.tests.__file__).parent / "inputs"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("000", "0"),
        ("0800123456", "800123456"),
        ("0120279338", "120279338"),
        ("628113855472", "6.28E+11"),
        ("628113855472", "6,28114E+11"),
        ("24/7", "2026-07-24 00:00:00"),
        ("24/7", "24-Jul"),
        ("24/7", "24/07/2026"),
        ("9-8", "2026-08-09 00:00:00"),
    ],
)
def test_what_a_spreadsheet_has_taken_for_something_else_is_told(before: str, after: str) -> None:
    assert is_retyped(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("000", "112"),
        ("", "0"),
        ("000", "000"),
        ("0800 123", "0800 124"),
        ("24/7", "daily 09:00-17:00"),
        ("1767", "1771"),
        ("Hello", "0"),
        ("2026-12-25 closed", "2026-12-26 closed"),
    ],
)
def test_what_somebody_has_changed_is_left_alone(before: str, after: str) -> None:
    assert not is_retyped(before, after)


def test_zeros_that_a_spreadsheet_took_away_are_seen_by_the_row(cast: Any) -> None:
    line = Helpline.objects.create(
        key="au-emergency", name_en="000", countries="AU", kind="emergency"
    )
    Channel.objects.create(
        helpline=line, key="phone", kind="phone", dial="000", hours_status="stated", weekly="24/7"
    )
    staged = import_table(CHANNELS, (INPUTS / "au_zero.csv").read_bytes(), cast.editor)
    assert staged.state == "refused"
    assert Channel.objects.get().dial == "000"


def test_a_longer_number_without_its_zero_is_refused_with_what_it_was(cast: Any) -> None:
    line = Helpline.objects.create(
        key="x", name_en="X", countries="GB", check_due="2026-12-24", grade="A"
    )
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="08001110111")
    staged = import_table(CHANNELS, "helpline,key,dial\nx,phone,8001110111\n", cast.editor)
    assert sentences(staged) == (
        "Line 2, column dial, “8001110111”: It was “08001110111”: a spreadsheet has taken it for a "
        "number or a date. Make the column text there, or export and edit it as XLSX."
    )


def test_the_format_that_keeps_texts_is_offered_first() -> None:
    assert next(iter(FORMATS)) == "xlsx"
