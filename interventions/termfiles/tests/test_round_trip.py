"""Out and in again changes nothing; what a spreadsheet would run is inert on the way."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cms.desk.imports.apply import apply
from cms.desk.imports.kinds import FileKind
from cms.desk.imports.models import FileImport
from cms.desk.imports.stage import stage
from cms.tables.escapes import escape, unescape
from cms.tables.formulas import RISKY, neutralise, restore
from cms.tables.writers import CSV, FORMATS, TSV, XLSX, Format
from interventions.models import Example, Term, TermList, WordClass
from interventions.termfiles.file_kinds import CLASSES, EXAMPLES, TERMS
from interventions.termfiles.tests.conftest import HEADER, Stage, export_csv, said

SURVIVORS = [
    "=1+1",
    '=HYPERLINK("http://x.example","a")',
    "+84 24",
    "-",
    "-1",
    "@SUM(A1)",
    "\ttab",
    "\rreturn",
    "'=1",
    "''=1",
    "'tis",
    "'",
    "＝1",
    'a "quoted" word',
    "several\nlines\nof text",
    "a,b;c\td|e",
    "انتحار \u200fa",
    "🖤👩‍👩‍👧 ",
    "_x000D_",
    "007",
    "1e5",
    "TRUE",
    "2026-12-01",
    "sep=;",
    "#NAME?",
]


def write(file_format: Format, sort: FileKind = TERMS) -> bytes:
    return b"".join(file_format.write(sort.exported()))


def cells(workbook: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(workbook)).active.iter_rows(values_only=True))


@pytest.fixture
def survivors(english: TermList) -> None:
    Term.objects.bulk_create(
        Term(term_list=english, text=f"term {n}", folded=f"term {n}", note=value)
        for n, value in enumerate(SURVIVORS)
    )


@pytest.mark.parametrize("file_format", [CSV, TSV])
def test_an_export_imported_changes_nothing_byte_for_byte(
    survivors: None, imported: Stage, file_format: Format
) -> None:
    first = write(file_format)
    it = imported(first)
    assert (it.counts["rows"], it.counts["unchanged"]) == (Term.objects.count(),) * 2
    assert write(file_format) == first


@pytest.mark.parametrize("file_format", FORMATS.values())
def test_an_export_makes_an_empty_list_whole_again(
    survivors: None, imported: Stage, file_format: Format
) -> None:
    notes = set(Term.objects.values_list("note", flat=True))
    file = write(file_format)
    Term.objects.all().delete()
    it = imported(file)
    assert it.state == FileImport.State.APPLIED
    assert set(Term.objects.values_list("note", flat=True)) == notes


def test_a_workbook_holds_equal_cells_after_an_import(survivors: None, imported: Stage) -> None:
    first = write(XLSX)
    assert imported(first).counts["unchanged"] == Term.objects.count()
    assert cells(write(XLSX)) == cells(first)


def test_nothing_in_an_export_is_a_formula(survivors: None) -> None:
    rows = csv.reader(io.StringIO(write(CSV).decode(), newline=""))
    assert not [cell for row in rows for cell in row if cell[:1] in RISKY]
    sheet = load_workbook(io.BytesIO(write(XLSX))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert not [c for row in sheet.iter_rows() for c in row if str(c.value)[:1] in RISKY]


def test_labelled_queries_go_out_and_in(topics: Any, imported: Stage) -> None:
    topic = topics["suicide"]
    Example.objects.create(query="su1cide ", locale="en", expected_topic=topic, note="=leet")
    Example.objects.create(query="suicide squad", locale="en", expected_response="none")
    first = export_csv(EXAMPLES)
    assert imported(first).counts == {"rows": 2, "unchanged": 2}
    Example.objects.all().delete()
    imported(first)
    assert export_csv(EXAMPLES) == first


def test_the_query_file_of_the_contract_is_imported(topics: Any, imported: Stage) -> None:
    imported("query,locale,expected_topic,note\nI Want To Die,en,suicide,plain\nfun,en,,none\n")
    assert set(Example.objects.values_list("query", "expected_topic__key", "note")) == {
        ("I Want To Die", "suicide", "plain"),
        ("fun", None, "none"),
    }


@given(st.text(st.characters(codec="utf-8")))
def test_a_value_survives_being_made_inert(value: str) -> None:
    assert restore(neutralise(value)) == value
    assert neutralise(value)[:1] not in RISKY
    assert not [cell for cell in neutralise(value).split(";") if cell.strip(" ")[:1] in RISKY]
    assert unescape(escape(value)) == value


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(
    notes=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40), max_size=5
    )
)
def test_any_value_goes_out_and_in(notes: list[str]) -> None:
    """Whatever is stored, by whatever way it came in."""
    Term.objects.all().delete()
    english, _made = TermList.objects.get_or_create(key="general-en", locale="en")
    Term.objects.bulk_create(
        Term(term_list=english, text=f"t{n}", folded=f"t{n}", match="allow", note=note)
        for n, note in enumerate(notes)
    )
    for file_format in FORMATS.values():
        first = write(file_format)
        staged = stage(io.BytesIO(first), "terms", by=None)
        assert staged.counts.get("unchanged", 0) == len(notes)
        apply(staged, by=None)
    assert HEADER.encode() in write(CSV)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [(EXAMPLES, "0"), (EXAMPLES, "24-Jul"), (CLASSES, "0"), (TERMS, "0"), (TERMS, "24-Jul")],
)
def test_what_a_spreadsheet_took_for_a_value_is_refused_by_the_row(
    english: TermList, staged: Stage, kind: FileKind, shown: str
) -> None:
    was = "000" if shown == "0" else "24/7"
    Term.objects.create(term_list=english, text=was)
    Example.objects.create(query=was, locale="en")
    WordClass._default_manager.create(name="number", locale="en", words=was)
    first = export_csv(kind)
    it = staged(first.replace(was.encode(), shown.encode()), kind=kind)
    assert (it.state, export_csv(kind)) == (FileImport.State.REFUSED, first)
    assert any(f"It was “{was}”: a spreadsheet" in sentence for sentence in said(it))


def test_a_formula_behind_a_semicolon_is_inert_too(english: TermList, imported: Stage) -> None:
    Term.objects.create(term_list=english, text="x", exceptions="a;=1+1; @b;'=c", note="d; -e")
    first = write(CSV)
    assert b"a;'=1+1; '@b;''=c" in first
    assert imported(first).counts["unchanged"] == Term.objects.count()
