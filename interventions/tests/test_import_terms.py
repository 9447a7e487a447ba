"""`manage.py import_terms` and `export_terms`: what they say, write, and end with."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.desk.imports.models import FileImport
from cms.library.models import Topic
from cms.publishing.models import Change
from interventions.models import Example, Term, TermList

pytestmark = pytest.mark.django_db
HEADER = "term,locale,topic,match,options,exceptions\n"


@pytest.fixture
def topic(db: None) -> Topic:
    return Topic.objects.create(key="suicide", name_en="Suicide")


@pytest.fixture
def file(tmp_path: Path, topic: Topic) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text(f"{HEADER}kill myself,en,suicide,phrase,,\nend it,en,suicide,phrase,,\n")
    return path


def run(*args: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


def ending(*args: Any, **options: Any) -> tuple[int, str]:
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command(*args, stdout=out, stderr=out, **options)
    return error.value.returncode, f"{out.getvalue()}{error.value}"


def test_a_file_is_imported_and_its_author_recorded(file: Path, django_user_model: Any) -> None:
    anna = django_user_model._default_manager.create_user("anna")
    said = run("import_terms", file, by="anna")
    assert "2 added, 0 changed, 0 removed, 0 unchanged, 0 conflict" in said
    assert Term.objects.filter(changed_by=anna).count() == 2
    assert Change.objects.get().by == anna


def test_a_dry_run_says_what_it_would_do_and_does_nothing(file: Path) -> None:
    assert "2 added" in run("import_terms", file, dry_run=True)
    assert not Term.objects.exists()
    assert FileImport.objects.get().state == FileImport.State.DISCARDED


def test_replacing_removes_what_the_file_lacks(file: Path) -> None:
    run("import_terms", file)
    file.write_text(f"{HEADER}end it,en,suicide,phrase,,\n")
    assert "0 removed, 1 unchanged" in run("import_terms", file)
    assert "1 removed, 1 unchanged" in run("import_terms", file, replace=True)
    assert list(Term.objects.values_list("text", flat=True)) == ["end it"]


def test_a_wrong_row_ends_with_1_and_writes_nothing(file: Path) -> None:
    file.write_text(f"{file.read_text()}x,en,suicde,phrase,,\n")
    code, said = ending("import_terms", file)
    assert code == 1
    assert "Line 4, column topic, “suicde”: Did you mean suicide?" in said
    assert not Term.objects.exists()


def test_what_is_no_table_ends_with_1_in_one_sentence(file: Path) -> None:
    file.write_bytes(b"\x89PNG")
    code, said = ending("import_terms", file)
    assert (code, said) == (
        1,
        "This file is PNG, not a table. Save the table as CSV or XLSX.",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import_terms", "nowhere.csv"), "nowhere.csv can't be read: No such file or directory."),
        (("export_terms", "terms.ods"), "terms.ods has to end in .csv, .tsv or .xlsx."),
        (("export_terms", "nowhere/terms.csv"), "can't be written: No such file or directory."),
    ],
)
def test_a_wrong_call_ends_with_2(arguments: tuple[str, str], sentence: str) -> None:
    code, said = ending(*arguments)
    assert code == 2
    assert sentence in said


def test_an_unknown_account_ends_with_2(file: Path) -> None:
    assert ending("import_terms", file, by="nobody") == (2, "There is no account “nobody”.")


def test_rows_edited_since_end_with_3_unless_they_are_taken(file: Path, tmp_path: Path) -> None:
    run("import_terms", file)
    exported = tmp_path / "out.csv"
    run("export_terms", exported)
    exported.write_text(exported.read_text().replace("end it,", "End It,"))
    Term.objects.filter(folded="end it").update(note="edited")
    code, said = ending("import_terms", exported)
    assert code == 3
    assert "--take-conflicts" in said
    run("import_terms", exported, take_conflicts=True)
    assert Term.objects.get(folded="end it").text == "End It"


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
def test_out_and_in_again_changes_nothing(file: Path, tmp_path: Path, suffix: str) -> None:
    run("import_terms", file)
    exported = tmp_path / f"out.{suffix}"
    run("export_terms", exported)
    assert "2 unchanged, 0 conflict" in run("import_terms", exported)
    assert not exported.with_name(f"{exported.name}.part").exists()


def test_without_a_file_the_export_is_printed(file: Path) -> None:
    run("import_terms", file)
    lines = run("export_terms").splitlines()
    assert lines[0].startswith("term,locale,topic,match,options,exceptions,response,target,note")
    assert [line.split(",")[0] for line in lines[1:]] == ["end it", "kill myself"]


def test_labelled_queries_are_told_by_their_first_line(topic: Topic, tmp_path: Path) -> None:
    path = tmp_path / "queries.csv"
    path.write_text("query,locale,expected_topic,note\nkms,en,suicide,plain\n")
    run("import_terms", path)
    assert Example.objects.get().expected_topic == topic
    assert "kms,en,suicide,plain,," in run("export_terms", examples=True)


def test_an_export_is_as_the_scoring_command_reads_it(file: Path, tmp_path: Path) -> None:
    run("import_terms", file)
    exported, queries = tmp_path / "out.csv", tmp_path / "queries.csv"
    run("export_terms", exported)
    queries.write_text("query,locale,expected_topic,note\nkill myself,en,suicide,\n")
    assert "precision 1.000  recall 1.000" in run("evaluate_terms", exported, queries)


def test_the_list_of_a_term_is_made_with_it(file: Path) -> None:
    run("import_terms", file)
    assert TermList.objects.get().key == "suicide-en"
