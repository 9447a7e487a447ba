"""`manage.py evaluate_terms`: a score of all terms, and of all queries that can be read.

There is no database in these tests.
"""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from openpyxl import Workbook

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]

TERMS = "term,locale,topic,match,options,exceptions\nsuicide,en,suicide,phrase,,suicide squad\n"
QUERIES = "query,locale,expected_topic,note\nsuicide,en,suicide,\nsuicide squad,en,,a film\n"
RIGHT = {"precision": 1.0, "recall": 1.0, "false_alarm_rate": 0.0}
HUGE = "z" * 140_000

Evaluate = Callable[..., tuple[int, str, str]]


@pytest.fixture
def evaluate(tmp_path: Path) -> Evaluate:
    """How the command ends, and what it says on the two streams."""

    def evaluate_them(
        terms: str | bytes = TERMS, queries: str | bytes = QUERIES, **options: Any
    ) -> Any:
        paths = tmp_path / "terms.csv", tmp_path / "queries.csv"
        for path, content in zip(paths, (terms, queries), strict=True):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = io.StringIO(), io.StringIO()
        try:
            streams = {"stdout": out, "stderr": err}
            call_command("evaluate_terms", *paths, **{"as_json": True, **streams, **options})
        except CommandError as error:
            return error.returncode, out.getvalue(), f"{err.getvalue()}{error}"
        return 0, out.getvalue(), err.getvalue()

    return evaluate_them


def xlsx(table: str) -> bytes:
    workbook, file = Workbook(), io.BytesIO()
    for line in table.splitlines():
        workbook.active.append(line.split(","))
    workbook.save(file)
    return file.getvalue()


STRANGE: dict[str, Callable[[str], str | bytes]] = {
    "plain": str,
    "two marks": lambda table: "\ufeff\ufeff" + table,
    "semicolons": lambda table: table.replace(",", ";"),
    "tabs": lambda table: table.replace(",", "\t"),
    "sep line": lambda table: "sep=;\r\n" + table.replace(",", ";"),
    "utf-16": lambda table: table.encode("utf-16"),
    "xlsx": xlsx,
}


@pytest.mark.parametrize("name", STRANGE)
def test_both_files_are_read_as_an_import_reads_them(evaluate: Evaluate, name: str) -> None:
    code, said, complaint = evaluate(STRANGE[name](TERMS), STRANGE[name](QUERIES))
    assert (code, complaint) == (0, "")
    scores = json.loads(said)
    assert list(scores) == [*RIGHT, "by_locale", "help", "wrong", "lists"]
    assert scores.pop("help")["overall"]["all"] == {
        "recall": 1.0,
        "crisis_recall": None,
        "false_alarm_rate": 0.0,
        "fitting": None,
    }
    lists = [{"topic": "suicide", "locale": "en", "right": 1, "tried": 1}]
    assert scores == {**RIGHT, "by_locale": {"en": RIGHT}, "wrong": [], "lists": lists}


def test_each_list_is_scored_or_said_to_have_no_labelled_queries(evaluate: Evaluate) -> None:
    terms = f"{TERMS}so sad,vi,distress,phrase,,\n"
    queries = f"{QUERIES}suicide,en-GB,suicide,\nunalive,en,suicide,\n"
    _code, said, _ = evaluate(terms, queries, as_json=False)
    lines = said.splitlines()
    at = lines.index("labelled queries right, by list")
    assert lines[at + 1 : at + 3] == [
        "  distress (vi)  no labelled queries",
        "  suicide (en)  2 / 3",
    ]


def test_responses_alone_can_be_expected(evaluate: Evaluate) -> None:
    head = "query,locale,expected_response\n"
    _code, said, _ = evaluate(queries=f"{head}suicide,en,crisis\nbread,en,none\n")
    assert json.loads(said)["wrong"] == []
    _code, said, _ = evaluate(queries=f"{head}suicide,en,soft\n")
    assert json.loads(said)["wrong"][0]["reason"] == "response crisis, expected soft"


def test_another_encoding_is_said_beside_the_score(evaluate: Evaluate) -> None:
    code, said, complaint = evaluate(queries=QUERIES.replace("film", "café").encode("cp1252"))
    assert code == 0
    assert json.loads(said)["recall"] == 1
    assert "queries.csv: The file is not in UTF-8" in complaint


@pytest.mark.parametrize("name", ["queries.csv", "query_responses.csv"])
def test_the_seeds_are_answered_as_labelled(evaluate: Evaluate, name: str) -> None:
    seeds = settings.BASE_DIR / "seeds"
    code, said, _ = evaluate((seeds / "terms.csv").read_bytes(), (seeds / name).read_bytes())
    assert code == 0
    assert RIGHT.items() <= json.loads(said).items()


