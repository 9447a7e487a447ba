"""What spreadsheets make of cells that look like numbers and dates."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cms.tables.retyped import is_fragile, is_retyped
from cms.tables.writers import FORMATS, XLSX

SHOWN = {
    "000": ["0"],
    "0800123456": ["800123456"],
    "628113855472": ["6.28E+11", "6,28114E+11", "628113855472.0"],
    "12345678901234567890": ["1,23456789012346E+019", "1.23456789012346e+19"],
    "1e5": ["100000", "1,00E+05"],
    "13.10": ["13.1"],
    "1,234": ["1234", "1.234"],
    "1.234": ["1234"],
    "1.000,5": ["1000,5"],
    "1,5": ["1.5"],
    "10.": ["10"],
    ".5": ["0.5"],
    "50%": ["50,00%", "50.00%", "50,00\xa0%", "0.5"],
    "$5": ["$5.00", "5"],
    "5€": ["5"],
    "Rp 5": ["5"],
    "(100)": ["-100"],
    "1-": ["-1"],
    " 7 ": ["7"],
    "true": ["TRUE", "yes"],
    "wahr": ["WAHR"],
    "24/7": ["2026-07-24 00:00:00", "24-Jul", "24/07/2026", "24/07/26", "24-Thg7", "24 thg 7"],
    "7/24": ["24-Jul", "7月24日", "07월 24일", "24.июл", "24-ก.ค.", "24-يوليو"],
    "9-8": ["2026-08-09 00:00:00", "08-Sep"],
    "1/2": ["01/02/26", "01-Feb", "2-Jan"],
    "24.7": ["24. Jul"],
    "1/2/26": ["01/02/26"],
    "1.2.3": ["01.02.03"],
    "mar 5": ["01/03/05", "03/05/26", "05-Mar"],
    "5 mei": ["05/05/26"],
    "may 2026": ["05/01/26", "May-26"],
    "12:30": ["12:30:00", "12:30:00 PM", "12:30:00 chiều", "12:30:00 p. m.", "12:30:00 م"],
    "13:30": ["01:30:00 PM", "13:30:00"],
    "1:30 pm": ["13:30:00", "01:30:00 PM"],
    "2026-12-01": ["2026-12-01 00:00:00", "01/12/2026"],
}
"""What spreadsheets of many countries show of a text: LibreOffice 24 and Excel."""


@pytest.mark.parametrize(("before", "after"), [(b, a) for b, some in SHOWN.items() for a in some])
def test_what_a_spreadsheet_has_taken_for_something_else_is_told(before: str, after: str) -> None:
    assert is_fragile(before)
    assert is_retyped(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("000", "112"),
        ("", "0"),
        ("000", "000"),
        ("0800 123", "0800 124"),
        ("24/7", "daily 09:00-17:00"),
        ("24/7", "24 hours"),
        ("24/7", "25-Jul"),
        ("1767", "1771"),
        ("911", "911.0"),
        ("Hello", "0"),
        ("usa", "USA"),
        ("true", "untrue"),
        ("2026-02-03", "2026-03-02"),
        ("2026-02-03", "2026-02-04"),
        ("2026-12-25 closed", "2026-12-26 closed"),
        ("09:00", "09:30"),
        ("9-17", "9-17:30"),
        ("09:00-17:00", "09:00-17:30"),
        ("116-123", "116-123-45"),
        ("1.5", "2.5"),
        ("12", "12%"),
    ],
)
def test_what_somebody_has_changed_is_left_alone(before: str, after: str) -> None:
    assert not is_retyped(before, after)


@given(st.text(max_size=45), st.text(max_size=45))
def test_any_two_texts_are_compared_in_no_time(before: str, after: str) -> None:
    assert not is_retyped(before, before)
    assert not is_retyped(f"{before}word", after)


def test_the_format_that_keeps_texts_is_offered_first() -> None:
    assert next(iter(FORMATS)) == "xlsx"


def test_texts_that_look_like_values_stay_texts_in_a_workbook_however_they_are_edited() -> None:
    written = b"".join(XLSX.write([("dial", "note"), ("000", "Hello"), ("24/7", "")]))
    sheet: Any = load_workbook(BytesIO(written)).active
    assert [sheet[place].number_format for place in ("A2", "A3")] == ["@", "@"]
    assert {sheet.column_dimensions[column].number_format for column in "AB"} == {"@"}
