"""Building is not interrupted by the garbage collector, and leaves it as it was."""

import fcntl
import gc
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from cms.publishing import background_build
from cms.publishing.background_build import in_turn, uncollected


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_nothing_is_collected_while_building_and_nothing_of_it_is_looked_through_later() -> None:
    with uncollected(thaws=False):
        assert not gc.isenabled()
        built = ["kept"]
    assert gc.isenabled()
    assert not any(found is built for found in gc.get_objects())


def test_a_building_that_fails_leaves_the_collector_on() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected(thaws=False):
        raise ValueError("broken")
    assert gc.isenabled()


def test_one_worker_builds_after_the_other(tmp_path: Path) -> None:
    order, is_building = [], Event()

    def first() -> None:
        with in_turn(tmp_path, thaws=False):
            is_building.set()
            time.sleep(0.2)
            order.append("first")

    def second() -> None:
        is_building.wait()
        with in_turn(tmp_path, thaws=False):
            order.append("second")

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(first), pool.submit(second)]:
            done.result()
    assert order == ["first", "second"]


def test_nobody_waits_for_ever_for_a_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_build, "LONGEST_WAIT", 0.1)
    with (tmp_path / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with in_turn(tmp_path, thaws=False):
            pass
    with in_turn(tmp_path / "missing", thaws=False):
        pass


class Leftover:
    def __init__(self) -> None:
        self.myself = self


def test_what_was_set_aside_in_a_cycle_is_collected_once_it_is_asked_for() -> None:
    with uncollected(thaws=False):
        leftover = weakref.ref(Leftover())
    with uncollected(thaws=False):
        assert leftover()
    with uncollected(thaws=True):
        assert not leftover()
