"""Terms as other programs write them: each is refused with what to write here instead."""

import csv
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

import cms.tables.tests
from interventions.fields import check_text, is_one_letter

INPUTS = Path(cms.tables.tests.__file__).parent / "inputs"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("suicid*", "write “suicid” and match prefix"),
        ("*cide", "write the words that end so"),
        ("/suicide/i", "Write “suicide” as people type it"),
        ("/(kill|end) it/", "between slashes"),
        (r"\bkms\b", "of a pattern"),
        ("kill.*myself", "of a pattern"),
        ("kill yourself OR kys", "Write each phrase in a row of its own"),
        ("kill AND myself", "joins nothing here"),
    ],
)
def test_what_other_programs_read_as_more_than_words_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_text(text)
    assert sentence in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "text",
    [
        *("s*icide", "su***de", "f***", "***", "死", "🪦", "1147", "#thinspo", "@proana"),
        *("t h i n s p o", "kms", "and/or", "KILL ME OR DIE", "either or", "24/7", "w/e", "c/n"),
        *("unalive me (now)", "what now?", "k*s"),
    ],
)
def test_what_people_type_is_taken(text: str) -> None:
    assert check_text(text)


def test_of_the_odd_terms_those_that_mean_nothing_here_are_refused() -> None:
    refused = []
    with (INPUTS / "odd_terms.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            try:
                check_text(row["term"])
            except ValidationError:
                refused.append(row["term"])
    assert refused == ["suicid*", "/suicide/i", "kill yourself OR kys"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a", True),
        ("I", True),
        ("7", True),
        ("я", True),
        ("死", False),
        ("🪦", False),
        ("hi", False),
    ],
)
def test_one_letter_is_told_from_one_sign_that_is_a_word(text: str, is_one: bool) -> None:
    assert is_one_letter(text) is is_one
