"""What stops a release: retired, uncertain and typed numbers."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from cms.levels import Level
from cms.publishing.documents import Document, Text
from cms.publishing.findings import CheckContext, Finding
from cms.publishing.log import Check, History
from partners import findings
from partners.models import Channel, Helpline, RetiredNumber
from partners.tests.builders import NOW, channel, line, partner

pytestmark = pytest.mark.django_db


def alone() -> CheckContext:
    """A release of nothing else, over an empty log."""
    return CheckContext({}, History())


def retire(country: str, dial: str, **fields: Any) -> RetiredNumber:
    return RetiredNumber.objects.create(country=country, dial=dial, reason="Closed", **fields)


def codes(found: Any) -> list[tuple[str, Level, str]]:
    return [(finding.code, finding.level, finding.field) for finding in found]


def retired_fields(document: Document) -> list[str]:
    found: list[Finding] = list(findings.retired_number("helpline:x", document, alone()))
    assert {finding.level for finding in found} <= {Level.BLOCKS}
    return [finding.field for finding in found]


# Retired numbers


def test_a_retired_number_blocks_however_it_is_written() -> None:
    retire("MY", "03-7956 8144")
    for dial in ("03-7956 8144", "0379568144", "+60 3 7956 8144"):
        assert retired_fields(line("x", channel(dial=dial), countries=("MY",))) == [
            "channels.phone"
        ]


@pytest.mark.parametrize(
    ("countries", "dial"),
    [
        (("US",), "(800) 931-2237"),
        (("CA",), "1.800.931.2237"),
        (("AU",), "+1 800 931 2237"),
        (("AU",), "001 800 931 2237"),
        (("GB",), "1-800-931-2237"),
        ((), "１－８００－９３１－２２３７"),
        (("US",), "1–800–931–2237"),
        (("VN", "ID"), "+1 (800) 931 2237"),
    ],
)
def test_a_retired_number_is_caught_in_every_spelling_and_country(
    countries: tuple[str, ...], dial: str
) -> None:
    retire("US", "1-800-931-2237")
    assert retired_fields(line("x", channel(dial=dial), countries=countries)) == ["channels.phone"]


def test_the_finding_says_which_number_and_why() -> None:
    retire("KR", "1393")
    document = line("x", channel(dial="1393"), countries=("KR",))
    (found,) = findings.retired_number("helpline:x", document, alone())
    assert found.message == "1393 must not be shown: Closed."


@pytest.mark.parametrize(
    ("countries", "dial", "expected"),
    [
        (("KR",), "1393", ["channels.phone"]),
        (("JP", "KR"), "1393", ["channels.phone"]),
        ((), "1393", ["channels.phone"]),  # A line for every country is one for Korea, too.
        (("JP",), "1393", []),
        (("KR",), "13931", []),
        (("KR",), "139", []),
    ],
)
def test_country_and_whole_number_have_to_agree(
    countries: tuple[str, ...], dial: str, expected: list[str]
) -> None:
    retire("KR", "1393")
    assert retired_fields(line("x", channel(dial=dial), countries=countries)) == expected


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [("NEDA", ["channels.text"]), ("neda", ["channels.text"]), ("HOME", []), ("", [])],
)
def test_a_retired_keyword_leaves_the_number_alone(keyword: str, expected: list[str]) -> None:
    retire("US", "741741", keyword="NEDA")
    text = channel("text", dial="741741", keyword=keyword)
    assert retired_fields(line("x", text, countries=("US",))) == expected


def test_a_number_retired_without_keyword_is_retired_with_any() -> None:
    retire("CA", "45645")
    text = channel("text", dial="45645", keyword="TALK")
    assert retired_fields(line("x", text, countries=("CA",))) == ["channels.text"]


def test_a_number_may_be_wrong_for_one_helpline_only() -> None:
    tell = Helpline.objects.create(key="jp-tell", name_en="TELL", check_due=date(2026, 12, 22))
    retire("JP", "0570-783-556", helpline=tell)
    number = channel(dial="0570-783-556")
    assert retired_fields(line("jp-tell", number, countries=("JP",))) == ["channels.phone"]
    assert retired_fields(line("jp-inochi", number, countries=("JP",))) == []


def test_an_address_is_no_retired_number() -> None:
    retire("GB", "116123")
    web = channel("web", dial="https://example.org/116123")
    assert retired_fields(line("x", web, countries=("GB",))) == []


def test_other_kinds_of_content_have_no_channels() -> None:
    retire("GB", "116123")
    assert retired_fields(partner("x")) == []


# Grade and channels


@pytest.mark.parametrize(("grade", "blocks"), [("A", False), ("B", False), ("C", True)])
def test_a_line_of_grade_c_is_never_public(grade: str, blocks: bool) -> None:
    found = findings.uncertain_line("helpline:x", line("x", grade=grade), alone())
    assert codes(found) == [("uncertain_line", Level.BLOCKS, "grade")] * blocks


def test_a_line_without_a_channel_helps_nobody() -> None:
    empty = line("x").model_copy(update={"channels": ()})
    found = findings.unreachable_line("helpline:x", empty, alone())
    assert codes(found) == [("unreachable_line", Level.BLOCKS, "channels")]
    assert codes(findings.unreachable_line("helpline:x", line("x"), alone())) == []


# Checks


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(("due", "is_told"), [(-1, True), (0, False), (30, False)])
def test_an_overdue_check_is_told_and_refuses_nothing(due: int, is_told: bool) -> None:
    document = line("x", check_due=NOW.date() + timedelta(days=due))
    found = findings.overdue_check("helpline:x", document, alone())
    assert codes(found) == [("overdue_check", Level.NOTE, "check_due")] * is_told


@time_machine.travel(NOW, tick=False)
def test_a_recorded_check_silences_the_alarm() -> None:
    check = Check(date(2026, 11, 1), date(2027, 5, 1))
    checked = CheckContext({}, History(checks={"helpline:x": check}))
    document = line("x", check_due=date(2026, 1, 1))
    assert codes(findings.overdue_check("helpline:x", document, checked)) == []


# Typed numbers


@pytest.fixture
def known(db: None) -> None:
    """988 is a live line's number, 1393 a retired one, 15 too short to be told from a count."""
    sos = Helpline.objects.create(key="sos", name_en="SOS", check_due=date(2026, 12, 22))
    for key, dial in (("phone", "988"), ("short", "15")):
        Channel.objects.create(helpline=sos, key=key, kind="phone", dial=dial)
    retire("KR", "1393")


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("language", "text", "is_found"),
    [
        ("en", "<p>You can <strong>call 988</strong> at any hour.</p>", True),
        ("en", "<p>Call <em>9</em>88.</p>", True),
        ("en", "Call 1393 in Korea", True),
        ("vi", "Gọi 096 306 1414 nhé", True),
        ("ar", "اتصل على ٩٨٨", True),
        ("en", "Call 15 friends", False),
        ("en", "The 988 Suicide &amp; Crisis Lifeline has existed since 2022.", False),
        ("en", '<a href="https://example.org/20210000001">more</a>', False),
    ],
)
def test_a_number_typed_into_any_text_blocks(language: str, text: str, is_found: bool) -> None:
    document = partner("x", summary=Text({language: text}))
    found = list(findings.typed_number("partner:x", document, alone()))
    expected = [("typed_number", Level.BLOCKS, "summary")] * is_found
    assert codes(found) == expected
    assert [finding.language for finding in found] == [language] * is_found


@pytest.mark.usefixtures("known")
def test_a_number_typed_into_the_note_of_a_channel_is_found_too() -> None:
    document = line("x", channel(note=Text({"en": "Or call 988"})))
    found = findings.typed_number("helpline:x", document, alone())
    assert codes(found) == [("typed_number", Level.BLOCKS, "channels.0.note")]


@pytest.mark.usefixtures("known")
def test_a_line_may_be_named_by_its_own_number() -> None:
    """Where the number goes, the whole line goes; in any other text it would stay."""
    named = {"name": Text({"vi": "Tổng đài 988"})}
    own = line("x", channel(dial="988"), **named)
    assert codes(findings.typed_number("helpline:x", own, alone())) == []
    other = line("x", channel(dial="1767"), **named)
    assert codes(findings.typed_number("helpline:x", other, alone())) == [
        ("typed_number", Level.BLOCKS, "name")
    ]
