"""Parts of a page that a screen reader lists have a name: forms, asides, groups of fields."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
PUBLIC = ("campaigns", "guides", "includes", "partners", "site", "")
NAMED = re.compile(r"aria-label(?:ledby)?=\"[^\"]")
_TAG = re.compile(r"<(form|aside)\b((?:{[{%].*?[%}]}|[^>{])*)>", re.DOTALL)

_GROUP = re.compile(r"<fieldset\b((?:{[{%].*?[%}]}|[^>{])*)>\s*(\S+?>|\S+)", re.DOTALL)


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def is_public(path: Path) -> bool:
    return path.relative_to(TEMPLATES).parts[:-1][:1] in [
        (name,) if name else () for name in PUBLIC
    ]


def test_there_are_pages_to_look_at() -> None:
    assert len([path for path in templates() if is_public(path)]) > 40


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_forms_and_asides_of_visitors_and_asides_of_the_desk_are_named(path: Path) -> None:
    found = _TAG.finditer(path.read_text(encoding="utf-8"))
    wanted = ("form", "aside") if is_public(path) else ("aside",)
    assert [tag[0] for tag in found if tag[1] in wanted and not NAMED.search(tag[2])] == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_group_of_fields_has_its_name(path: Path) -> None:
    groups = _GROUP.findall(path.read_text(encoding="utf-8"))
    assert [tag for tag, start in groups if start != "<legend>" and not NAMED.search(tag)] == []
