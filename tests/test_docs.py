"""What the documentation names exists, and what has to be documented is."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.server import ROOT

DOCS = sorted(chain(ROOT.glob("*.md"), ROOT.glob("docs/**/*.md")))
LINK = re.compile(r"\]\(([^)#\s]+)")
PICTURES = ROOT / "docs" / "screenshots"
LARGEST_IN_ALL = 1_500_000
READS_ENVIRONMENT = ("cms/settings.py", "gunicorn.conf.py")


def targets(page: Path) -> Iterator[str]:
    return (target for target in LINK.findall(page.read_text()) if "://" not in target)


def variables(path: Path) -> Iterator[str]:
    """What a module asks `cms.env` for, by name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "env" and node.args:
                yield str(ast.literal_eval(node.args[0]))


@pytest.mark.parametrize("text", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(text: Path) -> None:
    assert [target for target in targets(text) if not (text.parent / target).exists()] == []


def test_every_setting_from_the_environment_is_explained() -> None:
    rows = re.findall(
        r"^\| (`.*?`) \|", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE
    )
    explained = set(re.findall(r"`([A-Z_]+)`", " ".join(rows)))
    read = set(chain.from_iterable(variables(ROOT / name) for name in READS_ENVIRONMENT))
    assert explained == read | {"SECRET_KEY"}


def test_every_command_that_is_named_exists() -> None:
    text = "".join(page.read_text() for page in DOCS)
    named = set(re.findall(r"manage\.py ([a-z_]+)", text))
    assert named - set(get_commands()) == set()


def test_decisions_are_numbered_one_after_the_other() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    titles = [int(page.read_text().split(".")[0].removeprefix("# ")) for page in pages]
    assert [int(page.name[:4]) for page in pages] == titles == list(range(1, len(pages) + 1))


def test_every_picture_is_shown_somewhere_and_all_are_small() -> None:
    shown = {Path(target).name for page in DOCS for target in targets(page)}
    pictures = list(PICTURES.glob("*.webp"))
    assert {picture.name for picture in pictures} <= shown
    assert sum(picture.stat().st_size for picture in pictures) <= LARGEST_IN_ALL
