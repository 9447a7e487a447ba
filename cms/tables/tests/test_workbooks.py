"""Workbooks as programs of all kinds write them, made here from bare XML."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.tables.opening import open_sheet
from cms.tables.reports import Unreadable
from cms.tables.sheets import Dated, Row, Sheet, Ticked

INPUTS = Path(__file__).parent / "inputs"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>'
)
TEXTS = (
    "<si><t>whole</t></si><si><r><t>in </t></r><r><t>runs</t></r></si>"
    "<si><t>漢字</t><rPh><t>かんじ</t></rPh></si><si><t>a_x000D_b</t></si>"
)


def workbook(
    rows: str | bytes,
    *,
    sheets: str = '<sheet name="One" r:id="r1"/>',
    properties: str = "",
    links: str = "",
    kind: str = "worksheet",
) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("_rels/.rels", links_to(("r1", "officeDocument", "xl/workbook.xml")))
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns:r="r">{properties}<sheets>{sheets}</sheets></workbook>',
        )
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            links
            or links_to(
                ("r1", kind, "/xl/worksheets/first.xml"),
                ("r2", "sharedStrings", "sharedStrings.xml"),
                ("r3", "styles", "styles.xml"),
            ),
        )
        parts.writestr("xl/sharedStrings.xml", f"<sst>{TEXTS}</sst>")
        parts.writestr("xl/styles.xml", f"<styleSheet>{FORMATS}</styleSheet>")
        parts.writestr("xl/worksheets/first.xml", rows)
    return file


def links_to(*links: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{TYPE}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f"<Relationships>{inside}</Relationships>"


def in_sheet(rows: str) -> str:
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def read(file: io.BytesIO) -> tuple[Sheet, list[Row]]:
    sheet = open_sheet(file, ())
    return sheet, list(sheet.rows())


def value_of(cell: str, **options: str) -> str:
    head = "<row><c t='str'><v>name</v></c></row>"
    _sheet, rows = read(workbook(in_sheet(f"{head}<row>{cell}</row>"), **options))
    return rows[0].cells[0] if rows else ""


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c t='s'><v>0</v></c>", "whole"),
        ("<c t='s'><v>1</v></c>", "in runs"),
        ("<c t='s'><v>2</v></c>", "漢字"),
        ("<c t='s'><v>3</v></c>", "a\rb"),
        ("<c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c>", "ab"),
        ("<c t='inlineStr'><v>7</v><is><t>typed</t></is></c>", "typed"),
        ("<c t='inlineStr'><is><t>typed</t></is><v>7</v></c>", "typed"),
        ("<c t='s'><v>0</v><is><t>typed</t></is></c>", "whole"),
        ("<c t='str'><v>worked out</v><is><t>typed</t></is></c>", "worked out"),
        ("<c><is><t>typed</t></is></c>", "typed"),
        ("<c t='str' xmlns:e='e'><v>worked out</v><e:v>not this</e:v></c>", "worked out"),
        ("<c t='str'><f>A1&amp;B1</f><v>worked out</v></c>", "worked out"),
        ("<c><f>1+1</f></c>", ""),
        ("<c t='e'><v>#N/A</v></c>", "#N/A"),
        ("<c><v>911</v></c>", "911"),
        ("<c><v>84123456789</v></c>", "84123456789"),
        ("<c><v>9.11E2</v></c>", "911"),
        ("<c><v>1.5</v></c>", "1.5"),
        ("<c><v>1E+300</v></c>", "1e+300"),
        ("<c s='3'><v>0.25</v></c>", "0.25"),
    ],
)
def test_a_cell_is_read_as_people_see_it(cell: str, value: str) -> None:
    assert value_of(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c s='1'><v>45566</v></c>", "2024-10-01 00:00:00"),
        ("<c s='2'><v>45566.5</v></c>", "2024-10-01 12:00:00"),
        ("<c s='1'><v>0.5</v></c>", "12:00:00"),
        ("<c s='1'><v>9999999999</v></c>", "9999999999"),
        ("<c t='d'><v>2024-10-01T08:00:00</v></c>", "2024-10-01 08:00:00"),
    ],
)
def test_a_date_is_told_from_a_number_by_its_format(cell: str, value: str) -> None:
    found = value_of(cell)
    assert (found, type(found)) == (value, Dated)


def test_dates_may_count_from_1904() -> None:
    counted = value_of("<c s='1'><v>44104</v></c>", properties='<workbookPr date1904="1"/>')
    assert counted == "2024-10-01 00:00:00"


@pytest.mark.parametrize(
    "extension",
    [
        "<extLst><ext xmlns:x15='e'><x15:workbookPr chartTrackingRefBase='1'/></ext></extLst>",
        "<extLst><ext><workbookPr xmlns='e' date1904='0'/></ext></extLst>",
    ],
)
def test_an_extension_that_is_named_alike_does_not_move_dates(extension: str) -> None:
    properties = f'<workbookPr date1904="1"/>{extension}'
    assert value_of("<c s='1'><v>44104</v></c>", properties=properties) == "2024-10-01 00:00:00"


def test_a_workbook_of_excel_that_counts_from_1904_keeps_its_dates() -> None:
    with (INPUTS / "1904_excel_ext.xlsx").open("rb") as file:
        (row,) = open_sheet(file, ()).rows()
    assert row.cells[2:4] == ["2026-11-09 00:00:00", "2026-12-14 00:00:00"]


def test_names_of_parts_may_be_written_in_other_letters() -> None:
    with (INPUTS / "part_name_case.xlsx").open("rb") as file:
        (row,) = open_sheet(file, ()).rows()
    assert row.cells[0] == "probe phrase"


@pytest.mark.parametrize("change", [str.upper, str.title, lambda name: name.replace("/", "\\")])
def test_parts_are_found_however_their_names_are_written(change: Callable[[str], str]) -> None:
    original = workbook(in_sheet("<row><c t='str'><v>name</v></c></row>"))
    renamed = io.BytesIO()
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(renamed, "w") as new:
        for part in old.namelist():
            new.writestr(change(part), old.read(part))
    assert read(renamed)[0].columns == ["name"]


def test_a_tick_is_yes_or_no() -> None:
    found = value_of("<c t='b'><v>1</v></c>")
    assert (found, type(found)) == ("yes", Ticked)


def test_rows_and_cells_stand_where_they_say() -> None:
    rows = (
        "<row r='3'><c r='B3' t='str'><v>name</v></c></row><row r='4'/>"
        "<row r='1048576'><c r='A1048576'/><c r='B1048576' t='str'><v>x</v></c></row>"
    )
    sheet, found = read(workbook(f"<worksheet><dimension ref='A1'/>{in_sheet(rows)[11:]}"))
    assert (sheet.line, sheet.columns) == (3, ["", "name"])
    assert found == [Row(1_048_576, ["", "x"])]


def test_elements_may_have_a_prefix() -> None:
    rows = "<x:row><x:c t='str'><x:v>name</x:v></x:c></x:row>"
    sheet, _rows = read(
        workbook(f"<x:worksheet xmlns:x='m'><x:sheetData>{rows}</x:sheetData></x:worksheet>")
    )
    assert (sheet.columns, sheet.size) == (["name"], 0)


def test_rows_that_can_not_be_counted_are_not_read() -> None:
    rows = in_sheet("<row><c t='str'><v>name</v></c></row>" * 3).encode("utf-16")
    with pytest.raises(Unreadable):
        read(workbook(rows))


def test_rows_can_be_read_twice() -> None:
    cell = "<c t='s'><v>0</v></c>"
    sheet, first = read(workbook(in_sheet(f"<row>{cell}</row>" * 3)))
    assert first == list(sheet.rows())
    assert len(first) == 2


def test_what_is_left_out_is_said() -> None:
    sheets = '<sheet name="One" r:id="r1"/><sheet name="Two" r:id="r2"/>'
    macros = links_to(("r1", "worksheet", "worksheets/first.xml"), ("r9", "vbaProject", "v.bin"))
    sheet, _rows = read(workbook(in_sheet(""), sheets=sheets, links=macros))
    assert [note.message for note in sheet.notes] == [
        "Only the first sheet, “One”, is read.",
        "The macros of this workbook are left out.",
    ]


NUMBERED = "<row><c t='%s'><v>%s</v></c></row>"
WHOLE = in_sheet("<row><c t='str'><v>name</v></c></row>")


BROKEN: dict[str, tuple[Callable[[], io.BytesIO], str]] = {
    "chart": (lambda: workbook(WHOLE, kind="chartsheet"), "“One”, is a chart or a macro. Put"),
    "no sheet": (lambda: workbook(WHOLE, sheets=""), "an archive, not a table"),
    "no link": (lambda: workbook(WHOLE, links=links_to()), "damaged"),
    "no part": (lambda: workbook(WHOLE, links=links_to(("r1", "worksheet", "gone"))), "damaged"),
    "cut off": (lambda: workbook(WHOLE[:-30]), "damaged"),
    "no such text": (lambda: workbook(in_sheet(NUMBERED % ("s", "99"))), "damaged"),
    "a text from the end": (lambda: workbook(in_sheet(NUMBERED % ("s", "-1"))), "damaged"),
    "no number": (lambda: workbook(in_sheet(NUMBERED % ("n", "x"))), "damaged"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_table_is_refused(name: str) -> None:
    make, sentence = BROKEN[name]
    with pytest.raises(Unreadable) as refusal:
        read(make())
    assert sentence in str(refusal.value)
