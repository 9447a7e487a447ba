"""The log is linear, chained and whole, whoever writes at the same time and whatever breaks."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from cms.errors import Moved, Refused
from cms.publishing.append import append, head_number, until_current
from cms.publishing.log import Action
from cms.publishing.models import Entry, LogHead
from cms.publishing.verify import troubles
from tests.processes import forked


@pytest.fixture
def writer(db: None) -> Any:
    return get_user_model()._default_manager.create_user("writer")


def release(key: str) -> dict[str, Any]:
    return {"items": [{"key": key, "edition": None}]}


def test_each_entry_follows_the_one_before(writer: Any) -> None:
    first = append(Action.RELEASE, release("guide:a"), by=writer)
    second = append(Action.UNDO, {"entry": 1, "keys": ["guide:a"]}, by=writer)
    assert (first.number, second.number) == (1, 2)
    assert second.previous == first.hash
    assert list(troubles()) == []


def test_an_append_is_refused_where_its_object_has_moved(writer: Any) -> None:
    append(Action.RELEASE, release("guide:a"), by=writer)
    with pytest.raises(Moved, match="guide:a was changed by entry 1"):
        append(Action.RELEASE, release("guide:a"), by=writer, seen=0)
    assert head_number() == 1


def test_an_append_goes_on_where_only_other_objects_have_moved(writer: Any) -> None:
    append(Action.RELEASE, release("guide:a"), by=writer)
    assert append(Action.RELEASE, release("guide:b"), by=writer, seen=0).number == 2


def needing(key: str, part: str) -> dict[str, Any]:
    return {"items": [{"key": key, "edition": "1" * 64, "parts": [part]}]}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (release("creator:c"), needing("video:v", "creator:c")),
        (needing("video:v", "creator:c"), release("creator:c")),
    ],
)
def test_an_append_is_refused_where_a_part_has_moved(
    writer: Any, first: dict[str, Any], second: dict[str, Any]
) -> None:
    append(Action.RELEASE, first, by=writer, seen=0)
    with pytest.raises(Moved, match="creator:c was changed by entry 1"):
        append(Action.RELEASE, second, by=writer, seen=0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"body": {"items": []}}, "Entry 2 was changed after it was written."),
        ({"by_name": "nobody"}, "Entry 2 was changed after it was written."),
        ({"previous": "f" * 64}, "Entry 2 does not follow the entry before it."),
    ],
)
def test_tampering_is_named(writer: Any, change: dict[str, Any], says: str) -> None:
    for key in ("guide:a", "guide:b", "guide:c"):
        append(Action.RELEASE, release(key), by=writer)
    Entry.objects.filter(number=2).update(**change)
    assert says in list(troubles())


def test_a_cut_off_end_and_a_missing_middle_are_named(writer: Any) -> None:
    for key in ("guide:a", "guide:b", "guide:c"):
        append(Action.RELEASE, release(key), by=writer)
    Entry.objects.filter(number=3).delete()
    assert any("cut off" in trouble for trouble in troubles())
    Entry.objects.filter(number=1).delete()
    assert "Entry 1 is missing before Entry 2." in list(troubles())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_200_concurrent_appends_give_one_linear_log() -> None:
    writer = get_user_model()._default_manager.create_user("writer")

    def one(number: int) -> int:
        try:
            return append(Action.RELEASE, release(f"guide:{number}"), by=writer).number
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        numbers = list(pool.map(one, range(200)))
    assert sorted(numbers) == list(range(1, 201))
    assert list(troubles()) == []


def append_for_ever(writer: Any, said: int) -> NoReturn:
    """Says a byte after each entry, so that somebody can tell when to kill it."""
    while True:
        append(Action.RELEASE, {"items": [{"key": "guide:a", "edition": None}] * 50}, by=writer)
        os.write(said, b".")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_writer_leaves_all_or_nothing() -> None:
    writer = get_user_model()._default_manager.create_user("writer")
    for run in range(8):
        heard, said = os.pipe()
        with forked(lambda: append_for_ever(writer, said)):  # noqa: B023  It is called at once.
            os.close(said)
            for _entry in range(1 + run):
                assert os.read(heard, 1)
        os.close(heard)
        assert list(troubles()) == []
        head = LogHead.objects.get()
        assert head.number == Entry.objects.count() > run


def test_a_head_that_was_set_back_takes_a_block_and_nothing_else(writer: Any) -> None:
    for key in ("guide:a", "guide:b"):
        append(Action.RELEASE, release(key), by=writer)
    first = Entry.objects.get(number=1)
    LogHead.objects.update(number=1, hash=first.hash)
    with pytest.raises(Refused, match="names entry 1, and its last one is entry 2"):
        append(Action.RELEASE, release("guide:c"), by=writer)
    blocked = append(Action.BLOCK, {"target": "guide:a", "keys": ["guide:a"]}, by=writer)
    assert (blocked.number, head_number()) == (3, 3)
    assert list(troubles()) == []


def test_checks_of_the_whole_run_again_where_anything_has_moved(writer: Any) -> None:
    heads = []

    def attempt() -> Entry:
        heads.append(head_number())
        if len(heads) < 3:
            append(Action.RELEASE, release(f"guide:{len(heads)}"), by=writer)
        return append(Action.RELEASE, release("guide:z"), by=writer, checked=heads[-1])

    assert until_current(attempt).number == 3
    assert heads == [0, 1, 2]


def test_whoever_is_always_overtaken_is_told(writer: Any) -> None:
    def attempt() -> Entry:
        seen = head_number()
        append(Action.RELEASE, release("guide:a"), by=writer)
        return append(Action.RELEASE, release("guide:b"), by=writer, checked=seen)

    with pytest.raises(Moved, match="published meanwhile"):
        until_current(attempt)