WRONG_TERMS: dict[str, tuple[str | bytes, str]] = {
    "no topic": ("term,locale\nsuicide,en\n", "Line 1, column topic: The first line has to name"),
    "column twice": ("term,term,locale\n", "Line 1, column term: The first line names it twice"),
    "open quote": (f'{TERMS}"end it,en,suicide,phrase,,\nx\n', "Line 3, column 1: This cell never"),
    "huge cell": (f"{TERMS}{HUGE},en,suicide,phrase,,\n", "Line 3, column 1: This cell never ends"),
    "picture": (b"\x89PNG\r\n\x1a\n", "This file is PNG, not a table"),
    "unknown topic": (f"{TERMS}x,en,suicde,phrase,,\n", "Line 3, column topic, “suicde”: Did you"),
    "unknown match": (f"{TERMS}x,en,suicide,phrse,,\n", "Line 3, column match, “phrse”"),
    "same again": (f"{TERMS}Suicide,en,suicide,phrase,,\n", "Line 3, “Suicide”: Line 2 is the"),
    "bad byte": (f"{TERMS}é,en".encode() + b"\xe9\n", "Line 3: A character here is not in"),
}
WRONG_QUERIES: dict[str, tuple[str | bytes, str]] = {
    "nothing expected": ("query,locale,note\nx,en,\n", "Line 1, column expected_topic"),
    "no query": ("query,locale,expected_topic,note\n", "Line 1: There is no query under"),
    "column twice": ("query,query,locale,note\n", "Line 1, column query: The first line names it"),
    "open quote": (f'{QUERIES}"x,en,suicide,\ny,en,,\n', "Line 4, column 1: This cell never ends"),
    "huge cell": (f"{QUERIES}{HUGE},en,suicide,\n", "Line 4, column 1: This cell never ends"),
    "unknown response": (
        "query,locale,expected_response\nx,en,panic\n",
        "Line 2, column expected_response, “panic”: Use one of",
    ),
}
WRONG_ROWS = {
    "unknown topic": ("x,en,nosuch,", "Line 4, column expected_topic, “nosuch”: Use"),
    "too few cells": ("suicide,en", "Line 4, column 3: This row has 2 cells"),
    "no language": ("suicide,vn,suicide,", "Line 4, column locale, “vn”: There is no language"),
    "no tag": ("suicide,english please,suicide,", "Line 4, column locale, “english please”: “"),
}


@pytest.mark.parametrize("name", WRONG_TERMS)
def test_wrong_terms_have_no_score(evaluate: Evaluate, name: str) -> None:
    content, sentence = WRONG_TERMS[name]
    code, said, complaint = evaluate(terms=content)
    assert (code, said) == (1, "")
    assert f"terms.csv: {sentence}" in complaint


@pytest.mark.parametrize("name", WRONG_QUERIES)
def test_wrong_queries_have_no_score(evaluate: Evaluate, name: str) -> None:
    content, sentence = WRONG_QUERIES[name]
    code, said, complaint = evaluate(queries=content)
    assert (code, said) == (1, "")
    assert f"queries.csv: {sentence}" in complaint


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_a_wrong_query_is_named_and_left_out_of_the_score(evaluate: Evaluate, name: str) -> None:
    row, sentence = WRONG_ROWS[name]
    code, said, complaint = evaluate(queries=f"{QUERIES}{row}\nsuicide,en-GB,suicide,\n")
    assert code == 0
    assert list(json.loads(said)["by_locale"]) == ["en", "en-GB"]
    assert f"queries.csv: {sentence}" in complaint
    assert "these rows are left out of the score" in complaint


def test_queries_may_have_any_locale_or_none_and_whatever_was_typed(evaluate: Evaluate) -> None:
    rows = "suicide,,suicide,\nsuicide,en_gb,suicide,\nsui\x01cide,zh-hant,suicide,\n"
    code, said, complaint = evaluate(queries=QUERIES + rows)
    assert (code, complaint) == (0, "")
    assert {"", "en-GB", "zh-Hant"} < set(json.loads(said)["by_locale"])


def test_a_score_is_told_by_kind_with_other_fitting_responses(evaluate: Evaluate) -> None:
    head = "query,locale,country,expected_topic,expected_response,also_ok,kind\n"
    rows = "suicide,en,US,suicide,support,crisis|soft,plain\nbread,en,US,none,none,,food\n"
    code, said, _ = evaluate(queries=head + rows)
    scores = json.loads(said)
    assert (code, scores["wrong"]) == (0, [])
    assert scores["help"]["by_kind"]["plain"]["fitting"] == 1.0
    assert scores["help"]["by_kind"]["food"]["false_alarm_rate"] == 0.0


def test_families_are_scored_with_the_classes_that_are_named(
    evaluate: Evaluate, tmp_path: Path
) -> None:
    classes = tmp_path / "classes.csv"
    classes.write_text("name,locale,words\nbomb,en,squad;squads\n")
    terms = TERMS.replace("suicide squad", "suicide {bomb}")
    code, _, _ = evaluate(terms, classes=classes)
    assert code == 0
    code, _, complaint = evaluate(terms.replace("{bomb}", "{bomp}"), classes=classes)
    assert code == 1
    assert "column exceptions, “suicide {bomp}”: There is no word class “bomp”" in complaint
    classes.write_text("name,locale,words\nbomb,en,(squad\n")
    code, _, complaint = evaluate(terms, classes=classes)
    assert (code, "line 2, column words" in complaint) == (1, True)


@pytest.mark.parametrize("command", ["evaluate_terms", "import_terms"])
def test_a_pipe_is_not_waited_for(command: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    files = [pipe] * (2 if command == "evaluate_terms" else 1)
    with pytest.raises(CommandError, match="can't be read: Not a file on a disk") as error:
        call_command(command, *files)
    assert error.value.returncode == 2
