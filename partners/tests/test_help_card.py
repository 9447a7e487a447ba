"""Which lines stand on the card, and in which order."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partners.documents import ChannelDocument
from partners.help import help_for
from partners.hours import parse_hours
from partners.tests.builders import (
    ALWAYS,
    CLOSED,
    NOW,
    UNKNOWN,
    card_of,
    channel,
    keys,
    line,
    site_of,
)

# Hours


def test_open_comes_before_unknown_before_opening_soonest() -> None:
    later = parse_hours("stated", "UTC", "Tue 09:00-12:00", "", "")
    assert card_of(
        line("later", channel(hours=later), rank=1),
        line("soon", channel(hours=CLOSED), rank=2),
        line("unknown", channel(hours=UNKNOWN), rank=3),
    ) == ["unknown", "soon", "later"]
    assert card_of(line("unknown", channel(hours=UNKNOWN)), line("open", rank=99))[0] == "open"


def test_an_open_chat_counts_even_while_the_phone_is_closed() -> None:
    both = line("both", channel(hours=CLOSED), channel("chat", dial="https://both.example"))
    found = help_for("SG", "suicide", "en", NOW, site_of(both)).card[0]
    assert found.is_open
    assert [contact.kind for contact in found.contacts] == ["chat", "phone"]


def test_a_website_does_not_make_a_closed_line_open() -> None:
    web = channel("web", dial="https://closed.example")
    closed = line("closed", channel(hours=CLOSED), web)
    found = help_for("SG", "suicide", "en", NOW, site_of(closed)).card[0]
    assert found.is_open is False
    assert found.opens == datetime(2026, 11, 23, 15, tzinfo=UTC)


def test_only_confirmed_hours_say_open_now() -> None:
    confirmed = channel("text", parse_hours("confirmed", "UTC", "24/7", "", ""))
    both = line("both", channel("phone"), confirmed)
    found = help_for("SG", "suicide", "en", NOW, site_of(both)).card[0]
    assert {c.key: c.state.is_sure for c in found.contacts} == {
        "text": True,
        "phone": False,
    }


# Can't talk?


def test_an_open_text_line_stands_first_for_those_who_cannot_talk() -> None:
    live = site_of(line("phone", rank=1), line("shout", channel("text"), rank=2))
    found = help_for("SG", "suicide", "en", NOW, live)
    assert keys(found.card) == ["shout", "phone"]
    assert found.quiet == found.card[0].contacts[0]


def test_an_open_text_line_gets_a_place_on_the_card() -> None:
    lines = [line(f"phone-{n}", rank=n) for n in range(3)]
    eating = [line(f"eating-{n}", topics=("eating_disorder",)) for n in range(3)]
    shout = line("shout", channel("text"), rank=9)
    assert card_of(*lines, shout)[0] == "shout"
    assert card_of(*eating, *lines, shout, topic="eating_disorder") == [
        "shout",
        "eating-0",
        "eating-1",
    ]


@pytest.mark.parametrize(
    "worse",
    [
        {"check_due": date(2026, 11, 1)},
        {"countries": ()},
        {"audience": "under_18"},
        {"spoken_languages": ("fr",)},
    ],
)
def test_a_text_line_that_serves_worse_does_not_jump_the_queue(worse: dict[str, object]) -> None:
    languages = worse.get("spoken_languages", ("en",))
    text = line("text", channel("text", spoken_languages=languages), **worse)
    assert card_of(text, line("phone"))[0] == "phone"


def test_a_closed_chat_is_no_answer_to_cannot_talk() -> None:
    chat = channel("chat", CLOSED, dial="https://a.example")
    live = site_of(line("phone", rank=1), line("chat", chat, rank=2))
    found = help_for("SG", "suicide", "en", NOW, live)
    assert keys(found.card) == ["phone", "chat"]
    assert found.quiet is None


def test_an_open_text_line_takes_neither_the_best_place_nor_one_of_a_pair() -> None:
    best = line("best", topics=("eating_disorder",), rank=1)
    pair = [line(f"pair-{n}", is_priority=True, topics=("eating_disorder",)) for n in range(2)]
    shout = line("shout", channel("text"))
    assert card_of(best, *pair, shout, topic="eating_disorder") == ["best", "pair-0", "pair-1"]


# Priority


def test_two_priority_lines_show_together_or_not_at_all() -> None:
    plain = [line(f"plain-{n}", rank=n) for n in range(1, 4)]
    pair = [line("first", is_priority=True, rank=0), line("second", is_priority=True, rank=9)]
    assert card_of(*plain, *pair) == ["first", "second", "plain-1"]

    late_pair = [line("first", is_priority=True, rank=3), line("second", is_priority=True, rank=9)]
    card = card_of(line("a", rank=1), line("b", rank=2), line("c", rank=5), *late_pair)
    assert card == ["a", "b", "c"]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_any_other_number_of_priority_lines_is_no_pair(number: int) -> None:
    marked = [line(f"line-{n}", is_priority=True, rank=n) for n in range(number)]
    expected = [document.key for document in marked][:3]
    assert card_of(*marked, line("plain", rank=9))[:number] == expected


LINES = st.lists(
    st.builds(
        lambda kind, hours, priority, audience, topics, due: (
            channel(kind, hours),
            {
                "is_priority": priority,
                "audience": audience,
                "topics": topics,
                "check_due": NOW.date() + timedelta(days=due),
            },
        ),
        st.sampled_from(["phone", "text", "chat", "email"]),
        st.sampled_from([ALWAYS, CLOSED, UNKNOWN]),
        st.booleans(),
        st.sampled_from(["everyone", "everyone", "under_18"]),
        st.sampled_from([(), (), ("eating_disorder",)]),
        st.sampled_from([-40, -1, 30, 30]),
    ),
    max_size=7,
)


@settings(max_examples=200, deadline=None)
@given(LINES, st.sampled_from([None, "suicide", "eating_disorder"]))
def test_whatever_the_lines_the_card_keeps_its_promises(
    lines: list[tuple[ChannelDocument, dict[str, object]]], topic: str | None
) -> None:
    documents = [line(f"line-{n}", way, **fields) for n, (way, fields) in enumerate(lines)]
    found = help_for("SG", topic, "en", NOW, site_of(*documents))
    everything = keys(found.card + found.others)
    serving = [d for d in documents if topic is None or not d.topics or topic in d.topics]

    assert len(found.card) <= 3
    assert bool(found.card) == bool(serving)
    assert len(set(everything)) == len(everything)
    assert set(everything) <= {document.key for document in serving}
    marked = [line for line in found.card + found.others if line.document.is_priority]
    assert len(marked) != 2 or sum(line in found.card for line in marked) in (0, len(marked))
    for fresh, later in pairwise(found.others):
        assert later.is_overdue >= fresh.is_overdue


def test_among_equals_whoever_can_be_written_to_comes_first() -> None:
    lines = (
        line("calls", rank=1),
        line("texts", channel(), channel("text"), rank=2),
        line("chats", channel(), channel("chat", dial="https://chats.example"), rank=3),
    )
    assert card_of(*lines) == ["texts", "chats", "calls"]
