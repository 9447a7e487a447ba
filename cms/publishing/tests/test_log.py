"""Reading the log: windows, undo, blocks and parts, against a plain replay of random histories."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.errors import Damaged
from cms.publishing.bodies import Item
from cms.publishing.log import Action, Check, History, LogEntry, entry_of, read, resolve

START = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = ("guide:a", "guide:b", "video:c")


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def item(key: str, edition: str | None, *window: int | None, **more: Any) -> dict[str, Any]:
    starts, ends = (*window, None, None)[:2]
    return {
        "key": key,
        "edition": edition,
        "starts": None if starts is None else day(starts).isoformat(),
        "ends": None if ends is None else day(ends).isoformat(),
        **more,
    }


def log(*lines: tuple[Action, dict[str, Any]]) -> list[LogEntry]:
    return [LogEntry(n, action, START, body) for n, (action, body) in enumerate(lines, 1)]


def release(*items: dict[str, Any]) -> tuple[Action, dict[str, Any]]:
    return Action.RELEASE, {"items": list(items)}


def live(entries: list[LogEntry], on: int) -> dict[str, str | None]:
    return {key: found.edition for key, found in resolve(entries, day(on)).items.items()}


def test_nothing_is_live_while_the_log_is_empty() -> None:
    assert resolve([], START).items == {}


def test_a_window_lies_over_the_standing_edition_and_gives_it_back() -> None:
    entries = log(release(item("guide:a", "old")), release(item("guide:a", "october", 10, 20)))
    assert [live(entries, on)["guide:a"] for on in (9, 10, 19, 20)] == [
        "old",
        "october",
        "october",
        "old",
    ]


def test_a_fix_outranks_an_edition_scheduled_earlier() -> None:
    entries = log(release(item("guide:a", "december", 30)), release(item("guide:a", "fix")))
    assert live(entries, 40) == {"guide:a": "fix"}


def test_undo_brings_back_base_and_schedule() -> None:
    before = log(release(item("guide:a", "old")), release(item("guide:a", "later", 30)))
    after = [
        *before,
        LogEntry(3, Action.RELEASE, START, {"items": [item("guide:a", "mistake")]}),
        LogEntry(4, Action.UNDO, START, {"entry": 3}),
    ]
    for on in (0, 29, 30, 99):
        assert live(after, on) == live(before, on)


def test_a_removal_leaves_nothing_within_its_window() -> None:
    entries = log(release(item("guide:a", "old")), release(item("guide:a", None, 5, 6)))
    assert [live(entries, on) for on in (4, 5, 6)] == [{"guide:a": "old"}, {}, {"guide:a": "old"}]


@pytest.mark.parametrize("target", ["guide:a", "new"])
def test_a_block_takes_out_the_object_or_its_edition_and_a_lift_returns_it(target: str) -> None:
    entries = log(
        release(item("guide:a", "old")),
        release(item("guide:a", "new")),
        (Action.BLOCK, {"target": target}),
        (Action.LIFT, {"target": target}),
    )
    assert live(entries[:3], 1) == {}
    assert live(entries, 1) == {"guide:a": "new"}


def test_a_blocked_edition_does_not_bring_an_older_one_back() -> None:
    entries = log(
        release(item("guide:a", "wrong number")),
        (Action.BLOCK, {"target": "wrong number"}),
        release(item("guide:a", "right number")),
    )
    assert live(entries[:2], 1) == {}
    assert live(entries, 1) == {"guide:a": "right number"}


def test_an_erased_edition_is_gone_for_good() -> None:
    entries = log(release(item("guide:a", "old")), (Action.ERASE, {"edition": "old"}))
    assert live(entries, 1) == {}
    assert read(entries).editions(START) == frozenset()


def test_what_lacks_a_part_is_gone_and_what_lacks_that_too() -> None:
    entries = log(
        release(
            item("creator:c", "1", 0, 10),
            item("video:v", "2", parts=["creator:c"]),
            item("series:s", "3", parts=["video:v"]),
            item("guide:g", "4"),
        )
    )
    assert set(live(entries, 9)) == {"creator:c", "video:v", "series:s", "guide:g"}
    assert set(live(entries, 10)) == {"guide:g"}


def test_an_object_goes_by_itself_when_its_consent_expires() -> None:
    entries = log(release(item("creator:c", "1", expires=day(3).isoformat())))
    assert live(entries, 2) == {"creator:c": "1"}
    assert live(entries, 3) == {}
    assert resolve(entries, day(0)).until == day(3)


def test_a_later_item_of_one_release_outranks_an_earlier_one() -> None:
    entries = log(release(item("guide:a", "now"), item("guide:a", "advent", 10, 20)))
    assert live(entries, 15) == {"guide:a": "advent"}


def test_checks_and_switches_are_remembered() -> None:
    check = {"keys": ["helpline:x"], "checked_on": "2026-01-01", "due_on": "2026-04-01"}
    entries = log(
        (Action.CHECK, check),
        (Action.SWITCH, {"market": "VN", "is_on": False}),
        (Action.SWITCH, {"market": "ID", "is_on": False}),
        (Action.SWITCH, {"market": "VN", "is_on": True}),
    )
    view = resolve(entries, START)
    assert view.checks == {"helpline:x": Check(date(2026, 1, 1), date(2026, 4, 1))}
    assert view.off == {"ID"}


def test_a_view_holds_from_one_boundary_to_the_next() -> None:
    entries = log(release(item("guide:a", "1", 5, 10)))
    view = resolve(entries, day(7))
    assert (view.since, view.until) == (day(5), day(10))
    assert view.contains(day(9))
    assert not view.contains(day(10))


def test_only_editions_that_may_still_show_are_wanted() -> None:
    entries = log(
        release(item("guide:a", "shadowed")),
        release(item("guide:a", "standing")),
        release(item("guide:a", "over", 1, 2)),
        release(item("guide:a", "coming", 10)),
    )
    assert read(entries).editions(day(5)) == {"standing", "coming"}


windows = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda w: (w[0], w[0] + w[1]))
items = st.builds(
    lambda key, edition, window, parts: item(key, edition, *window, parts=parts),
    st.sampled_from(KEYS),
    st.one_of(st.none(), st.sampled_from("abcdef")),
    st.one_of(windows, st.just((None, None)), st.integers(0, 30).map(lambda n: (n, None))),
    st.lists(st.sampled_from(KEYS), max_size=1),
)
lines = st.one_of(
    st.lists(items, min_size=1, max_size=3).map(lambda found: release(*found)),
    st.integers(1, 12).map(lambda n: (Action.UNDO, {"entry": n})),
    st.sampled_from([*KEYS, "a", "b"]).map(lambda t: (Action.BLOCK, {"target": t})),
    st.sampled_from([*KEYS, "a", "b"]).map(lambda t: (Action.LIFT, {"target": t})),
    st.sampled_from("abc").map(lambda e: (Action.ERASE, {"edition": e})),
)


def replay(history: list[tuple[Action, dict[str, Any]]], now: datetime) -> dict[str, str]:
    """What is live, by the plainest reading of the rules: newest entry first, object by object."""
    undone = {body["entry"] for action, body in history if action is Action.UNDO}
    erased = {body["edition"] for action, body in history if action is Action.ERASE}
    blocked: set[str] = set()
    for action, body in history:
        if action is Action.BLOCK:
            blocked.add(body["target"])
        if action is Action.LIFT:
            blocked.discard(body["target"])
    chosen: dict[str, dict[str, Any]] = {}
    for number, (action, body) in reversed([*enumerate(history, 1)]):
        if action is not Action.RELEASE or number in undone:
            continue
        for data in reversed(body["items"]):
            opens = data["starts"] is None or datetime.fromisoformat(data["starts"]) <= now
            closed = data["ends"] is not None and datetime.fromisoformat(data["ends"]) <= now
            if opens and not closed:
                chosen.setdefault(data["key"], data)
    shown = {
        key: data
        for key, data in chosen.items()
        if data["edition"] and not {key, data["edition"]} & (blocked | erased)
    }
    while any(set(data["parts"]) - shown.keys() for data in shown.values()):
        shown = {k: d for k, d in shown.items() if not set(d["parts"]) - shown.keys()}
    return {key: data["edition"] for key, data in shown.items()}


@given(st.lists(lines, max_size=12), st.integers(0, 65))
def test_resolve_agrees_with_a_plain_replay(
    history: list[tuple[Action, dict[str, Any]]], on: int
) -> None:
    assert live(log(*history), on) == replay(history, day(on))


@given(st.lists(lines, max_size=12), st.integers(0, 65))
def test_a_view_is_the_same_until_its_end(
    history: list[tuple[Action, dict[str, Any]]], on: int
) -> None:
    entries = log(*history)
    view = resolve(entries, day(on))
    last = (view.until or day(100)) - timedelta(seconds=1)
    assert resolve(entries, last).items == view.items


@given(st.lists(lines, max_size=12), st.integers(0, 65))
def test_everything_live_later_is_wanted_now(
    history: list[tuple[Action, dict[str, Any]]], on: int
) -> None:
    entries = log(*history)
    wanted = read(entries).editions(START)
    assert set(live(entries, on).values()) <= wanted


@given(st.lists(lines, max_size=12))
def test_reading_on_equals_reading_anew(history: list[tuple[Action, dict[str, Any]]]) -> None:
    entries = log(*history)
    continued = History()
    for entry in entries:
        continued = continued.after(entry)
    assert continued == read(entries)


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("pin", {}),
        ("block", {}),
        ("release", None),
        ("check", {"keys": []}),
        ("undo", {"entry": "x"}),
    ],
)
def test_an_entry_that_this_version_cannot_read_is_damaged(action: str, body: object) -> None:
    with pytest.raises(Damaged, match="Entry 7 of the log can't be read by this version"):
        entry_of(7, action, START, body)


def test_an_old_body_is_read_as_it_is() -> None:
    body = {"items": [{"key": "guide:a", "edition": None, "was": 1}], "authors": ["editor"]}
    assert entry_of(1, "release", START, body).items() == (Item("guide:a", None),)
    assert body["authors"] == ["editor"]
