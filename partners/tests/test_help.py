"""Whom a visitor is pointed to: never to nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest

from partners.documents import HelplineDocument
from partners.gaps import Gap
from partners.help import Help, help_for
from partners.hours import Hours, parse_hours
from partners.tests.builders import (
    ALWAYS,
    CLOSED,
    NOW,
    UNKNOWN,
    card_of,
    channel,
    directory,
    emergency,
    keys,
    line,
    partner,
    site_of,
)

# Never a dead end


def test_help_ends_with_the_emergency_number_and_directories() -> None:
    live = site_of(line("sos"), emergency("ambulance", "SG"), directory("world"))
    found = help_for("SG", "suicide", "en", NOW, live)
    assert (keys(found.card), keys(found.emergency), keys(found.directories)) == (
        ["sos"],
        ["ambulance"],
        ["world"],
    )


def test_a_country_without_lines_gets_those_for_every_country() -> None:
    live = site_of(line("elsewhere"), line("international", countries=()), directory("world"))
    found = help_for("ZA", "suicide", "en", NOW, live)
    assert keys(found.card) == ["international"]
    assert found.emergency == ()
    assert keys(found.directories) == ["world"]
    assert not found.asks_country


@pytest.mark.parametrize("nowhere", [None, ""])
def test_without_a_country_nothing_is_guessed_and_it_is_asked_for(nowhere: str | None) -> None:
    live = site_of(
        line("sos"),
        line("international", countries=()),
        emergency("ambulance", "SG"),
        directory("world"),
    )
    found = help_for(nowhere, "suicide", "en", NOW, live)
    assert found.asks_country
    assert keys(found.card) == ["international"]
    assert found.emergency == ()
    assert found.gaps == ()
    assert keys(found.directories) == ["world"]


def test_lines_of_the_country_come_before_those_for_every_country() -> None:
    assert card_of(line("international", countries=(), rank=1), line("sos", rank=2)) == [
        "sos",
        "international",
    ]


def test_no_more_than_three_lines_are_on_the_card_and_the_rest_is_listed() -> None:
    live = site_of(*(line(f"line-{n}", rank=n) for n in range(1, 6)))
    found = help_for("SG", "suicide", "en", NOW, live)
    assert keys(found.card) == ["line-1", "line-2", "line-3"]
    assert keys(found.others) == ["line-4", "line-5"]


# Topics


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("suicide", ["general"]),
        ("recovery", ["general"]),
        ("eating_disorder", ["eating", "general"]),
        # Who asks for nothing in particular meets the lines for everything first.
        (None, ["general", "eating"]),
    ],
)
def test_a_line_for_one_topic_serves_only_it(topic: str | None, expected: list[str]) -> None:
    general = line("general", rank=1)
    eating = line("eating", topics=("eating_disorder",), rank=2)
    assert card_of(general, eating, topic=topic) == expected


def test_an_open_general_line_comes_before_a_closed_one_for_the_topic() -> None:
    eating = line("eating", channel(hours=CLOSED), topics=("eating_disorder",))
    assert card_of(eating, line("general"), topic="eating_disorder") == ["general", "eating"]


# Language and audience


def _vietnamese(hours: Hours) -> HelplineDocument:
    way = channel(hours=hours, spoken_languages=("vi",))
    return line("vietnamese", way, spoken_languages=("vi",), rank=2)


def test_among_open_lines_one_in_the_language_of_the_visitor_comes_first() -> None:
    en, vi = line("english", rank=1), _vietnamese(ALWAYS)
    assert card_of(en, vi, language="vi") == ["vietnamese", "english"]
    assert card_of(en, vi, language="en") == ["english", "vietnamese"]
    assert card_of(en, vi, language="ar") == ["english", "vietnamese"]


def test_an_open_line_in_another_language_comes_before_a_closed_one() -> None:
    assert card_of(line("english"), _vietnamese(CLOSED), language="vi") == ["english", "vietnamese"]


def test_the_contact_in_the_language_decides_whether_a_line_is_open() -> None:
    yorisoi = line(
        "yorisoi",
        channel(key="japanese", spoken_languages=("ja",)),
        channel(key="others", hours=CLOSED, spoken_languages=("vi", "id")),
        spoken_languages=("ja",),
    )
    live = site_of(yorisoi)
    for_japanese = help_for("SG", "suicide", "ja", NOW, live).card[0]
    for_vietnamese = help_for("SG", "suicide", "vi", NOW, live).card[0]
    assert (for_japanese.is_open, for_japanese.contacts[0].key) == (True, "japanese")
    assert (for_vietnamese.is_open, for_vietnamese.contacts[0].key) == (False, "others")
    assert for_vietnamese.speaks


@pytest.mark.parametrize("hours", [ALWAYS, UNKNOWN, CLOSED])
def test_a_line_for_some_comes_after_one_for_everyone(hours: Hours) -> None:
    child = line("child", audience="under_18", max_age=17, rank=1)
    assert card_of(child, line("all", channel(hours=hours), rank=2)) == ["all", "child"]


@pytest.mark.parametrize(
    ("hours", "audience", "is_closed"),
    [
        ([ALWAYS], "everyone", False),
        ([UNKNOWN], "everyone", False),
        ([CLOSED], "everyone", True),
        ([CLOSED, UNKNOWN], "everyone", False),
        ([CLOSED], "under_18", True),
        ([], "everyone", False),
    ],
)
def test_that_nobody_answers_is_said_only_where_it_is_known(
    hours: list[Hours], audience: str, *, is_closed: bool
) -> None:
    lines = [
        line(f"line-{n}", channel(hours=one), audience=audience) for n, one in enumerate(hours)
    ]
    assert help_for("SG", None, "en", NOW, site_of(*lines)).is_closed is is_closed


def test_an_open_line_for_children_does_not_serve_everyone() -> None:
    live = site_of(line("child", audience="under_18"), line("all", channel(hours=CLOSED)))
    assert help_for("SG", None, "en", NOW, live).is_closed


def test_a_line_that_did_not_work_is_left_out() -> None:
    live = site_of(line("first", rank=1), line("second", rank=2))
    found = help_for("SG", None, "en", NOW, live, without=["first"])
    assert (keys(found.card), found.others) == (["second"], ())


def test_texts_fall_back_to_the_source_language_and_say_so() -> None:
    found = help_for("SG", "suicide", "vi", NOW, site_of(line("sos"))).card[0]
    assert found.name == ("Sos", "en")


def test_the_partner_is_named_while_it_is_live() -> None:
    theirs = line("shout", partner="mental")
    named = help_for("SG", "suicide", "en", NOW, site_of(theirs, partner("mental"))).card[0]
    unnamed = help_for("SG", "suicide", "en", NOW, site_of(theirs)).card[0]
    assert named.partner == "mental"
    assert unnamed.partner is None


# Gaps and time


def test_what_a_country_lacks_is_said() -> None:
    live = site_of(line("only"))
    assert help_for("SG", "suicide", "en", NOW, live).gaps == (Gap.ONE_LINE, Gap.PHONE_ONLY)
    assert help_for("ZA", "suicide", "en", NOW, live).gaps == (Gap.NO_PERSON,)


def test_help_holds_until_the_first_line_opens_or_closes() -> None:
    live = site_of(line("closed", channel(hours=CLOSED)), line("open", channel(hours=ALWAYS)))
    found = help_for("SG", "suicide", "en", NOW, live)
    assert found.until == datetime(2026, 11, 23, 15, tzinfo=UTC)


def test_help_holds_until_a_line_is_overdue_and_then_until_it_leaves() -> None:
    live = site_of(line("open", check_due=date(2026, 11, 23)), line("new"))
    first = help_for("SG", "suicide", "en", NOW, live)
    assert first.until == datetime(2026, 11, 24, tzinfo=UTC)
    second = help_for("SG", "suicide", "en", first.until, live)
    assert second.card[-1].is_overdue
    # The new line is due on 22 December; the old one leaves after the 23rd.
    assert second.until == datetime(2026, 12, 23, tzinfo=UTC)


def test_help_without_an_end_never_changes_by_itself() -> None:
    found = help_for("SG", "suicide", "en", NOW, site_of(emergency("ambulance", "SG")))
    assert found.until is None


def test_nothing_changes_before_help_says_so() -> None:
    hours = [
        parse_hours("confirmed", "Asia/Singapore", text, "", "")
        for text in ("Mon-Fri 09:00-21:00", "daily 22:15-05:30", "Sat,Sun 10:00-18:00")
    ]
    live = site_of(*(line(f"line-{n}", channel(hours=h)) for n, h in enumerate(hours)))
    now = NOW
    end = NOW + timedelta(days=8)

    def shown(help_now: Help) -> list[tuple[str, bool | None]]:
        return [(line.key, line.is_open) for line in help_now.card]

    steps = 0
    while now < end:
        found = help_for("SG", None, "en", now, live)
        assert found.until is not None
        just_before = help_for("SG", None, "en", found.until - timedelta(seconds=1), live)
        assert shown(just_before) == shown(found)
        assert shown(help_for("SG", None, "en", found.until, live)) != shown(found)
        now = found.until
        steps += 1
    assert steps > 20
