"""Building is not interrupted by the garbage collector, and leaves it as it was."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from cms.publishing.beside import uncollected


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
