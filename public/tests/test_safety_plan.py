"""Something for the person who has the thoughts."""

import re

import pytest
from django.test import Client

from tests.public import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

GUIDE = "guides/thoughts-of-suicide/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_can_be_filled_in_and_nothing_of_it_can_be_sent(
    client: Client, language: str
) -> None:
    text = client.get(f"/{language}/safety-plan/?country=GB").content.decode()
    plan = text[text.index('class="plan"') : text.index("<aside", text.index('class="plan"'))]
    fields = re.findall(r"<textarea[^>]*>", plan)
    assert len(fields) == 7
    assert [
        field for field in fields if " name=" in field or 'autocomplete="off"' not in field
    ] == []
    assert "<form" not in plan
    assert plan.count("<label for=") == 7
    assert "2012" in plan
    assert 'href="tel:999"' in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["topics/suicide/", GUIDE, "help/GB/"])
def test_the_plan_is_a_link_away(client: Client, language: str, page: str) -> None:
    text = client.get(f"/{language}/{page}?country=GB").content.decode()
    assert f'href="/{language}/safety-plan/?country=GB"' in text


def test_the_guide_for_the_person_leads_the_topic_and_the_answers(client: Client) -> None:
    topic = client.get("/en/topics/suicide/").content.decode()
    assert (
        re.findall(r"/en/(guides/[a-z-]+/)\"", topic[topic.index("guides-heading") :])[0] == GUIDE
    )
    for words in ("i want to die", "suicidal thoughts"):
        answer = client.post("/en/search/", {"q": words}).content.decode()
        offers = answer[answer.index('id="offers-heading"') :]
        assert re.findall(r'href="([^"]+)"', offers)[0] == f"/en/{GUIDE}"


def test_no_guide_says_that_somebody_reviewed_it(client: Client) -> None:
    text = client.get(f"/en/{GUIDE}").content.decode()
    assert "Their authors have not read it." in text
    assert "No clinician has read this page yet" in text
    assert "What happens when you call or text" in text


def test_the_signs_to_notice_name_talking_about_wanting_to_die(client: Client) -> None:
    assert "about wanting to die" in client.get("/en/guides/helping-someone/").content.decode()
