"""The state word of an object is what a visitor sees of it: after any history, and at its turns."""

import re
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import HealthCheck, example, given, settings

from campaigns.documents import CampaignDocument, SeriesDocument
from campaigns.markets import is_on
from campaigns.serving import series_of
from cms.desk.content.show import show_state
from cms.desk.logbook.views import returns
from cms.desk.publication_status import PublicationStatus, Stage, publication_statuses
from cms.desk.safeguards.appearances import appearances_of
from cms.desk.zones import in_both_zones
from cms.publishing import catalog
from cms.publishing.block import block
from cms.publishing.documents import Document
from cms.publishing.history import stored_history
from cms.publishing.models import Entry
from cms.translations.names import language_name
from tests.cast import Cast
from tests.desk.histories import (
    ALWAYS,
    CAMPAIGN,
    CODES,
    CREATOR,
    GUIDE,
    HISTORY,
    HOUR,
    KEEP,
    KEYS,
    LINE,
    MARKETS,
    NUMBERS,
    SERIES,
    START,
    VIDEO,
    Block,
    Publish,
    Staff,
    played,
    prepare,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
MOST_TURNS = 4
PAGES = {GUIDE: "guides/tea/", SERIES: "series/tea/", LINE: "help/VN/"}


class Seen(NamedTuple):
    """What visitors see of an object, in which languages and markets."""

    languages: frozenset[str]
    markets: frozenset[str]
    document: Document


def seen(key: str, now: datetime) -> Seen | None:
    """By the content that pages are made of."""
    live, markets = catalog.current(), frozenset(MARKETS)
    document = live.get(key)
    if isinstance(document, SeriesDocument):
        document = series_of(live, document.key)
    if isinstance(document, CampaignDocument):
        markets = frozenset(code for code in MARKETS if is_on(document, code, now))
    if document is None or not markets:
        return None
    return Seen(document.languages_to_read(), markets, document)


def word_for(key: str, sight: Seen | None) -> str:
    """How the word of what a visitor sees begins."""
    if sight is None:
        return ""
    where = f" in {', '.join(sorted(sight.markets))}" if key == CAMPAIGN else ""
    names = ", ".join(map(language_name, sorted(sight.languages)))
    is_in_all = not sight.languages or sight.languages == set(CODES)
    return f"live{where}" + ("" if is_in_all else f": {names}")


def look_at_pages(now: datetime) -> None:
    """The pages say the same as the content that they are made of."""
    for key, address in PAGES.items():
        sight = seen(key, now)
        for language in ("en", "vi"):
            page = page_at(f"/{language}/{address}")
            is_said = bool(sight and language in sight.languages)
            assert bool(re.search(rf"{key} \d+ {language}", page)) == is_said, (key, language)
    campaign = seen(CAMPAIGN, now)
    for market in MARKETS:
        is_shown = campaign is not None and market in campaign.markets
        page = page_at(f"/en/campaigns/tea/?country={market}")
        assert ("Sit down." in page) == is_shown, market


def page_at(address: str) -> str:
    return Client().get(address).content.decode()


class Checked:
    """Words beside what visitors see, at one instant after the other while the log stands still."""

    def __init__(self) -> None:
        self.gone: dict[str, datetime] = {}

    def __call__(self, now: datetime) -> dict[str, PublicationStatus]:
        statuses = publication_statuses(KEYS, now)
        for key, status in statuses.items():
            sight = seen(key, now)
            said = strip_tags(show_state(status))
            assert (status.stage is Stage.LIVE) == (sight is not None), (key, said)
            assert said.startswith(word_for(key, sight)), (key, said, sight)
            if status.turn:
                assert in_both_zones(status.turn.at) in said
            if status.stage is Stage.ENDED and key in self.gone:
                assert f"ended on {in_both_zones(self.gone[key])}" in said
        return statuses


def follow(staff: Staff, statuses: dict[str, PublicationStatus], check: Checked) -> None:
    """Waits for each turn that was told: nothing changes before it, and then what was said."""
    for _ in range(MOST_TURNS):
        before = {key: seen(key, staff.now) for key in KEYS}
        turns = [status.turn for status in statuses.values() if status.turn]
        if not turns:
            break
        staff.wait(min(turn.at for turn in turns) - SECOND)
        check(staff.now)
        assert {key: seen(key, staff.now) for key in KEYS} == before
        staff.wait(staff.now + SECOND)
        for key, status in statuses.items():
            after = seen(key, staff.now)
            is_told = status.turn is not None and status.turn.at == staff.now
            assert (after != before[key]) == is_told, key
            if before[key] and not after:
                check.gone[key] = staff.now
        statuses = check(staff.now)
    else:
        return
    before = {key: seen(key, staff.now) for key in KEYS}
    staff.wait(staff.now + timedelta(days=400))
    assert {key: seen(key, staff.now) for key in KEYS} == before, "nothing was told"


@pytest.fixture
def ready(cast: Cast) -> Cast:
    prepare(cast)
    return cast


PLAYED = [
    Publish(CREATOR, (), (), ALWAYS, (None, 10 * HOUR), KEEP),
    Publish(CAMPAIGN, ("vi",), ("vi",), ALWAYS, (20 * HOUR, 70 * HOUR), KEEP),
    Publish(GUIDE, ("vi", "id"), ("vi",), (5 * HOUR, 30 * HOUR), ALWAYS, KEEP),
    *(Block(f"{LINE}#phone={number}") for number in NUMBERS),
]
"""What each run sees: dates of a market, a window, the end of a consent, blocked numbers."""


@example(history=[(step, HOUR) for step in PLAYED])
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORY)
def test_a_word_is_what_a_visitor_sees_and_tells_what_comes(ready: Cast, history: Any) -> None:
    with played(history, ready) as steps:
        for staff in steps:
            statuses = Checked()(staff.now)
        look_at_pages(staff.now)
        follow(staff, statuses, Checked())


def test_what_is_not_live_says_for_want_of_what(ready: Cast) -> None:
    for target in ("creator:linh", *(f"{LINE}#phone={number}" for number in NUMBERS)):
        block(target, by=ready.reviewer, reason="Wrong.")
    said = {
        key: strip_tags(show_state(status))
        for key, status in publication_statuses(KEYS, START + timedelta(days=1)).items()
    }
    assert said == {
        GUIDE: "live",
        CAMPAIGN: "live in US, VN",
        CREATOR: "blocked",
        VIDEO: "not live while these are not: creator:linh",
        SERIES: "not live while these are not: video:tea",
        LINE: "blocked blocked: phone 111 blocked: phone 222",
    }


def test_where_something_appears_goes_by_what_it_needs(ready: Cast) -> None:
    assert appearances_of(VIDEO).live
    entry = Entry.objects.get(number=KEYS.index(VIDEO) + 1)
    [before] = returns(entry, stored_history(), [VIDEO])
    block(CREATOR, by=ready.reviewer, reason="She asked us to.")
    [after] = returns(entry, stored_history(), [VIDEO])
    assert (bool(before.now), after.now) == (True, None)
    assert appearances_of(VIDEO).live is None
