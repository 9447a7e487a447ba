"""Lines whose check is overdue, and lines that are blocked."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from cms.publishing.log import Check
from partners.documents import HelplineDocument
from partners.help import help_for
from partners.serving import still_shown
from partners.tests.builders import (
    CLOSED,
    NOW,
    channel,
    directory,
    emergency,
    keys,
    line,
    site_of,
)


def keys_of(documents: Iterable[HelplineDocument]) -> list[str]:
    return [document.key for document in documents]


def checked(key: str, checked_on: date, due_on: date) -> dict[str, Check]:
    return {f"helpline:{key}": Check(checked_on, due_on)}


def test_a_line_without_a_check_was_not_phoned() -> None:
    live = site_of(line("sos"), line("lifeline"), checks=checked("sos", NOW.date(), NOW.date()))
    found = {line.key: line.not_phoned for line in help_for("SG", None, "en", NOW, live).card}
    assert found == {"sos": False, "lifeline": True}


def test_emergency_numbers_and_directories_are_never_marked_as_not_phoned() -> None:
    found = help_for("SG", None, "en", NOW, site_of(emergency("x", "SG"), directory("y")))
    assert not any(line.not_phoned for line in found.emergency + found.directories)


def test_an_overdue_line_ranks_last_and_says_when_it_was_checked() -> None:
    old = checked("old", date(2026, 5, 1), date(2026, 11, 22))
    live = site_of(line("old", rank=1), line("new", channel(hours=CLOSED), rank=2), checks=old)
    found = help_for("SG", "suicide", "en", NOW, live)
    assert keys(found.card) == ["new", "old"]
    assert found.card[1].is_overdue
    assert found.card[1].last_checked_on == date(2026, 5, 1)


def test_a_line_is_not_overdue_on_the_day_itself() -> None:
    due = line("due", check_due=NOW.date())
    assert not help_for("SG", "suicide", "en", NOW, site_of(due)).card[0].is_overdue


def test_an_overdue_line_leaves_by_itself_after_thirty_days() -> None:
    live = site_of(line("old", check_due=date(2026, 10, 23)), line("new"))
    last_day = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    assert keys(help_for("SG", "suicide", "en", last_day, live).card) == ["new", "old"]
    gone = help_for("SG", "suicide", "en", last_day + timedelta(minutes=1), live)
    assert keys(gone.card + gone.others) == ["new"]


def test_the_last_line_of_a_market_stays() -> None:
    live = site_of(
        line("old", check_due=date(2026, 1, 1)), line("older", check_due=date(2025, 1, 1))
    )
    found = help_for("SG", "suicide", "en", NOW, live)
    assert keys(found.card + found.others) == ["old"]
    assert found.card[0].is_overdue


def test_the_last_line_for_a_topic_stays_for_that_topic() -> None:
    eating = line("eating", topics=("eating_disorder",))
    live = site_of(line("general", check_due=date(2026, 1, 1)), eating)
    assert keys(help_for("SG", "suicide", "en", NOW, live).card) == ["general"]
    assert keys(help_for("SG", "eating_disorder", "en", NOW, live).card) == ["eating"]


def test_the_last_line_for_adults_stays() -> None:
    live = site_of(line("old", check_due=date(2026, 1, 1)), line("child", audience="under_18"))
    assert keys(help_for("SG", "suicide", "en", NOW, live).card) == ["child", "old"]


LONG_AGO = {"check_due": date(2026, 1, 1)}


def test_a_line_that_left_is_not_shown_anywhere_else() -> None:
    documents = [line("old", **LONG_AGO), line("new")]
    assert keys_of(still_shown(site_of(*documents), documents, NOW)) == ["new"]


def test_a_line_that_stays_as_the_last_one_is_shown_everywhere() -> None:
    general, child = line("general", **LONG_AGO), line("child", audience="under_18")
    eating = line("eating", topics=("eating_disorder",), **LONG_AGO)
    elsewhere = line("elsewhere", countries=("SG", "VN"), check_due=date(2025, 1, 1))
    documents = [general, child, eating, elsewhere]
    # Nobody else is left in Vietnam; in Singapore the general line serves eating disorders, too.
    assert keys_of(still_shown(site_of(*documents), documents, NOW)) == [
        "general",
        "child",
        "eating",
        "elsewhere",
    ]
    documents = [line("fresh"), eating]
    assert keys_of(still_shown(site_of(*documents), documents, NOW)) == ["fresh"]


def test_emergency_numbers_and_directories_are_always_shown() -> None:
    documents = [emergency("x", "SG"), directory("y")]
    assert keys_of(still_shown(site_of(*documents), documents, NOW)) == ["x", "y"]


def test_a_blocked_channel_is_gone_and_a_line_without_one_too() -> None:
    both = line("both", channel("phone"), channel("text"))
    one = line("one", channel("phone"))
    blocked = frozenset({"helpline:both#text", "helpline:one#phone"})
    found = help_for("SG", "suicide", "en", NOW, site_of(both, one, blocked=blocked))
    assert keys(found.card + found.others) == ["both"]
    assert [contact.key for contact in found.card[0].contacts] == ["phone"]
