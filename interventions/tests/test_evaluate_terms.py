"""`manage.py evaluate_terms`: a score of the whole files, or none at all.

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

TERMS = "term,locale,topic,match,options,exceptions\nsuicide,en,suicide,phrase,,suicide squad\n"
QUERIES = "query,locale,expected_topic,note\nsuicide,en,suicide,\nsuicide squad,en,,a film\n"
RIGHT = {"precision": 1.0, "recall": 1.0, "false_alarm_rate": 0.0}
HUGE = "z" * 140_000

Evaluate = Callable[..., tuple[int, str, str]]


@pytest.fixture
def evaluate(tmp_path: Path) -> Evaluate:
    """How the command ends, and what it says on the two streams."""

    def evaluate_them(terms: str | bytes = TERMS, queries: str | bytes = QUERIES) -> Any:
        paths = tmp_path / "terms.csv", tmp_path / "queries.csv"
        for path, content in zip(paths, (terms, queries), strict=True):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("evaluate_terms", *paths, as_json=True, stdout=out, stderr=err)
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
    assert list(scores) == [*RIGHT, "by_locale", "wrong"]
    assert scores == {**RIGHT, "by_locale": {"en": RIGHT}, "wrong": []}


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
    "unknown topic": (f"{QUERIES}x,en,nosuch,\n", "Line 4, column expected_topic, “nosuch”: Use"),
    "unknown response": (
        "query,locale,expected_response\nx,en,panic\n",
        "Line 2, column expected_response, “panic”: Use one of",
    ),
    "too few cells": (f"{QUERIES}suicide,en\n", "Line 4, column 3: This row has 2 cells"),
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


@pytest.mark.parametrize("command", ["evaluate_terms", "import_terms"])
def test_a_pipe_is_not_waited_for(command: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    files = [pipe] * (2 if command == "evaluate_terms" else 1)
    with pytest.raises(CommandError, match="can't be read: Not a file on a disk") as error:
        call_command(command, *files)
    assert error.value.returncode == 2
