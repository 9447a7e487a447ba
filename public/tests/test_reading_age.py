"""Interface and guides speak to a child of nine to eleven years: Flesch-Kincaid, grade 4 to 6."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from public.tests.reading import grade

HARDEST_GRADE = 6.0
GUIDES = sorted((settings.BASE_DIR / "seeds" / "guides").glob("*/en.md"))
BLANK = re.compile(r"%\(\w+\)[sd]|[“”\"]")


def test_the_interface_is_read_at_the_age_of_eleven() -> None:
    sentences = _sentences()
    assert len(sentences) > 80
    assert grade(sentences) <= HARDEST_GRADE


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.parent.name)
def test_a_guide_is_read_at_the_age_of_eleven(path: Path) -> None:
    sentences = re.split(r"(?<=[.!?:])\s+", path.read_text())
    assert len(sentences) > 30
    assert grade(sentences) <= HARDEST_GRADE


def test_the_measure_tells_hard_from_easy() -> None:
    assert grade(["You can call or write to us at any time."]) < 3
    hard = "Individuals experiencing psychological difficulties should contact professionals."
    assert grade([hard]) > 15


def _sentences() -> list[str]:
    """Every full sentence of the interface, in the language it is written in."""
    with (settings.BASE_DIR / "locale" / "django.pot").open("rb") as file:
        texts = [m.id[0] if not isinstance(m.id, str) else m.id for m in read_po(file) if m.id]
    parts = (part for text in texts for part in re.split(r"(?<=[.!?:])\s+", BLANK.sub("", text)))
    return [part for part in parts if part.endswith((".", "!", "?"))]
