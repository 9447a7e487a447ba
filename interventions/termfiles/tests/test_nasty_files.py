"""Files as they really arrive, and worse: each is read rightly or refused in one sentence.

The folder of files is written by this module, one of each kind, so that every byte is on record.
"""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from openpyxl import Workbook

from cms.desk.imports.apply import apply
from cms.desk.imports.models import FileImport
from cms.desk.imports.stage import stage
from cms.tables.reports import RowFinding, Unreadable
from cms.tables.sheets import LARGEST_FILE, MOST_ROWS
from interventions.models import Term
from interventions.termfiles.tests.conftest import HEADER, WHOLE_HEADER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ROW = "tự tử,vi,suicide,phrase,,\n"
TABLE = f"{HEADER}\n{ROW}"
FRENCH = f"{HEADER}\nmourir de fatigue é,fr,suicide,phrase,,\n"
SEMICOLONS = TABLE.replace(",", ";")
MOST_MEGABYTES = 512


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


HEAD = tuple(HEADER.split(","))
SHEET = xlsx(HEAD, ("tự tử", "vi", "suicide", "phrase", None, None))

READ_RIGHTLY: dict[str, bytes] = {
    "utf-8.csv": TABLE.encode(),
    "one-mark.csv": ("\ufeff" + TABLE).encode(),
    "two-marks.csv": ("\ufeff\ufeff" + TABLE).encode(),
    "utf-16.csv": TABLE.encode("utf-16"),
    "utf-16-big-end.csv": b"\xfe\xff" + TABLE.encode("utf-16-be"),
    "utf-16-without-mark.csv": TABLE.encode("utf-16-le"),
    "utf-16-big-end-without-mark.csv": TABLE.encode("utf-16-be"),
    "utf-32.csv": TABLE.encode("utf-32"),
    "semicolons.csv": SEMICOLONS.encode(),
    "tabs.tsv": TABLE.replace(",", "\t").encode(),
    "bars.csv": TABLE.replace(",", "|").encode(),
    "sep-line.csv": f"sep=;\r\n{SEMICOLONS}".encode(),
    "sep-line-quoted.csv": f'"sep=;"\r\n{SEMICOLONS}'.encode(),
    "only-cr.csv": TABLE.replace("\n", "\r").encode(),
    "crlf.csv": TABLE.replace("\n", "\r\n").encode(),
    "no-last-line-end.csv": TABLE.rstrip("\n").encode(),
    "blank-lines.csv": f"{HEADER}\n\n,,,,,\n{ROW}\n".encode(),
    "reordered.csv": "topic,term,match,locale,exceptions,options\nsuicide,tự tử,,vi,,\n".encode(),
    "capital-headers.csv": TABLE.replace(HEADER, " " + HEADER.upper()).encode(),
    "padded.csv": f"{HEADER}\n  tự tử  , vi,SUICIDE ,Phrase,,\n".encode(),
    "empty-columns-behind.csv": f"{HEADER},,\n{ROW.strip()},,\n".encode(),
    "all-quoted.csv": '"term","locale","topic","match","options","exceptions"\n'
    '"tự tử","vi","suicide","phrase","",""\n'.encode(),
    "decomposed.csv": f"{HEADER}\ntu\u031b\u0323 tu\u031b\u0309,vi,suicide,phrase,,\n".encode(),
    "really-xlsx.csv": SHEET,
    "sheet.xlsx": SHEET,
}


@pytest.mark.parametrize("name", READ_RIGHTLY)
def test_a_strange_file_is_read_rightly(name: str) -> None:
    apply(staged(READ_RIGHTLY[name], name), by=None)
    term = Term.objects.get(term_list__key="suicide-vi")
    assert (term.text, term.match, term.exceptions) == ("tự tử", "phrase", "")


def test_windows_1252_is_read_with_a_warning() -> None:
    it = staged(FRENCH.encode("cp1252"))
    assert "Windows-1252" in findings(it)[0].message
    apply(it, by=None)
    assert Term.objects.filter(text="mourir de fatigue é").exists()


