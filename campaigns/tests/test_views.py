"""Campaigns as pages: where and when they run."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

NOVEMBER = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOME, OCTOBER, WEEKS = "positive-at-home", "october-mental-health", "in-app-programme"


ENDED, COMING, ELSEWHERE = "has ended", "started yet", "run in this country"


def said(client: Client, slug: str, country: str = "") -> str:
    """What is said of a campaign that is not on; '' of one that is."""
    query = f"?country={country}" if country else ""
    answer = client.get(f"/en/campaigns/{slug}/{query}")
    assert answer.status_code == 200
    text = answer.content.decode()
    found = [word for word in (ENDED, COMING, ELSEWHERE) if word in text]
    assert bool(found) == ('class="items"' not in text)
    return found[0] if found else ""


@time_machine.travel(NOVEMBER)
def test_a_campaign_runs_in_its_markets_and_for_who_named_none(client: Client) -> None:
    assert said(client, HOME) == ""
    assert said(client, HOME, "VN") == ""
    assert said(client, HOME, "GB") == ELSEWHERE


@time_machine.travel(NOVEMBER)
def test_a_campaign_that_is_not_on_leads_to_what_is_and_to_help(client: Client) -> None:
    text = client.get(f"/en/campaigns/{HOME}/?country=GB").content.decode()
    assert f"/en/campaigns/{WEEKS}/?country=GB" in text
    assert 'href="tel:999"' in text
    assert '<meta name="robots" content="noindex">' in text


@time_machine.travel(NOVEMBER)
def test_the_list_and_the_home_page_show_what_runs_where_the_visitor_is(client: Client) -> None:
    for page in ("/en/campaigns/", "/en/"):
        here = client.get(f"{page}?country=VN").content.decode()
        there = client.get(f"{page}?country=GB").content.decode()
        assert f"/en/campaigns/{HOME}/" in here
        assert f"/en/campaigns/{HOME}/" not in there


def test_a_campaign_starts_and_ends_at_local_midnight_to_the_second(client: Client) -> None:
    # From 1 November 2026 to 1 February 2027 on Vietnam's clock, seven hours ahead.
    start = datetime(2026, 10, 31, 17, tzinfo=UTC)
    end = datetime(2027, 1, 31, 17, tzinfo=UTC)
    second = timedelta(seconds=1)
    edges = ((start - second, COMING), (start, ""), (end - second, ""), (end, ENDED))
    for instant, words in edges:
        with time_machine.travel(instant, tick=False):
            assert said(client, HOME, "VN") == words


def test_a_page_in_memory_does_not_outlive_the_campaign(client: Client) -> None:
    end = datetime(2027, 1, 31, 17, tzinfo=UTC)
    with time_machine.travel(end - timedelta(seconds=1), tick=False) as clock:
        assert HOME in client.get("/vi/?country=VN").content.decode()
        clock.shift(timedelta(seconds=1))
        assert HOME not in client.get("/vi/?country=VN").content.decode()


@time_machine.travel(NOVEMBER)
def test_what_does_not_run_yet_shows_not_even_its_title(client: Client) -> None:
    text = client.get(f"/en/campaigns/{WEEKS}/?country=NZ").content.decode()
    assert COMING in text
    assert "Weeks of wellbeing" not in text
    assert client.get("/en/campaigns/?country=NZ").status_code == 200


@time_machine.travel(NOVEMBER)
def test_partners_articles_are_those_of_the_market(client: Client) -> None:
    australia = client.get(f"/en/campaigns/{WEEKS}/?country=AU").content.decode()
    britain = client.get(f"/en/campaigns/{WEEKS}/?country=GB").content.decode()
    assert "Butterfly: being kind to your body" in australia
    assert "Butterfly: being kind to your body" not in britain


@time_machine.travel(NOVEMBER)
@pytest.mark.parametrize("language", ["en", "vi", "id", "ar"])
def test_a_campaign_leads_to_its_series_guides_partners_and_help(
    client: Client, language: str
) -> None:
    text = client.get(f"/{language}/campaigns/{OCTOBER}/?country=GB").content.decode()
    for address in (
        "series/october-voices/",
        "guides/helping-someone/",
        "guides/sharing-your-experience/",
        "partners/samaritans/",
    ):
        assert f"/{language}/{address}?country=GB" in text
    assert "116 123" in text
    assert "<video" not in text


@time_machine.travel(NOVEMBER)
def test_the_feed_names_what_runs(client: Client) -> None:
    answer = client.get("/vi/feed.xml?country=VN")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>')
    assert f'href="http://testserver/vi/campaigns/{HOME}/"' in text
    assert re.search(r"<updated>20\d\d-\d\d-\d\dT[\d:.]+\+00:00</updated>", text)


@time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC))
def test_when_nothing_runs_the_pages_still_help(client: Client) -> None:
    assert "All guides" in client.get("/en/campaigns/").content.decode()
    assert client.get("/en/feed.xml").status_code == 200
