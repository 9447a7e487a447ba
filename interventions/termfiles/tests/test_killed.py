"""`kill -9` at any moment of an import: all of it is there, or nothing, and nobody has to mend."""

import io
import random
import time

import pytest

from cms.desk.imports.apply import apply
from cms.desk.imports.models import FileImport
from cms.desk.imports.stage import stage
from cms.library.models import Topic
from interventions.models import Term
from interventions.termfiles.tests.conftest import WHOLE_HEADER
from tests.database import end_other_connections
from tests.processes import forked
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow

TIMES, ROWS = 25, 60


def file_of(version: int) -> io.BytesIO:
    """Every row is changed from one version to the next, one is added and one is gone."""
    names = [*(f"term {n}" for n in range(ROWS)), f"only in {version}"]
    rows = "".join(f"{name},en,suicide,phrase,,,,,{version},,\n" for name in names)
    return io.BytesIO(f"{WHOLE_HEADER}\n{rows}".encode())


def import_version(version: int) -> None:
    staged = stage(file_of(version), str(version), by=None, is_replacing=True)
    apply(staged, by=None)


def import_and_be_killed_after(seconds: float, version: int) -> None:
    with forked(lambda: import_version(version)):
        time.sleep(seconds)


def stored_version() -> int:
    """The one version that all rows are of."""
    terms = dict(Term.objects.values_list("text", "note"))
    (version,) = set(terms.values())
    assert len(terms) == ROWS + 1
    assert f"only in {version}" in terms
    return int(version)


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_killed_leaves_all_or_nothing() -> None:
    end_other_connections()
    Topic.objects.create(key="suicide", name_en="Suicide")
    started = time.monotonic()
    import_version(0)
    reach = time.monotonic() - started
    chance = random.Random(5)  # noqa: S311  Moments to kill at, nothing secret.
    outcomes: list[bool] = []
    while len(outcomes) < TIMES or len(set(outcomes)) < 2:
        version, before = len(outcomes) + 1, stored_version()
        import_and_be_killed_after(chance.uniform(0, reach), version)
        after = stored_version()
        assert after in (before, version)
        applied = FileImport.objects.filter(state=FileImport.State.APPLIED).first()
        assert applied is not None
        assert applied.name == str(after)
        outcomes.append(after == version)
        # On a machine that is busier now than before it takes longer to come to the end.
        reach *= 0.9 if outcomes[-1] else 1.1
        assert reach < PATIENCE, "no import comes to its end"
