"""Codes as people and phones write them mean the same in an address, the API and a file."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import CampaignMarket
from cms.codes import country_code, language_code, locale_tag
from cms.countries import all_countries, country_of
from interventions.answers import language_of
from interventions.locales import tag_of
from partners.models import Helpline, RetiredNumber
from partners.resources import HELPLINES
from tests.exchanging import import_table, rows_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("in", "id"), ("IN", "id"), ("ind", "id"), ("iw", "he"), ("vie", "vi"), ("eng", "en")),
        *(("ara", "ar"), ("chi", "zh"), (" vi ", "vi"), ("id", "id"), ("fil", "fil"), ("tl", "tl")),
        *(("xx", "xx"), ("", "")),
    ],
)
def test_a_language_is_the_one_that_is_meant(written: str, meant: str) -> None:
    assert language_code(written) == meant
    assert language_code(meant) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("UK", "GB"), ("uk", "GB"), (" gb ", "GB"), ("GBR", "GB"), ("vnm", "VN"), ("IDN", "ID")),
        *(("VN", "VN"), ("vn", "VN"), ("", ""), ("??", "??"), ("ß", "ß")),
    ],
)
def test_a_country_is_the_one_that_is_meant(written: str, meant: str) -> None:
    assert country_code(written) == meant
    assert (country_of(written) or meant) == meant


def test_no_country_of_the_world_means_another_one() -> None:
    assert {code: country_code(code) for code in all_countries()} == {
        code: code for code in all_countries()
    }


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("in_ID", "id-ID"),
        ("in-ID", "id-ID"),
        ("IND", "id"),
        (" en_gb ", "en-GB"),
        ("zh-hant", "zh-Hant"),
    ],
)
def test_a_locale_of_a_file_or_a_phone_is_the_tag_that_is_meant(written: str, tag: str) -> None:
    assert tag_of(written) == tag
    assert language_of(written) == language_of(tag)
    assert locale_tag(locale_tag(written)) == locale_tag(written)


def test_a_page_keeps_the_country_that_is_meant(seeded: Any, client: Client) -> None:
    assert "?country=GB" in client.get("/en/?country=UK").content.decode()


def test_a_phone_with_an_old_code_gets_its_pages(seeded: Any, client: Client) -> None:
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="in-ID,en;q=0.5").headers["Location"] == "/id/"
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="ind").headers["Location"] == "/id/"


def test_the_api_answers_an_old_code_as_the_new_one(seeded: Any, client: Client) -> None:
    def asked(locale: str, country: str) -> Any:
        body = {"query": "ingin bunuh diri", "locale": locale, "country": country}
        return client.post("/api/v1/match", body, content_type="application/json").json()

    assert asked("in_ID", " idn ") == asked("id-ID", "ID")
    assert asked("en", "UK") == asked("en", "GB")
    old, new = (
        client.get("/api/v1/help?lang=in&country=UK"),
        client.get("/api/v1/help?lang=id&country=GB"),
    )
    assert old.json() == new.json()


def test_a_file_holds_codes_as_they_are_meant(cast: Any) -> None:
    table = (
        b"key,name_en,check_due,countries,languages,grade\nnew,New,2026-12-24, uk  ie,ind en,A\n"
    )
    staged = import_table(HELPLINES, table, cast.editor, only_look=True)
    cells = {cell.column: cell.after for row in rows_of(staged) for cell in row.changes}
    assert (cells["countries"], cells["languages"]) == ("GB IE", "id en")


@pytest.mark.django_db
def test_a_form_holds_codes_as_they_are_meant() -> None:
    line = Helpline(key="x", name_en="X", check_due="2026-12-24", countries="UK", languages="in")
    line.full_clean()
    assert (line.countries, line.languages) == ("GB", "id")
    number = RetiredNumber(country="uk", dial="08457 90 90 90", reason="Old")
    number.full_clean()
    assert number.country == "GB"
    market = CampaignMarket(country="UK")
    market.clean_fields(exclude=["campaign"])
    assert market.country == "GB"
