"""Guides and exercises for the person themself, before those for who helps somebody."""

import re

import pytest
from django.test import Client

from tests.public import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

HURT = "/en/guides/when-you-hurt-yourself/"
TOO_MUCH = "/en/guides/when-everything-is-too-much/"
GUIDES = re.compile(r'<h3><a href="(/en/guides/[a-z-]+/)"')


@pytest.mark.parametrize(("topic", "guide"), [("self-harm", HURT), ("distress", TOO_MUCH)])
def test_the_guide_for_the_person_leads_its_topic(client: Client, topic: str, guide: str) -> None:
    assert GUIDES.findall(client.get(f"/en/topics/{topic}/").content.decode())[0] == guide


@pytest.mark.parametrize(
    ("words", "guide"),
    [("i want to hurt myself", HURT), ("i cut myself", HURT), ("panic attack", TOO_MUCH)],
)
def test_the_answer_offers_it_first(client: Client, words: str, guide: str) -> None:
    answer = client.post("/en/search/", {"q": words}).content.decode()
    offers = answer[answer.index('id="offers-heading"') :]
    assert re.findall(r'href="([^"]+)"', offers)[0] == guide


@pytest.mark.parametrize("guide", [HURT, TOO_MUCH])
def test_it_names_what_it_follows_and_who_has_not_read_it(client: Client, guide: str) -> None:
    text = client.get(guide).content.decode()
    assert "www.nice.org.uk/guidance/" in text
    assert "Their authors have not read it." in text
    assert "No clinician has read this page yet" in text
    assert 'href="/en/grounding/"' in text


def test_home_leads_to_the_person_before_who_helps(client: Client) -> None:
    home = client.get("/en/").content.decode()
    own, helping = home.index('id="guides-heading"'), home.index('id="helping-heading"')
    assert own < home.index('id="topics-heading"') < helping
    assert GUIDES.findall(home[own:helping])[:2] == ["/en/guides/thoughts-of-suicide/", HURT]
    assert TOO_MUCH in GUIDES.findall(home[own:helping])
    assert "/en/guides/helping-someone/" in GUIDES.findall(home[helping:])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "topics/distress/", "topics/self-harm/", "help/GB/"])
def test_grounding_is_a_link_away(client: Client, language: str, page: str) -> None:
    text = client.get(f"/{language}/{page}?country=GB").content.decode()
    assert f'href="/{language}/grounding/?country=GB"' in text


def test_who_looks_for_facts_is_not_steadied(client: Client) -> None:
    assert "/grounding/" not in client.get("/en/topics/wellbeing/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_grounding_is_words_with_help_beside_them(client: Client, language: str) -> None:
    text = client.get(f"/{language}/grounding/?country=GB").content.decode()
    page = text[text.index("<main") : text.index("<aside aria-labelledby")]
    assert page.count("<li>") == 15
    assert "2020" in page
    assert re.findall(r"<(?:script|video|audio|img|canvas|form|svg)", page) == []
    assert 'href="tel:999"' in text
