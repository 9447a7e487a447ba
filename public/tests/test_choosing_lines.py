"""The lines of a country by way, audience and topic: links alone, so no script is needed."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.public import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

CHOICE = re.compile(r'<a rel="nofollow" href="([^"]+)"( aria-current="true")?>')
LINES = re.compile(r"<h3><bdi>([^<]+)</bdi></h3>")


def _choices(text: str) -> list[str]:
    return [address for address, _chosen in CHOICE.findall(text)]


def test_choices_lead_to_fewer_lines_and_back(client: Client) -> None:
    every = client.get("/en/help/US/").content.decode()
    text = "/en/help/US/only/text/?country=US"
    assert text in _choices(every)
    chosen = client.get(text).content.decode()
    assert (text.replace("only/text/", ""), ' aria-current="true"') in CHOICE.findall(chosen)
    assert 0 < len(LINES.findall(chosen)) <= 3
    assert 'href="tel:911"' in chosen
    assert 'href="/en/help/US/?country=US"' in chosen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_that_is_offered_finds_a_line_and_asks_no_database(
    client: Client, django_assert_num_queries: Any, language: str
) -> None:
    offered = _choices(client.get(f"/{language}/help/GB/").content.decode())
    assert len(offered) > 3
    with django_assert_num_queries(0):
        for address in offered:
            answer = client.get(address)
            assert answer.headers["Cache-Control"] == "no-cache"
            assert answer.headers["ETag"]
            assert not answer.cookies
            text = answer.content.decode()
            assert LINES.findall(text)
            assert 'class="notice">' not in text


def test_a_choice_is_kept_with_the_language_and_another_country(client: Client) -> None:
    text = client.get("/en/help/GB/only/call+young/?country=GB").content.decode()
    assert 'href="/ar/help/GB/only/call+young/?country=GB"' in text
    assert 'href="/en/help/US/only/call+young/"' in text


def test_where_nothing_fits_the_page_says_so_and_shows_the_others(client: Client) -> None:
    text = client.get("/en/help/VN/only/email+eating-disorder/").content.decode()
    assert "No helpline here fits all of this." in text
    assert LINES.findall(text)


@pytest.mark.parametrize("chosen", ["fax", "young+call", "call+text", "eating_disorder", "call+"])
def test_what_is_no_choice_is_no_page(client: Client, chosen: str) -> None:
    assert client.get(f"/en/help/GB/only/{chosen}/").status_code == 404
    assert client.get("/en/help/XX/only/call/").status_code == 404
