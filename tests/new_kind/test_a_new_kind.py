"""A kind of content is added by copying an app; nothing else is touched but the wiring."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RENAMED = (
    ("Guide", "Recipe"),
    ("guide", "recipe"),
    # Constraints are named once in a whole database.
    ("one_section_per_anchor", "one_recipe_section_per_anchor"),
    (
        "one_reading_per_organisation_role_and_language",
        "one_recipe_reading_per_organisation_role_and_language",
    ),
)


def copy_guides(to: Path) -> None:
    """guides/ and its templates as recipes/, with the words in them changed."""
    skipped = shutil.ignore_patterns("tests", "__pycache__")
    shutil.copytree(ROOT / "guides", to / "recipes", ignore=skipped)
    shutil.copytree(ROOT / "templates" / "guides", to / "templates" / "recipes")
    for path in [*to.rglob("*.py"), *to.rglob("*.html")]:
        # What a search engine is told of guides is the site's, and optional for a new kind.
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join(line for line in lines if "{% block structured %}" not in line)
        for old, new in RENAMED:
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        path.rename(path.with_name(path.name.replace("guide", "recipe")))


def test_a_new_kind_of_content_needs_an_app_of_its_own_and_nothing_else(tmp_path: Path) -> None:
    copy_guides(tmp_path)
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("WELLSPRING_", "PYTEST_"))}

    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--ds",
         "tests.new_kind.settings", "tests/new_kind/inside.py"],
        cwd=ROOT, env={**outside, "NEW_KIND": str(tmp_path)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert tests.returncode == 0, tests.stdout
    assert "3 passed" in tests.stdout
