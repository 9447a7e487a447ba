"""Partners, and help by country, as pages."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from cms.publishing.catalog import showing
from cms.publishing.log import Check
from partners.reports import Reason, tally
from partners.tests.builders import (
    CLOSED,
    FRESH,
    NOW,
    UNKNOWN,
    channel,
    directory,
    emergency,
    line,
    site_of,
)
from tests.public import PAGES

pytestmark = pytest.mark.django_db

WITHOUT_CARD = {
    "topics/",
    "campaigns/",
    "guides/",
    "partners/",
    "help/VN/",
    "help/US/?page=2",
    "help/GB/card/",
    "help/countries/for/guides/helping-someone/",
    "search/",
    "about/us/",
    "about/policy/",
    "about/privacy/",
    "about/accessibility/",
}
"""Pages that only lead to help, and those of other countries or with another card."""


@pytest.fixture(autouse=True)
def empty_tally() -> None:
    tally.take()


@pytest.mark.usefixtures("seeded")
def test_without_a_country_help_asks_for_it_and_guesses_nothing(client: Client) -> None:
    text = client.get("/vi/help/", headers={"Accept-Language": "vi-VN"}).content.decode()
    assert text.count('href="/vi/help/') >= 20
    assert "096 306 1414" not in text
    assert "findahelpline.com" in text


@pytest.mark.usefixtures("seeded")
def test_a_chosen_country_is_answered_at_once(client: Client) -> None:
    assert "096 306 1414" in client.get("/vi/help/?country=VN").content.decode()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("country", ["VN", "vn", "Vn"])
def test_a_country_has_its_lines_emergency_number_and_directories(
    client: Client, country: str
) -> None:
    text = client.get(f"/vi/help/{country}/").content.decode()
    assert 'href="tel:0963061414"' in text
    assert 'href="tel:115"' in text
    assert "https://findahelpline.com" in text


@pytest.mark.usefixtures("seeded")
def test_at_most_three_lines_show_at_once_and_the_rest_is_a_link_away(client: Client) -> None:
    first = client.get("/en/help/US/").content.decode()
    assert first.count('<li class="line">') == 3
    assert "/en/help/US/?country=US&amp;page=2" in first
    second = client.get("/en/help/US/?country=US&page=2").content.decode()
    assert 1 <= second.count('<li class="line">') <= 3
    assert client.get("/en/help/US/?page=9").status_code == 404


@pytest.mark.usefixtures("seeded")
def test_a_keyword_and_an_extension_are_said_and_linked(client: Client) -> None:
    assert 'href="sms:85258?body=SHOUT"' in client.get("/en/help/GB/").content.decode()
    assert 'href="tel:119,8"' in client.get("/en/help/ID/").content.decode()


@pytest.mark.usefixtures("seeded")
def test_whoever_cannot_talk_is_offered_to_write_first(client: Client) -> None:
    text = client.get("/en/help/GB/").content.decode()
    assert text.index("You can write instead") < text.index('<li class="line">')


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("page", ["help/GB/", "partners/samaritans/?country=GB"])
def test_that_nobody_tried_the_numbers_is_said_once(client: Client, page: str) -> None:
    assert client.get(f"/en/{page}").content.decode().count("Not yet checked by us.") == 1


def test_among_checked_lines_the_one_that_is_not_says_so(client: Client) -> None:
    checks = {"helpline:first": Check(checked_on=NOW.date(), due_on=FRESH)}
    with time_machine.travel(NOW), showing(site_of(line("first"), line("second"), checks=checks)):
        text = client.get("/en/help/SG/").content.decode()
    assert text.count("Not yet checked by us.") == 1
    assert text.index("Not yet checked by us.") > text.index("Second")
    assert text.count("<dt>Checked</dt>") == 1


def test_stated_hours_are_said_plainly_and_unknown_ones_say_what_to_do(client: Client) -> None:
    unknown = line("unknown", channel(hours=UNKNOWN), channel("email", UNKNOWN, dial="a@b.example"))
    with showing(site_of(line("stated"), unknown)):
        text = client.get("/en/help/SG/").content.decode()
    assert text.count("Open 24 hours") == 1
    # When an e-mail is read nobody knows, and it can be written at any time.
    assert text.count("Hours not known: try now") == 1


def test_a_page_tells_how_long_it_is_until_a_line_opens_and_goes_on_telling(client: Client) -> None:
    with showing(site_of(line("closed", channel(hours=CLOSED)))):
        for minutes, wait in ((0, "in 3 hours"), (1, "in 3 hours"), (60, "in 2 hours")):
            with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
                text = client.get("/en/help/SG/").content.decode()
            assert f"Closed, opens at 15:00 ({wait})" in text


@pytest.mark.usefixtures("seeded")
def test_the_card_to_print_says_hours_and_its_date(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        text = client.get("/en/help/GB/card/").content.decode()
    card = re.sub(r"<[^>]+>", "", text[text.index("<article") : text.index("</article>")])
    assert "116 123" in card
    assert "999" in card
    assert "24 hours, every day" in card
    assert "As of November 23, 2026." in card
    assert "open now" not in card


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("country", ["XX", "", "GBX", "%00"])
def test_there_is_no_card_for_nowhere(client: Client, country: str) -> None:
    assert client.get(f"/en/help/{country}/card/").status_code == 404


@pytest.mark.usefixtures("seeded")
def test_a_partner_has_its_summary_website_and_lines(client: Client) -> None:
    text = client.get("/en/partners/samaritans/").content.decode()
    assert "https://samaritans.org" in text
    assert "116 123" in text
    assert '"@type": "NGO"' in text


@pytest.mark.usefixtures("seeded")
def test_a_partners_page_leads_to_what_names_it_and_to_nothing_else(client: Client) -> None:
    text = client.get("/en/partners/samaritans/").content.decode()
    named = text[text.index('id="named-heading"') : text.index("</main>")]
    assert "/en/guides/helping-someone/" in named
    assert "/en/guides/eating-disorders-teens/" not in named


@pytest.mark.usefixtures("seeded")
def test_the_start_names_organisations_of_the_country_first(client: Client) -> None:
    text = client.get("/en/?country=SG").content.decode()
    names = re.findall(r"/en/partners/([a-z-]+)/", text[text.index('id="partners-heading"') :])
    assert names[0] == "samaritans-of-singapore"
    assert len(names) == 6


@pytest.mark.usefixtures("seeded")
def test_of_a_partner_without_a_line_nothing_is_made_up(client: Client) -> None:
    text = client.get("/en/partners/neda/").content.decode()
    assert "answer calls" not in text
    assert "/en/help/" in text


@pytest.mark.usefixtures("seeded")
def test_what_is_said_of_a_line_is_counted_and_answered_with_others(client: Client) -> None:
    body = {"line": "gb-shout", "reason": "not_working"}
    for _time in range(2):
        answer = client.post("/en/help/feedback/?country=GB", body)
        assert answer.status_code == 303
        assert not answer.cookies
    assert tally.take() == {("gb-shout", Reason.NOT_WORKING): 2}
    address = answer.headers["Location"]
    assert re.fullmatch(r"/en/help/thanks/[0-9a-f]{10}/\?country=GB", address)
    text = client.get(address).content.decode()
    assert "116 123" in text
    assert "85258" not in text
    assert "85258" in client.get("/en/help/thanks/?country=GB").content.decode()
    assert client.get("/en/help/thanks/0123456789/?country=GB").status_code == 404


def test_where_the_only_line_did_not_work_the_page_says_so_and_leads_on(client: Client) -> None:
    with showing(site_of(line("only"), emergency("ambulance", "SG"), directory("world"))):
        body = {"line": "only", "reason": "not_working"}
        address = client.post("/en/help/feedback/?country=SG", body).headers["Location"]
        text = client.get(address).content.decode()
    assert "know another helpline here yet" in text
    assert 'href="tel:995"' in text
    assert "https://world.example" in text


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT_CARD])
def test_the_emergency_number_is_the_first_line_of_every_card(client: Client, page: str) -> None:
    path, _mark, query = page.partition("?")
    text = client.get(f"/en/{path}?country=GB&{query}").content.decode()
    card = text[text.index('id="help-heading"') :]
    assert re.findall(r'href="((?:tel|sms|mailto):[^"]+)"', card)[0] == "tel:999"


def test_where_no_line_is_open_the_card_says_so_and_what_to_do(client: Client) -> None:
    closed = line("closed", channel(hours=CLOSED))
    with time_machine.travel(NOW), showing(site_of(closed, emergency("ambulance", "SG"))):
        text = client.get("/en/help/SG/").content.decode()
    assert "No line for everyone is open right now." in text
    assert "go to the nearest hospital" in text
    with time_machine.travel(NOW), showing(site_of(closed, line("open"))):
        assert "is open right now" not in client.get("/en/help/SG/").content.decode()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "body",
    [
        {"line": "no-such-line", "reason": "not_working"},
        {"line": "gb-shout", "reason": "anything"},
        {"line": "x" * 5000, "reason": "not_working"},
        {},
    ],
)
def test_what_makes_no_sense_is_not_counted(client: Client, body: dict[str, str]) -> None:
    assert client.post("/en/help/feedback/", body).status_code == 303
    assert tally.take() == {}


def test_nothing_is_counted_by_a_link(client: Client) -> None:
    assert client.get("/en/help/feedback/?line=gb-shout&reason=not_working").status_code == 405


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "address", ["/en/help/ng/", "/en/help/NG/card/", "/en/help/?country=ng", "/en/?country=NG"]
)
def test_a_country_that_is_no_market_gets_its_emergency_number_and_the_directories(
    client: Client, address: str
) -> None:
    text = client.get(address).content.decode()
    assert "Nigeria" in text
    assert "199" in text
    assert "findahelpline.com" in text


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", ["/vi/help/ma/", "/vi/help/MA/card/"])
def test_an_emergency_number_nobody_knows_is_not_made_up(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    assert 'href="tel:' not in text
    assert "Hãy gọi số khẩn cấp nơi bạn ở." in text


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("code", ["xx", "eu", "ß", "n", "ngx"])
def test_what_is_no_country_has_no_help_page(client: Client, code: str) -> None:
    assert client.get(f"/en/help/{code}/").status_code == 404


@pytest.mark.usefixtures("seeded")
def test_every_country_can_be_chosen_and_has_a_page(client: Client) -> None:
    text = client.get("/ar/help/countries/").content.decode()
    assert text.count("/ar/help/") > 250
    for code in ("NG", "ES", "EG", "XK"):
        assert f'href="/ar/help/{code}/"' in text
