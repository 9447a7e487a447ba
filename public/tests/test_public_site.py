"""Every public page: no query, no cookie, and a helpful answer to what does not exist."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cms.publishing.catalog import Catalog

pytestmark = pytest.mark.django_db

PAGES = [
    "",
    "topics/",
    "topics/suicide/",
    "topics/eating-disorder/",
    "guides/",
    "guides/helping-someone/",
    "partners/",
    "partners/samaritans/",
    "help/",
    "help/VN/",
    "help/US/?page=2",
    "about/us/",
    "about/policy/",
    "about/privacy/",
    "about/accessibility/",
]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
NOWHERE = [
    "/xx/",
    "/en/nowhere/",
    "/en/guides/nowhere/",
    "/en/partners/nowhere/",
    "/en/topics/nowhere/",
    "/en/topics/sensitive/",
    "/en/help/XX/",
    "/en/?country=XX",
    "/en/?page=2",
    "/en/guides/?page=2",
    "/en/guides/?page=0",
    "/en/guides/?page=-1",
    "/en/guides/?page=two",
    "/en/guides/?page=" + "9" * 5000,
    "/en/%00/",
    "/en/%ff%fe/",
    "/wp-login.php",
]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_database_and_leaves_no_cookie(
    client: Client, django_assert_num_queries: Any, language: str, page: str
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert not answer.cookies
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in answer.content.decode()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", NOWHERE)
def test_an_unknown_address_still_leads_to_help(
    client: Client, django_assert_num_queries: Any, address: str
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(address)
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "/help/VN/" in text or "/help/" in text
    assert "findahelpline.com" in text
    assert not answer.cookies


@pytest.mark.usefixtures("seeded")
def test_an_unknown_address_is_not_repeated(client: Client) -> None:
    answer = client.get("/en/guides/i-want-to-disappear/")
    assert "disappear" not in answer.content.decode()


@pytest.mark.usefixtures("seeded")
def test_an_unknown_page_keeps_the_country(client: Client) -> None:
    text = client.get("/en/nowhere/?country=GB").content.decode()
    assert "Samaritans" in text
    assert "/en/guides/?country=GB" in text


@pytest.mark.usefixtures("seeded")
def test_every_link_keeps_the_country(client: Client) -> None:
    text = client.get("/vi/?country=VN").content.decode()
    links = re.findall(r'<a[^>]* href="(/[^"#]*)"', text)
    assert len(links) > 20
    assert [address for address in links if not address.endswith("?country=VN")] == []


@pytest.mark.usefixtures("seeded")
def test_switching_the_language_keeps_page_and_country(client: Client) -> None:
    text = client.get("/en/guides/helping-someone/?country=SG").content.decode()
    for language in LANGUAGES:
        assert f'href="/{language}/guides/helping-someone/?country=SG"' in text


@pytest.mark.usefixtures("seeded")
def test_the_answer_to_a_crash_has_help_and_no_words_of_the_error(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("what somebody typed")

    client.raise_request_exception = False
    monkeypatch.setattr("guides.views.guides_by_title", fail)
    answer = client.get("/vi/guides/?country=VN")
    assert answer.status_code == 500
    assert "096 306 1414" in answer.content.decode()
    assert "typed" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("seeded")
def test_where_even_help_fails_there_is_a_directory(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("what somebody typed")

    client.raise_request_exception = False
    monkeypatch.setattr("public.errors.help_on", fail)
    monkeypatch.setattr("guides.views.guides_by_title", fail)
    answer = client.get("/vi/guides/")
    assert answer.status_code == 500
    assert "findahelpline.com" in answer.content.decode()
    assert "typed" not in caplog.text


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("in-ID,in;q=0.9", "id"),
        ("fr-FR,ar;q=0.5,en;q=0.3", "ar"),
        ("de", "en"),
        ("*", "en"),
        ("", "en"),
        ("\x00;q=nan,vi", "en"),
        ("x" * 3000, "en"),
    ],
)
def test_the_front_door_leads_to_the_language_of_the_browser(
    client: Client, asked: str, language: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": asked})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in answer.headers["Vary"]
    assert not answer.cookies


def test_the_front_door_keeps_the_country(client: Client) -> None:
    assert client.get("/?country=vn").headers["Location"] == "/en/?country=VN"


def test_a_process_is_alive_before_it_has_anything_to_show(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        live, ready = client.get("/health/live"), client.get("/health/ready")
    assert (live.status_code, ready.status_code) == (200, 503)


def test_a_process_is_ready_once_it_has_a_snapshot(client: Client, seeded: Catalog) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert str(seeded.current().view.head) in answer.content.decode()


def test_a_site_without_content_still_has_pages(client: Client) -> None:
    for page in ("", "guides/", "partners/", "help/", "help/VN/", "topics/"):
        assert client.get(f"/en/{page}").status_code == 200


def test_the_style_sheet_is_one_file_that_never_changes(client: Client) -> None:
    address = re.search(r'href="(/style/[^"]+)"', client.get("/en/").content.decode())
    assert address is not None
    answer = client.get(address[1], headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert b"/*" not in client.get(address[1]).content


def test_a_page_of_another_worker_gets_its_styles_for_the_moment(client: Client) -> None:
    answer = client.get("/style/0123456789ab.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("operator", "contact", "said"),
    [
        ("", "", "There is no address to write to yet."),
        ("Lotus Care", "hello@lotus.example", 'href="mailto:hello@lotus.example"'),
        ("Lotus Care", "https://lotus.example/contact", 'href="https://lotus.example/contact"'),
    ],
)
def test_who_we_are_says_what_the_operator_said_and_nothing_else(
    client: Client, settings: Any, operator: str, contact: str, said: str
) -> None:
    settings.OPERATOR, settings.CONTACT, settings.DEMO = operator, contact, False
    text = client.get("/en/about/us/").content.decode()
    assert said in text
    assert ("This site is run by:" in text) is bool(operator)
