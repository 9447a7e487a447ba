"""The demonstration's lines, for every language, market and topic: never a dead end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from cms.library.models import Topic
from cms.markets import MARKETS
from cms.publishing.freeze import document_of
from cms.publishing.snapshot import LiveContent
from cms.translations.columns import languages
from partners.documents import HelplineDocument, HelplineKind
from partners.gaps import Gap, coverage
from partners.help import Help, help_for
from partners.hours import HoursStatus
from partners.retired import Retired, retired_channels, retired_numbers
from partners.seeding import seed
from partners.serving import helplines, of_country
from partners.tests.builders import SEEDS, seed_topics, site_of

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
NOWHERE = "ZA"
"""A country that is no market: nothing of it is known."""


class Demonstration:
    """The seeded lines as if all of them were live, and what is known beside them."""

    def __init__(self, live: LiveContent, topics: list[str], retired: tuple[Retired, ...]) -> None:
        self.live = live
        self.topics = topics
        self.retired = retired

    def answers(self, now: datetime = NOW) -> Iterator[Help]:
        for market, topic, language in product(MARKETS, [*self.topics, None], languages()):
            yield help_for(market, topic, language, now, self.live)


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Demonstration:
    with django_db_blocker.unblock(), transaction.atomic():
        seed_topics()
        keys = seed(SEEDS, by=get_user_model()._default_manager.create_user("seeder"))
        documents = [document_of(key) for key in keys]
        topics = sorted(Topic.objects.values_list("key", flat=True))
        found = Demonstration(site_of(*documents), topics, retired_numbers())  # type: ignore[arg-type]
        transaction.set_rollback(True)
    return found


def test_every_language_market_and_topic_leads_to_a_person_and_on(
    demonstration: Demonstration,
) -> None:
    count = 0
    for found in demonstration.answers():
        assert found.card, found
        assert all(line.kind is HelplineKind.LINE and line.contacts for line in found.card)
        assert any(line.is_for_everyone for line in found.card)
        assert next(line.contacts[0].href for line in found.emergency).startswith("tel:")
        assert found.directories
        assert len(found.card) <= 3
        count += 1
    assert count == len(MARKETS) * 9 * 4


def test_every_line_of_a_market_that_serves_the_topic_is_in_the_answer(
    demonstration: Demonstration,
) -> None:
    for found in demonstration.answers():
        wanted = {
            d.key
            for d in of_country(demonstration.live, HelplineKind.LINE, found.country or "")
            if not d.topics or found.topic in (None, *d.topics)
        }
        assert {line.key for line in found.card + found.others} == wanted


def test_nothing_retired_or_uncertain_is_shown(demonstration: Demonstration) -> None:
    known = {document.key: document for document in helplines(demonstration.live)}
    assert {document.grade for document in known.values()} == {"A", "B"}
    for found in demonstration.answers():
        for line in (*found.card, *found.others, *found.emergency, *found.directories):
            assert not list(retired_channels(known[line.key], demonstration.retired))


def test_every_number_has_a_link_that_dials_it(demonstration: Demonstration) -> None:
    without = set()
    for found in demonstration.answers():
        for line in (*found.card, *found.others, *found.emergency, *found.directories):
            without |= {(line.key, contact.key) for contact in line.contacts if not contact.href}
    # Nobody has said how 800 4673 is written for WhatsApp.
    assert without == {("ae-4673", "whatsapp")}


def test_no_demonstration_line_claims_to_be_open_now_or_to_have_been_phoned(
    demonstration: Demonstration,
) -> None:
    for found in demonstration.answers():
        for line in found.card + found.others:
            assert line.not_phoned
            assert all(c.state.status is not HoursStatus.CONFIRMED for c in line.contacts)


def test_without_a_country_the_answer_asks_for_it(demonstration: Demonstration) -> None:
    for topic, language in product([*demonstration.topics, None], languages()):
        found = help_for(None, topic, language, NOW, demonstration.live)
        assert found.asks_country
        assert found.directories
        assert found.card == found.emergency == ()


def test_a_country_that_is_no_market_still_gets_the_directories(
    demonstration: Demonstration,
) -> None:
    found = help_for(NOWHERE, "suicide", "en", NOW, demonstration.live)
    assert [line.key for line in found.directories] == ["befrienders-directory", "find-a-helpline"]
    assert found.gaps == (Gap.NO_PERSON,)


def test_the_gaps_are_those_that_are_known(demonstration: Demonstration) -> None:
    """A market that gets a second route leaves this list; none is filled with invention."""
    cells = coverage(demonstration.live, NOW, markets=MARKETS, topics=["suicide"], languages=["en"])
    gaps = {
        cell.market: kept
        for cell in cells
        if (kept := {gap for gap in cell.gaps if gap is not Gap.NOT_IN_LANGUAGE})
    }
    alone_by_phone = {Gap.ONE_LINE, Gap.PHONE_ONLY}
    assert gaps == {
        "VN": alone_by_phone,  # For adults: 111 is for children and their carers.
        "PH": alone_by_phone,
        "KR": alone_by_phone,
        "FR": alone_by_phone,
        "LB": alone_by_phone,
        "JP": {Gap.PHONE_ONLY},
        "TH": {Gap.PHONE_ONLY},
        # One line for every crisis, which has a second way to reach it.
        "ID": {Gap.ONE_LINE},
        "DE": {Gap.ONE_LINE},
        "CA": {Gap.ONE_LINE},  # Kids Help Phone is for young people.
        "BR": {Gap.ONE_LINE},
        "AE": {Gap.ONE_LINE},
    }


def test_every_market_has_its_emergency_number(demonstration: Demonstration) -> None:
    for market in MARKETS:
        found = of_country(demonstration.live, HelplineKind.EMERGENCY, market)
        assert len(found) == 1, market


# Time


def last_instant(demonstration: Demonstration) -> datetime:
    """The last instant before the lines, seeded today, leave for want of a check."""
    due = {d.check_due for d in helplines(demonstration.live) if d.check_due}
    assert len(due) == 1
    return datetime.combine(due.pop() + timedelta(days=31), datetime.min.time(), UTC) - timedelta(
        seconds=1
    )


def test_years_without_a_check_still_leave_a_person_for_everyone(
    demonstration: Demonstration,
) -> None:
    for found in demonstration.answers(last_instant(demonstration) + timedelta(days=365)):
        lines = found.card + found.others
        assert any(line.is_for_everyone for line in lines)
        assert all(line.is_overdue and line.last_checked_on is None for line in lines)


def test_within_thirty_days_of_the_due_date_every_line_is_still_there(
    demonstration: Demonstration,
) -> None:
    now, later = demonstration.answers(), demonstration.answers(last_instant(demonstration))
    for before, after in zip(now, later, strict=True):
        assert {line.key for line in before.card + before.others} == {
            line.key for line in after.card + after.others
        }


@pytest.mark.parametrize(
    ("key", "now", "is_open"),
    [
        # Ngày Mai, Wed-Sun 13:00-20:30 in Vietnam (UTC+7). 25 November 2026 is a Wednesday.
        ("vn-ngay-mai", "2026-11-24T06:00", False),
        ("vn-ngay-mai", "2026-11-25T05:59", False),
        ("vn-ngay-mai", "2026-11-25T06:00", True),
        ("vn-ngay-mai", "2026-11-25T13:30", False),
        # Inochi no Denwa, daily 16:00-21:00 in Japan (UTC+9), and the tenth of each month.
        ("jp-inochi", "2026-12-09T12:00", False),
        ("jp-inochi", "2026-12-09T23:00", True),
        ("jp-inochi", "2026-12-10T22:59", True),
        ("jp-inochi", "2026-12-10T23:00", False),
        # Embrace, daily 08:30-05:30 in Lebanon (UTC+2 in winter).
        ("lb-embrace", "2026-12-01T03:29", True),
        ("lb-embrace", "2026-12-01T03:30", False),
        ("lb-embrace", "2026-12-01T06:30", True),
        # ANAD, Mon-Fri 09:00-21:00 in Chicago: UTC-6, from 8 March 2026 on UTC-5.
        ("us-anad", "2026-03-06T14:59", False),
        ("us-anad", "2026-03-06T15:00", True),
        ("us-anad", "2026-03-09T13:59", False),
        ("us-anad", "2026-03-09T14:00", True),
        # Beat, Mon-Fri 15:00-20:00 in London: UTC+1, from 25 October 2026 on UTC.
        ("gb-beat", "2026-10-23T14:00", True),
        ("gb-beat", "2026-10-26T14:00", False),
        ("gb-beat", "2026-10-26T15:00", True),
        # Butterfly, daily 08:00-24:00 in Sydney: UTC+10, from 4 October 2026 on UTC+11.
        ("au-butterfly", "2026-10-03T13:59", True),
        ("au-butterfly", "2026-10-03T14:00", False),
        ("au-butterfly", "2026-10-04T12:59", True),
        ("au-butterfly", "2026-10-04T13:00", False),
        # BIÖG, Mon-Thu 10:00-22:00 and Fri-Sun 10:00-18:00 in Germany.
        ("de-bioeg", "2026-11-26T18:00", True),
        ("de-bioeg", "2026-11-27T18:00", False),
        # 988 never closes.
        ("us-988", "2026-03-08T07:00", True),
    ],
)
def test_lines_are_open_by_their_own_clocks(
    demonstration: Demonstration, key: str, now: str, is_open: bool
) -> None:
    document = demonstration.live.get(f"helpline:{key}")
    assert isinstance(document, HelplineDocument)
    instant = datetime.fromisoformat(f"{now}+00:00")
    found = help_for(document.countries[0], None, "en", instant, demonstration.live)
    line = next(line for line in found.card + found.others if line.key == key)
    assert line.is_open is is_open


def test_somebody_in_the_united_states_who_cannot_talk_sees_a_text_line_first(
    demonstration: Demonstration,
) -> None:
    found = help_for("US", "suicide", "en", NOW, demonstration.live)
    assert found.quiet is not None
    assert (found.card[0].key, found.quiet.href) == ("us-988", "sms:988")


def test_somebody_vietnamese_in_japan_is_led_to_the_line_in_their_language(
    demonstration: Demonstration,
) -> None:
    found = help_for("JP", "suicide", "vi", NOW, demonstration.live)
    assert (found.card[0].key, found.card[0].contacts[0].href) == ("jp-yorisoi", "tel:0120279338,2")
    assert found.card[0].speaks
