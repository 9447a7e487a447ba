import pytest

from partners.dial import ChannelKind, href_of
from partners.numbering import identities, international

PHONE, TEXT, WHATSAPP = ChannelKind.PHONE, ChannelKind.TEXT, ChannelKind.WHATSAPP


@pytest.mark.parametrize(
    ("dial", "extension", "expected"),
    [
        ("988", "", "tel:988"),
        ("116 123", "", "tel:116123"),
        ("0120-279-338", "", "tel:0120279338"),
        ("+1 (833) 456-4566", "", "tel:+18334564566"),
        ("119", "8", "tel:119,8"),
        ("*4141", "", "tel:*4141"),
        ("*123#", "", "tel:*123%23"),
    ],
)
def test_a_phone_link_dials_exactly_what_is_written(
    dial: str, extension: str, expected: str
) -> None:
    assert href_of(PHONE, dial, extension=extension, countries=["ID"]) == expected


@pytest.mark.parametrize(
    ("dial", "keyword", "expected"),
    [
        ("741741", "HOME", "sms:741741?body=HOME"),
        ("988", "", "sms:988"),
        ("85258", "YES & NO", "sms:85258?body=YES%20%26%20NO"),
    ],
)
def test_a_text_link_holds_the_keyword(dial: str, keyword: str, expected: str) -> None:
    assert href_of(TEXT, dial, keyword=keyword, countries=["US"]) == expected


@pytest.mark.parametrize(
    ("dial", "countries", "expected"),
    [
        ("9151 1767", ["SG"], "https://wa.me/6591511767"),
        ("0811 3855 472", ["ID"], "https://wa.me/628113855472"),
        ("1-833-456-4566", ["CA"], "https://wa.me/18334564566"),
        ("+65 9151 1767", [], "https://wa.me/6591511767"),
        # No guess: a short number, a country without a known code, more than one country.
        ("800 4673", ["AE"], ""),
        ("9151 1767", ["ZA"], ""),
        ("9151 1767", ["SG", "MY"], ""),
        ("9151 1767", [], ""),
    ],
)
def test_a_whatsapp_link_is_made_only_where_the_number_is_certain(
    dial: str, countries: list[str], expected: str
) -> None:
    assert href_of(WHATSAPP, dial, countries=countries) == expected


def test_a_whatsapp_link_holds_the_keyword() -> None:
    link = href_of(WHATSAPP, "9151 1767", keyword="hi", countries=["SG"])
    assert link == "https://wa.me/6591511767?text=hi"


@pytest.mark.parametrize("kind", [ChannelKind.CHAT, ChannelKind.WEB, ChannelKind.APP])
def test_an_address_is_its_own_link(kind: ChannelKind) -> None:
    assert href_of(kind, "https://mindline.sg", countries=["SG"]) == "https://mindline.sg"


def test_an_email_address_becomes_a_mail_link() -> None:
    link = href_of(ChannelKind.EMAIL, "jo@samaritans.org", countries=["GB"])
    assert link == "mailto:jo@samaritans.org"


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("03-7956 8144", "0379568144", "MY"),
        ("03-7956 8144", "+60 3 7956 8144", "MY"),
        ("1-833-456-4566", "+1 833 456 4566", "CA"),
        ("1-833-456-4566", "833 456 4566", "CA"),
        ("08457 90 90 90", "+44 8457 909090", "GB"),
    ],
)
def test_one_number_written_in_two_ways_is_one_number(one: str, other: str, country: str) -> None:
    assert identities(one, [country]) == identities(other, [country])


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("0112", "112", "DE"),
        ("1393", "109", "KR"),
        ("0570-783-556", "0120-783-556", "JP"),
        ("988", "9881", "US"),
    ],
)
def test_different_numbers_stay_different(one: str, other: str, country: str) -> None:
    assert identities(one, [country]).isdisjoint(identities(other, [country]))


def test_an_international_number_keeps_its_own_calling_code() -> None:
    assert international("+44 20 7946 0958", ["US"]) == "442079460958"


@pytest.mark.parametrize("kind", [ChannelKind.CHAT, ChannelKind.WEB, ChannelKind.APP])
def test_an_address_that_would_run_a_script_is_no_link(kind: ChannelKind) -> None:
    assert href_of(kind, "https://chat.example", countries=[]) == "https://chat.example"
    assert href_of(kind, "javascript:alert(1)", countries=[]) == ""