def test_a_semicolon_inside_quotes_is_no_separator() -> None:
    apply(staged(f'{HEADER}\nsuicide,en,suicide,phrase,,"suicide girls;suicide squad"\n'), by=None)
    assert Term.objects.get(folded="suicide").exceptions == "suicide girls;suicide squad"


def test_a_workbook_may_hold_numbers_and_ticks() -> None:
    number = (911, "en", "suicide", "exact", None, None, True)
    apply(staged(xlsx((*HEAD, "active"), number)), by=None)
    assert Term.objects.get(text="911").is_active


@pytest.mark.parametrize("value", [date(2024, 10, 1), time(8, 30), True, "#N/A", "#SPILL!"])
def test_a_cell_that_is_no_text_is_named_where_only_a_text_may_be(value: Any) -> None:
    it = staged(xlsx(HEAD, (value, "en", "suicide", "phrase", None, None)))
    assert it.state == FileImport.State.REFUSED
    (finding,) = findings(it)
    assert (finding.line, finding.column) == (2, "term")
    assert "Write" in finding.message


def test_no_row_is_lost_where_a_workbook_says_its_size_wrongly() -> None:
    rows = [(f"term {n}", "en", "suicide", "phrase", None, None) for n in range(3)]
    whole = xlsx(HEAD, *rows)
    for said in (b"A1", b"A1:F2", b"XFD1048576"):
        it = staged(repacked(whole, partial(DIMENSION.sub, said)))
        assert (it.counts["rows"], it.counts["added"]) == (3, 3)


def test_a_formula_that_was_never_worked_out_is_an_empty_cell() -> None:
    it = staged(xlsx(HEAD, ("=1+1", "en", "suicide", "phrase", None, None)))
    assert [(f.line, f.column) for f in findings(it)] == [(2, "term")]


DIMENSION = re.compile(rb'(?<=<dimension ref=")[^"]*')


def repacked(workbook: bytes, sheet: Callable[[bytes], bytes]) -> bytes:
    """The workbook with another first sheet."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(workbook)) as old:
        return container(workbook, xl__worksheets__sheet1_xml=sheet(old.read(name)))


# What can't be read at all: one sentence, and where.


def container(workbook: bytes = SHEET, /, **parts: bytes) -> bytes:
    """An XLSX file whose named parts are replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        replaced = {name.replace("__", "/").replace("_xml", ".xml"): v for name, v in parts.items()}
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, data in replaced.items():
            new.writestr(name, data)
    return file.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'

SHEET_DATA = b"<worksheet><sheetData>"
CELL = b'<c t="inlineStr"><is><t>x</t></is></c>'
STYLES = b"<styleSheet><cellXfs>"

UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "The file is empty"),
    "only-blank.csv": (b"\n\n\n", "Line 1, column term: The first line has to name"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(500), "PNG, not a table"),
    "old-excel.xls": (b"\xd0\xcf\x11\xe0" + bytes(500), "old Excel"),
    "pdf.csv": (b"%PDF-1.7\n", "PDF, not a table"),
    "archive.zip": (b"PK\x05\x06" + bytes(18), "There is no such column"),
    "not-a-workbook.xlsx": (b"PK\x03\x04" + bytes(500), "damaged"),
    "cut-off.xlsx": (SHEET[: len(SHEET) // 2], "damaged"),
    "missing-column.csv": (b"term,locale,topic\n", "column match"),
    "unknown-column.csv": (f"{HEADER},exeptions\n".encode(), "Did you mean exceptions?"),
    "column-twice.csv": (f"{HEADER},term\n".encode(), "column term: The first line names it twice"),
    "2000-columns.csv": (",".join(f"c{n}" for n in range(2000)).encode(), "column 1, “c0”"),
    "open-quote.csv": (f'{HEADER}\n{ROW}a,"never\n'.encode() * 2, "Line 3, column 2"),
    "quote-in-quote.csv": (f'{HEADER}\na,"b"c"\n'.encode(), "Line 2, column 2: A quotation mark"),
    "one-bad-byte.csv": (f"{TABLE}caf".encode() + b"\xe9,fr\n", "Line 3: A character here"),
    "undefined-byte.csv": (HEADER.encode() + b"\ncaf\x81,fr,,,,\n", "The file is not in UTF-8"),
    "huge-cell.csv": (f'{HEADER}\n"{"x" * 300_000}",en\n'.encode(), "Line 2, column 1: This cell"),
    "too-large.csv": (bytes(LARGEST_FILE + 1), "The file has 32 MB"),
    "million-rows.csv": (f"{HEADER}\n".encode() + b"a,b,c,d,e,f\n" * 1_000_000, "more than 200000"),
    "bomb.xlsx": (container(xl__media__bomb=bytes(200 * 2**20)), "too large"),
    "million-rows.xlsx": (
        container(xl__worksheets__sheet1_xml=b"<sheetData>" + b"<row/>" * (MOST_ROWS + 5)),
        "more than 200000",
    ),
    "formats.xlsx": (container(xl__styles_xml=STYLES + b"<xf/>" * 3_000_000), "too large"),
    "fewer-formats.xlsx": (
        container(xl__styles_xml=STYLES + b"<xf/>" * 1_600_000),
        "too many formats",
    ),
    "wide-row.xlsx": (
        container(xl__worksheets__sheet1_xml=SHEET_DATA + b"<row>" + CELL * 600_000),
        "Line 1: There are too many cells",
    ),
    "only-tags.xlsx": (
        container(xl__worksheets__sheet1_xml=SHEET_DATA + b"<a/>" * 8_000_000),
        "too many cells",
    ),
    "deep.xlsx": (
        container(xl__worksheets__sheet1_xml=SHEET_DATA + b"<a>" * 500_000),
        "No spreadsheet writes",
    ),
    "names.xlsx": (
        container(
            xl__worksheets__sheet1_xml=SHEET_DATA + b"".join(b"<a%d/>" % n for n in range(10**6))
        ),
        "No spreadsheet writes",
    ),
    "endless-tag.xlsx": (
        container(xl__worksheets__sheet1_xml=SHEET_DATA + b"<!--" + b"> " * 2_000_000),
        "No spreadsheet writes",
    ),
    "endless-text.xlsx": (
        container(
            xl__worksheets__sheet1_xml=SHEET_DATA
            + b'<row><c t="str"><v>%b</v></c></row>' % (b"x" * 1_000_000)
        ),
        "Line 1, column 1: This cell is far too long",
    ),
    "listed-parts.xlsx": (b"PK\x03\x04" + (b"PK\x01\x02" + bytes(43)) * 600_000, "600000 parts"),
    "blank-lines.csv": (f"{HEADER}\n".encode() + b"\n" * 25_000_000, "200000 empty lines"),
    "many-parts.xlsx": (container(**{f"xl__p{n}": b"" for n in range(600)}), "too large"),
    "outside-entity.xlsx": (container(xl__styles_xml=ENTITY), "declares XML entities"),
    "laughs.xlsx": (container(xl__worksheets__sheet1_xml=LAUGHS), "declares XML entities"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_can_not_be_read_is_refused_in_one_sentence(name: str) -> None:
    content, sentence = UNREADABLE[name]
    with pytest.raises(Unreadable) as refusal:
        staged(content, name)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not FileImport.objects.exists()


# What is wrong in single rows: named by line and column, and nothing is written.

WRONG_ROWS: dict[str, tuple[str, int, str]] = {
    "unknown topic": ("x,en,suicde,phrase,,", 2, "topic"),
    "no topic": ("x,en,,phrase,,", 2, "topic"),
    "allow with a topic": ("x,en,suicide,allow,,", 2, "topic"),
    "unknown locale": ("x,xx,suicide,phrase,,", 2, "locale"),
    "unknown match": ("x,en,suicide,phrse,,", 2, "match"),
    "unknown option": ("x,en,suicide,phrase,nofuzy,", 2, "options"),
    "exception without words": ("x,en,suicide,phrase,,a;~", 2, "exceptions"),
    "blank": ('"  ",en,suicide,phrase,,', 2, "term"),
    "only zero-width": ("\u200b\u2060,en,suicide,phrase,,", 2, "term"),
    "5,000 characters": (f"{'x' * 5000},en,suicide,phrase,,", 2, "term"),
    "expanding signs": (f"{'ﷺ' * 150},ar,suicide,phrase,,", 2, "term"),
    "NUL": ("a\x00b,en,suicide,phrase,,", 2, "term"),
    "control character": ("x,en,suicide,phrase,,a\x07", 2, "exceptions"),
    "failed formula": ("#NAME?,en,suicide,phrase,,", 2, "term"),
    "too few cells": ("x,en,suicide", 2, "4"),
    "too many cells": ("x,en,suicide,phrase,,a,b", 2, "7"),
}


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_a_wrong_row_is_named_by_line_and_column(name: str) -> None:
    row, line, column = WRONG_ROWS[name]
    it = staged(f"{HEADER}\n{row}\n")
    assert it.state == FileImport.State.REFUSED
    assert [(f.line, f.column) for f in findings(it)] == [(line, column)]
    assert findings(it)[0].sentence().isprintable()


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("sofft,,,,", "response"),
        (",october-voices,,,", "target"),
        (",nothing:there,,,", "target"),
        (f",,{'n' * 301},,", "note"),
        (",,,maybe,", "active"),
    ],
)
def test_a_wrong_optional_cell_is_named(cells: str, column: str) -> None:
    it = staged(f"{WHOLE_HEADER}\nx,en,suicide,phrase,,,{cells}\n")
    assert [(f.line, f.column) for f in findings(it)] == [(2, column)]


def test_a_target_that_is_not_live_is_noted() -> None:
    it = staged(f"{WHOLE_HEADER}\nx,en,suicide,phrase,,,,guide:nowhere,,,\n")
    assert it.state == FileImport.State.STAGED
    assert "not live" in findings(it)[0].message


def test_a_bad_row_behind_500_good_ones_stops_them_all() -> None:
    good = "".join(f"term {n},en,suicide,phrase,,\n" for n in range(500))
    it = staged(f"{HEADER}\n{good}bad,en,nothing,phrase,,\n")
    assert [(f.line, f.column) for f in findings(it)] == [(502, "topic")]
    assert not it.batches.exists()
    assert Term.objects.count() == 2


def test_a_file_where_everything_is_wrong_is_given_up_early() -> None:
    wrong = "".join(f"term {n},en,nothing,phrase,,\n" for n in range(20_000))
    it = staged(f"{HEADER}\n{wrong}")
    assert len(it.findings) == 500
    assert it.counts["rows"] < 1000


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    it = staged(f'{HEADER}\nsuicide,en,suicide,phrase,,"a\nb\nc"\nx,en,nothing,phrase,,\n')
    assert findings(it)[0].line == 5


READ_THEM = """
import sys, django
from pathlib import Path
django.setup()
from cms.tables.opening import open_sheet
from cms.tables.reports import Findings, Unreadable
from cms.desk.imports.kinds import known_columns
from interventions.termfiles.file_kinds import TERMS
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        try:
            next(TERMS.columns.rows(open_sheet(file, known_columns(None)), Findings()))
        except Unreadable:
            continue
        sys.exit(f"{name} was not refused")
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
# Not getrusage: its figure begins with that of the process which started this one.
print(int(status["VmHWM"].split()[0]) // 1024)
"""


@pytest.mark.slow
def test_refusing_them_all_takes_little_memory(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in UNREADABLE]
    for path in paths:
        path.write_bytes(UNREADABLE[path.name][0])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings"}
    done = subprocess.run(  # noqa: S603  It runs this very interpreter.
        [sys.executable, "-c", READ_THEM, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        cwd=settings.BASE_DIR,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MOST_MEGABYTES


def staged(content: str | bytes, name: str = "terms.csv") -> FileImport:
    data = content.encode() if isinstance(content, str) else content
    return stage(io.BytesIO(data), name, by=None)


def findings(it: FileImport) -> list[RowFinding]:
    return [RowFinding(*row) for row in it.findings]
