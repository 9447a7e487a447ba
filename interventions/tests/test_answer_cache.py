"""Answers are kept by what was found, where and when: never by what was typed, never too long."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cms.publishing.catalog import Catalog
from cms.publishing.snapshot import LiveContent
from interventions import answer_cache as kept
from interventions.answer_cache import cached_answer
from interventions.answers import answer, answered
from interventions.rulesets import ruleset

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def ask(live: LiveContent, query: str, now: datetime = MONDAY, country: str = "GB") -> bytes:
    return cached_answer(ruleset(live).match(query, "en", country), "en", country, now, live).body


def test_an_answer_is_on_every_day_the_one_that_would_be_made(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    found = ruleset(live).match("i want to die", "en", "AU")
    answers = set()
    for day in range(100):
        now = MONDAY + timedelta(days=day)
        given = cached_answer(found, "en", "AU", now, live).body
        assert given.decode() == answer(found, "en", "AU", now, live).model_dump_json()
        answers.add(given)
    assert len(answers) > 1  # Numbers fall due to be tried again.


def test_queries_that_find_the_same_share_an_answer_and_leave_no_word(
    seeded: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []

    def counted(*asked: Any) -> Any:
        made.append(asked)
        return answered(*asked)

    monkeypatch.setattr(kept, "answered", counted)
    live = seeded.current(MONDAY)
    first = ask(live, "suicide, said the kanarienvogel")
    assert ask(live, "Suicide!") == first
    assert len(made) == 1
    assert "kanarienvogel" not in repr(live.derived(kept._nothing_yet))
    assert ask(live, "suicide", country="US") != first


def test_the_room_for_answers_has_an_end(seeded: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 2)
    live = seeded.current(MONDAY)
    for country in ("GB", "US", "VN", "AU", "CA"):
        ask(live, "suicide", country=country)
        assert len(live.derived(kept._nothing_yet)) <= 2
