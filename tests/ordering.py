"""Which tests take long, and when they run: first, so that at the end no process is left alone."""

import os
from collections.abc import Iterator

import pytest

SLOW = "slow"
BROWSER = "browser"
ANYWHERE = "anywhere"
DATABASE = {"db", "transactional_db", "live_server"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """What tests ask for tells of most that they take long."""
    names = getattr(item, "fixturenames", ())
    if BROWSER in names:
        item.add_marker(BROWSER)
    if _is_seeded(item):
        item.add_marker(SLOW)
    asks_database = item.get_closest_marker("django_db") or DATABASE.intersection(names)
    if not asks_database and not item.get_closest_marker(SLOW):
        item.add_marker(ANYWHERE)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives each process its share of the slow tests, to begin with.

    xdist gives each process a stretch of the list and lets it take from the others later.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    slow = list(_by_module([item for item in items if takes_long(item)]))
    quick = [item for item in items if not takes_long(item)]
    items[:] = [
        item
        for process in range(processes)
        for item in (
            *_first_seeded(slow[process::processes], is_first=process == 0),
            *quick[len(quick) * process // processes : len(quick) * (process + 1) // processes],
        )
    ]


def _first_seeded(modules: list[list[pytest.Item]], *, is_first: bool) -> list[pytest.Item]:
    """The first process begins with what needs the demonstration, which it makes for all; the
    others come to it last, and find it made."""
    ordered = sorted(modules, key=lambda module: any(map(_is_seeded, module)) != is_first)
    return [item for module in ordered for item in module]


def _is_seeded(item: pytest.Item) -> bool:
    return "seeded_snapshot" in getattr(item, "fixturenames", ())


def takes_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in (SLOW, BROWSER))


def _by_module(items: list[pytest.Item]) -> Iterator[list[pytest.Item]]:
    """What they prepare together is prepared in one process."""
    modules: dict[str, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.nodeid.partition("::")[0], []).append(item)
    yield from modules.values()
