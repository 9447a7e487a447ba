"""Choosing a country keeps what was open, on every kind of page."""

import re

import pytest
from django.test import Client

from public.names import market_names, plain_letters
from tests.public import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

TO_HELP = "#help-heading"


def addresses(client: Client, page: str) -> list[str]:
    return re.findall(r' (?:href|formaction)="([^"]+)"', client.get(page).content.decode())


@pytest.mark.parametrize("page", [page for page in PAGES if not page.startswith("help/")])
def test_every_page_leads_to_itself_in_any_country(client: Client, page: str) -> None:
    if page == "nowhere/":
        assert "/en/help/countries/" in addresses(client, f"/en/{page}")
        return
    choosing = f"/en/help/countries/for/{page}"
    assert choosing in addresses(client, f"/en/{page}")
    found = addresses(client, choosing)
    for country in ("GB", "NG", "VN"):
        address = f"/en/{page}?country={country}{TO_HELP}"
        assert address in found
        assert client.get(address.removesuffix(TO_HELP)).status_code == 200


def test_a_page_keeps_its_place_while_another_country_is_chosen(client: Client) -> None:
    page = "/vi/guides/helping-someone/"
    assert f"{page}?country=VN{TO_HELP}" in addresses(client, page)
    again = "/vi/help/countries/for/guides/helping-someone/?country=VN"
    assert again in addresses(client, f"{page}?country=VN")
    assert f"{page}?country=SG{TO_HELP}" in addresses(client, again)


def test_help_leads_to_the_help_of_a_country_and_its_card_to_the_card(client: Client) -> None:
    assert "/en/help/GB/" in addresses(client, "/en/help/")
    assert "/en/help/GB/" in addresses(client, "/en/help/US/")
    assert "/en/help/GB/" in addresses(client, "/en/help/countries/?country=US")
    assert "/en/help/NG/card/" in addresses(client, "/en/help/countries/for/help/GB/card/")


@pytest.mark.parametrize("page", ["", "guides/", "help/VN/", "campaigns/october-mental-health/"])
def test_the_country_is_named_on_the_page(client: Client, page: str) -> None:
    text = client.get(f"/en/{page}?country=VN").content.decode()
    assert "<b>Vietnam</b>" in text[text.index('class="strips"') : text.index("<main")]


def test_a_country_chosen_for_what_is_no_page_is_an_unknown_address(client: Client) -> None:
    for page in ("admin/", "wp-login.php", "guides/helping-someone/more/", "feed.xml/"):
        assert client.get(f"/en/help/countries/for/{page}").status_code == 404


def test_results_are_searched_again_in_the_chosen_country(client: Client) -> None:
    text = client.post("/en/search/", {"q": "i want to die"}).content.decode()
    assert 'name="q" value="i want to die"' in text
    assert f'<button type="submit" formaction="/en/search/?country=GB{TO_HELP}"' in text
    assert 'formaction="/en/help/countries/for/search/"' in text
    again = client.post("/en/search/?country=GB", {"q": "i want to die"}).content.decode()
    assert "116 123" in again


def test_the_list_of_countries_sends_the_words_back_and_keeps_them_nowhere(client: Client) -> None:
    answer = client.post("/en/help/countries/for/search/", {"q": "i want to die"})
    text = answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'<button type="submit" formaction="/en/search/?country=NG{TO_HELP}"' in text
    assert text.count('value="i want to die"') >= 1
    assert "data-posted" in text
    assert "i want to die" not in re.sub(r'value="[^"]*"', "", text)


def test_without_script_the_topic_is_kept_and_the_words_are_not_repeated(client: Client) -> None:
    body = {"q": "i want to die", "scriptless": "yes"}
    text = client.post("/en/search/", body).content.decode()
    assert f'href="/en/topics/suicide/?country=GB{TO_HELP}"' in text
    assert "i want to die" not in text


@pytest.mark.parametrize("language", ["en", "vi", "id", "ar"])
def test_countries_stand_in_the_order_of_the_names_that_are_read(language: str) -> None:
    read = [plain_letters(market.name) for market in market_names(language)]
    assert read == sorted(read)


def test_the_country_is_read_first_in_the_words_of_the_page(client: Client) -> None:
    text = client.get("/en/help/").content.decode()
    found = re.search(r"<span>Philippines</span>\s*<small[^>]*>([^<]+)</small>", text)
    assert found
    assert found[1] == "Pilipinas"
