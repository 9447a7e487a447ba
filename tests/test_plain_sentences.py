"""What is wrong with an installation is said in one sentence, without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.cast import Cast

pytestmark = pytest.mark.slow

NO_POSTGRES = "postgres://somebody:hunter2@127.0.0.1:1/wellspring"
REMEDY = "Is DATABASE_URL right, and has `manage.py migrate` been run?"


def manage(*arguments: str, **environment: str) -> tuple[int, str]:
    """The exit code of a command, and all that it printed."""
    done = subprocess.run(  # noqa: S603  It runs this very interpreter.
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["verify_log"], {"DATABASE_URL": NO_POSTGRES}, REMEDY),
        (["verify_log"], {"DATABASE_URL": "sqlite:////nowhere/x.sqlite3"}, REMEDY),
        (["migrate"], {"DATABASE_URL": "sqlite:////proc/x/y.sqlite3"}, "y.sqlite3 can't be made"),
        (["verify_log"], {"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is empty"),
        (["run_demo"], {}, "runs only where DEMO=1 is set"),
        (["verify_log"], {"SNAPSHOT_DIR": "here"}, "SNAPSHOT_DIR is “here”"),
    ],
)
def test_a_command_that_cannot_work_says_why_in_a_line(
    arguments: list[str], environment: dict[str, str], sentence: str
) -> None:
    code, said = manage(*arguments, **environment)
    assert code == 1
    assert sentence in said
    assert len(said.splitlines()) == 1
    assert "hunter2" not in said


def test_a_query_where_nothing_is_published_is_not_answered_as_if_it_were_harmless(
    tmp_path: Path,
) -> None:
    place = {
        "DATABASE_URL": f"sqlite://{tmp_path}/none.sqlite3",
        "SNAPSHOT_DIR": str(tmp_path / "none"),
    }
    code, said = manage("match", "suicide", "--locale", "en", **place)
    assert code == 1
    assert said.splitlines()[-1].startswith("CommandError: The database can't be read")
    assert "Traceback" not in said


@pytest.mark.django_db
def test_a_missing_seed_file_is_named_and_nothing_is_seeded(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as stop:
        call_command("seed", folder=tmp_path)
    assert "editorial_rules.csv can't be read" in str(stop.value)
    assert len(str(stop.value).splitlines()) == 1
