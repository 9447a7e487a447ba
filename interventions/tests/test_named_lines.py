"""Asking for a line is asking for help: by name, short name or number, from what is live."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.publishing.catalog import Catalog
from cms.publishing.snapshot import LiveContent
from interventions.answers import Answer, answer
from interventions.matching.bundle import load_bundle
from interventions.named.names import Clarity, names_in
from interventions.rulesets import ruleset

pytestmark = pytest.mark.django_db

ASKED = [
    ("samaritans number", "en", "GB", "gb-samaritans"),
    ("what is the number for samaritans", "en", "IE", "ie-samaritans"),
    ("Samaritans", "en", "GB", "gb-samaritans"),
    ("samaritans uk", "en", "", "gb-samaritans"),
    ("samartians number", "en", "GB", "gb-samaritans"),
    ("samaritans singapore", "en", "SG", "sg-sos"),
    ("sos hotline", "en", "SG", "sg-sos"),
    ("988", "en", "US", "us-988"),
    ("988", "en-CA", "", "ca-988"),
    ("call 988", "en", "CA", "ca-988"),
    ("988 suicide and crisis lifeline", "en", "US", "us-988"),
    ("116123", "de", "DE", "de-telefonseelsorge"),
    ("text shout to 85258", "en", "GB", "gb-shout"),
    ("lifeline chat", "en", "AU", "au-lifeline"),
    ("13 11 14", "en", "AU", "au-lifeline"),
    ("kids help phone", "fr", "CA", "ca-kids-help-phone"),
    ("kids helpline", "en", "CA", "ca-kids-help-phone"),
    ("befrienders", "en", "MY", "my-befrienders-kl"),
    ("beat helpline", "en", "GB", "gb-beat"),
    ("đường dây nóng ngày mai", "vi", "VN", "vn-ngay-mai"),
    ("hotline ngay mai", "vi", "VN", "vn-ngay-mai"),
    ("0963061414", "vi", "VN", "vn-ngay-mai"),
    ("tổng đài 111", "vi", "VN", "vn-111"),
    ("いのちの電話", "ja", "JP", "jp-inochi"),
    ("109 전화", "ko", "KR", "kr-109"),
    ("ligue 188", "pt", "BR", "br-cvv"),
]


@pytest.fixture
def ask(seeded: Catalog) -> Callable[..., Answer]:
    def asked(query: str, locale: str, country: str, live: LiveContent | None = None) -> Answer:
        live = live or seeded.current()
        match = ruleset(live).match(query, locale, country)
        return answer(match, locale, country, timezone.now(), live)

    return asked


@pytest.mark.parametrize(("query", "locale", "country", "line"), ASKED)
def test_a_line_is_found_by_its_names_and_numbers_and_comes_first(
    ask: Callable[..., Answer], query: str, locale: str, country: str, line: str
) -> None:
    given = ask(query, locale, country)
    assert given.help[0].key == line
    expected = "support" if line == "gb-beat" else "crisis"
    assert given.response == expected


@pytest.mark.parametrize(
    ("query", "country"),
    [
        ("beat", "GB"),
        ("how to beat phone addiction", "GB"),
        ("shout", "GB"),
        ("lifeline", "US"),
        ("butterfly", "AU"),
        ("embrace", "LB"),
        ("mind", "GB"),
        ("call me maybe", "US"),
        ("cvv number", "US"),
        ("ngày mai", "VN"),
        ("111", "GB"),
        ("988", ""),
        ("bus number 111", "VN"),
        ("gbb", "US"),
        ("911 call", "US"),
        ("association phone number", "US"),
    ],
)
def test_an_ordinary_word_or_a_short_number_alone_is_no_line(
    ask: Callable[..., Answer], query: str, country: str
) -> None:
    assert not ask(query, "en", country).matched


def test_a_line_of_another_country_comes_after_those_of_here(ask: Callable[..., Answer]) -> None:
    given = ask("samaritans number", "en", "VN")
    keys = [line.key for line in given.help]
    assert keys[0] in ("vn-ngay-mai", "vn-111")
    assert {"gb-samaritans", "vn-ngay-mai"} <= set(keys)
    assert keys.index("gb-samaritans") > keys.index("vn-ngay-mai")


def test_without_a_country_all_lines_of_the_name_come_first(ask: Callable[..., Answer]) -> None:
    given = ask("call 988", "en", "")
    assert {line.key for line in given.help[:2]} == {"us-988", "ca-988"}
    assert given.asks_country


def test_a_name_goes_with_its_line(ask: Callable[..., Answer], seeded: Catalog) -> None:
    live = seeded.current()
    left = {key: item for key, item in live.view.items.items() if key != "helpline:sg-1771"}
    without = LiveContent(replace(live.view, items=left), seeded.snapshot.editions)
    assert ask("mindline", "en", "SG", live).matched
    assert not ask("mindline", "en", "SG", without).matched


def test_an_organisation_without_a_line_is_named_and_its_topic_answers(
    ask: Callable[..., Answer],
) -> None:
    given = ask("neda helpline", "en", "US")
    assert given.topic == "eating_disorder"
    assert given.interventions[0].offers[0].key == "partner:neda"
    assert ask("national eating disorders association", "en", "US").response == "info"


def test_a_search_service_finds_names_too(client: Client, seeded: Catalog, settings: Any) -> None:
    settings.TERMS_TOKEN = "a long random word"
    response = client.get("/api/v1/terms", headers={"Authorization": "Bearer a long random word"})
    signed = response["X-Wellspring-Signature"]
    theirs = load_bundle(response.content, secret=settings.TERMS_TOKEN, signed=signed)
    ours = ruleset(seeded.current())
    for query, locale, country, _line in ASKED:
        assert theirs.match(query, locale, country) == ours.match(query, locale, country)
    assert "helpline:gb-samaritans" in json.dumps(response.json())


def test_the_page_shows_the_line_asked_for_first(client: Client, seeded: Catalog) -> None:
    text = client.post("/en/search/?country=GB", {"q": "shout helpline"}).content.decode()
    assert text.index(">Shout<") < text.index(">Samaritans<")
    text = client.post("/en/search/?country=VN", {"q": "samaritans number"}).content.decode()
    assert text.index("Ngày Mai") < text.index("You asked for this one.")
    assert "United Kingdom" in text


@pytest.mark.parametrize(
    ("title", "country", "name", "clarity"),
    [
        ("Samaritans of Singapore (SOS)", "SG", "SOS", Clarity.WITH_NOUN),
        ("LISA / BISA Helpline (Bali)", "ID", "BISA Helpline", Clarity.CLEAR),
        ("Suicide Crisis Helpline (Tautoko)", "NZ", "Suicide Crisis Helpline", Clarity.GENERIC),
        ("Befrienders Kuala Lumpur", "MY", "Befrienders", Clarity.CLEAR),
        ("Lifeline", "AU", "Lifeline", Clarity.WITH_WORD),
        ("Mind [24/7] {x} | y", "GB", "Mind 24/7 x y", Clarity.CLEAR),
    ],
)
def test_names_are_read_from_titles(title: str, country: str, name: str, clarity: Clarity) -> None:
    assert names_in([title], [country])[name] is clarity


def test_a_place_in_brackets_is_no_name() -> None:
    assert "Bali" not in names_in(["LISA / BISA Helpline (Bali)"], ["ID"])
    assert "3114" not in names_in(["3114"], ["FR"])
