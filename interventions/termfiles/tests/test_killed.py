"""`kill -9` at any moment of an import: all of it is there, or nothing, and nobody has to mend."""

import io
import os
import random
import signal
import time

import pytest
from django.db import connections

from cms.library.models import Topic
from interventions.models import FileImport, Term
from interventions.termfiles.apply import apply
from interventions.termfiles.stage import stage
from interventions.termfiles.tests.conftest import WHOLE_HEADER

TIMES, ROWS = 50, 60


def file_of(version: int) -> io.BytesIO:
    """Every row is changed from one version to the next, one is added and one is gone."""
    names = [*(f"term {n}" for n in range(ROWS)), f"only in {version}"]
    rows = "".join(f"{name},en,suicide,phrase,,,,,{version},,\n" for name in names)
    return io.BytesIO(f"{WHOLE_HEADER}\n{rows}".encode())


def import_version(version: int) -> None:
    staged = stage(file_of(version), str(version), by=None, is_replacing=True)
    apply(staged, by=None)


def import_elsewhere(version: int, kill_after: float | None = None) -> float:
    """Imports in a process of its own, which may be killed; returns the seconds it lived."""
    connections.close_all()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            import_version(version)
        finally:
            os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - started


def stored_version() -> int:
    """The one version that all rows are of."""
    terms = dict(Term.objects.values_list("text", "note"))
    (version,) = set(terms.values())
    assert len(terms) == ROWS + 1
    assert f"only in {version}" in terms
    return int(version)


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_killed_leaves_all_or_nothing() -> None:
    Topic.objects.create(key="suicide", name_en="Suicide")
    import_version(0)
    whole = import_elsewhere(1)
    chance = random.Random(5)  # noqa: S311  Moments to kill at, nothing secret.
    outcomes = set()
    for version in range(2, TIMES + 2):
        before = stored_version()
        import_elsewhere(version, kill_after=chance.uniform(0, 2 * whole))
        after = stored_version()
        assert after in (before, version)
        applied = FileImport.objects.filter(state=FileImport.State.APPLIED).first()
        assert applied is not None
        assert applied.name == str(after)
        outcomes.add(after == version)
    assert outcomes == {True, False}  # Some were killed before the end, some after it.
