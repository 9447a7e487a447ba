"""Rules that hold for the data whatever way it comes in, each with its plain sentence."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from partners.models import Channel, Helpline, Partner, RetiredNumber

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 22)


def partner(**fields: Any) -> Partner:
    return Partner(**{"key": "mental", "name_en": "Mental"} | fields)


def helpline(**fields: Any) -> Helpline:
    defaults = {"key": "sos", "name_en": "SOS", "countries": "SG", "check_due": DUE}
    return Helpline(**defaults | fields)


def channel(**fields: Any) -> Channel:
    """A channel, not stored yet, of a helpline that is."""
    owner, _created = Helpline.objects.get_or_create(
        key="owner", defaults={"name_en": "Owner", "check_due": DUE}
    )
    defaults = {"helpline": owner, "key": "phone", "kind": "phone", "dial": "1767", "zone": "UTC"}
    return Channel(**defaults | fields)


def retired(**fields: Any) -> RetiredNumber:
    return RetiredNumber(**{"country": "KR", "dial": "1393", "reason": "Merged into 109"} | fields)


Make = Callable[..., models.Model]
Fields = dict[str, Any]

AGREEMENT = "The agreement must end after it starts."
AGES = "The youngest age must not exceed the oldest."
COUNTRY = "An emergency number needs its country."
CHECK = "A helpline needs the day of its first check; emergency numbers and directories have none."
KEYWORD = "Only a text message or WhatsApp takes a keyword."
EXTENSION = "Only a phone call takes an extension."
HOURS = "Unknown hours stay empty; confirmed or stated ones have to be written."
REASON = "Say why the number must not be shown."

TWO = "and the other in a row of its own."
AT_HOME = "Write it as people there dial it, without +."


@pytest.mark.parametrize(
    ("make", "fields", "sentence"),
    [
        (partner, {"agreement_from": DUE, "agreement_until": date(2026, 1, 1)}, AGREEMENT),
        (helpline, {"min_age": 18, "max_age": 17}, AGES),
        (helpline, {"kind": "emergency", "countries": "", "check_due": None}, COUNTRY),
        (helpline, {"check_due": None}, CHECK),
        (helpline, {"kind": "directory"}, CHECK),
        (channel, {"keyword": "HOME"}, KEYWORD),
        (channel, {"kind": "text", "extension": "8"}, EXTENSION),
        (channel, {"weekly": "24/7"}, HOURS),
        (channel, {"hours_status": "stated"}, HOURS),
        (retired, {"reason": ""}, REASON),
    ],
)
def test_a_rule_of_the_data_is_kept_by_form_and_database(
    make: Make, fields: Fields, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        make(**fields).validate_constraints()
    assert refused.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields).save()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (channel, "This helpline has a channel with that key already."),
        (retired, "This number is in the list already."),
    ],
)
def test_the_same_thing_is_not_stored_twice(make: Make, sentence: str) -> None:
    make().save()
    with pytest.raises(ValidationError) as refused:
        make().validate_constraints()
    assert refused.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        make().save()


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (partner, {"agreement_from": DUE, "agreement_until": DUE}),
        (helpline, {"min_age": 17, "max_age": 17}),
        (helpline, {"kind": "emergency", "check_due": None}),
        (helpline, {"kind": "directory", "countries": "", "check_due": None}),
        (channel, {"kind": "text", "dial": "741741", "keyword": "HOME"}),
        (channel, {"extension": "8"}),
        (channel, {"hours_status": "stated", "monthly": "10 08:00-32:00"}),
        (channel, {"kind": "email", "dial": "jo@samaritans.org"}),
        (channel, {"kind": "chat", "dial": "https://mindline.sg"}),
        (channel, {"dial": "+1 (833) 456-4566"}),
        (channel, {"dial": "*4141"}),
        (channel, {"dial": "(800) 273-8255"}),
        (channel, {"dial": "15"}),
        (retired, {"keyword": "NEDA"}),
    ],
)
def test_what_keeps_the_rules_is_stored(make: Make, fields: Fields) -> None:
    made = make(**fields)
    made.full_clean()
    made.save()
    assert type(made)._default_manager.filter(pk=made.pk).exists()


NO_COUNTRY = "is not a country: write codes of two letters, such as GB IE."
NO_LANGUAGE = "is not a language: write codes such as en vi fil."
NO_NUMBER = "Write the number as it is dialled, such as 0120-279-338."
NO_ADDRESS = "Write an address that starts with https://."
NO_ZONE = "is not a time zone: write a name such as Asia/Ho_Chi_Minh."
WEEKLY = "write, for instance, Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00, or 24/7."


@pytest.mark.parametrize(
    ("make", "fields", "sentence"),
    [
        (helpline, {"countries": "SG UX"}, f"“UX” {NO_COUNTRY}"),
        (helpline, {"countries": "s9"}, f"“S9” {NO_COUNTRY}"),
        (helpline, {"countries": "EU"}, f"“EU” {NO_COUNTRY}"),
        (helpline, {"countries": "GB,IE"}, f"“GB,IE” {NO_COUNTRY}"),
        (helpline, {"countries": "GB GB"}, "“GB GB” names a code twice."),
        (helpline, {"languages": "English"}, f"“English” {NO_LANGUAGE}"),
        (helpline, {"languages": "en en"}, "“en en” names a code twice."),
        (channel, {"dial": "https://mindline.sg"}, NO_NUMBER),
        (channel, {"dial": "call me"}, NO_NUMBER),
        (channel, {"dial": "9"}, NO_NUMBER),
        (channel, {"dial": "+"}, NO_NUMBER),
        (channel, {"dial": "119 ext 8"}, NO_NUMBER),
        (channel, {"dial": "0800 111 0 111 / 0800 111 0 222"}, NO_NUMBER),
        (
            channel,
            {"dial": "02-713-6793/6791"},
            "“02-713-6793/6791” may be two numbers: write one, such as 02-713-6793, " + TWO,
        ),
        (
            channel,
            {"dial": "1-800-SUICIDE"},
            "“1-800-SUICIDE” is dialled in digits: write 1-800-7842433.",
        ),
        (
            channel,
            {"dial": "+44 (0)20 7946 0958"},
            "“+44 (0)20 7946 0958” is not dialled as it stands: write +44 20 7946 0958.",
        ),
        (
            channel,
            {"dial": "+44 116 123"},
            "“+44 116 123” is no number that can be dialled from abroad. " + AT_HOME,
        ),
        (channel, {"kind": "chat", "dial": "http://mindline.sg"}, NO_ADDRESS),
        (channel, {"kind": "web", "dial": "javascript:alert(1)"}, NO_ADDRESS),
        (
            channel,
            {"kind": "email", "dial": "jo"},
            "Write an email address such as jo@example.org.",
        ),
        (channel, {"zone": "localtime"}, f"“localtime” {NO_ZONE}"),
        (channel, {"zone": "Etc/GMT+7"}, f"“Etc/GMT+7” {NO_ZONE}"),
        (channel, {"zone": "EST5EDT"}, f"“EST5EDT” {NO_ZONE}"),
        (channel, {"zone": "Saigon time"}, f"“Saigon time” {NO_ZONE}"),
        (channel, {"zone": "../../etc/passwd"}, f"“../../etc/passwd” {NO_ZONE}"),
        (
            channel,
            {"hours_status": "stated", "weekly": "Mon 9-5"},
            f"“9-5” is not a time span: {WEEKLY}",
        ),
        (
            channel,
            {"hours_status": "stated", "monthly": "tenth 08:00-09:00"},
            "“tenth” are not days of the month: write, for instance, 10 08:00-32:00.",
        ),
    ],
)
def test_what_cannot_be_right_is_refused_with_an_example(
    make: Make, fields: Fields, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        make(**fields).full_clean()
    assert refused.value.messages == [sentence]


def test_a_number_retired_for_one_helpline_may_be_retired_for_another() -> None:
    for key in ("one", "two"):
        owner = helpline(key=key)
        owner.save()
        retired(helpline=owner).save()
        with pytest.raises(ValidationError, match="This number is in the list already"):
            retired(helpline=owner).validate_constraints()
    assert RetiredNumber.objects.count() == 2


def test_a_partner_with_helplines_is_not_deleted() -> None:
    owner = partner()
    owner.save()
    helpline(partner=owner).save()
    with pytest.raises(models.ProtectedError):
        owner.delete()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("０１２０ー２７９ー３３８", "0120-279-338"),
        ("٠٨٠٠ ١٢٣ ٤٥٦٧", "0800 123 4567"),
        ("0800–123–4567", "0800-123-4567"),
        ("\u202a0800\u00a0123 4567\u202c", "0800 123 4567"),
    ],
)
def test_a_number_is_kept_in_digits_that_everybody_reads(typed: str, kept: str) -> None:
    made = channel(dial=typed)
    made.full_clean()
    assert made.dial == kept


def test_a_number_is_judged_by_the_countries_of_its_helpline() -> None:
    made = channel(dial="91-9820466726", kind="whatsapp")
    made.helpline.countries = "IN"
    with pytest.raises(ValidationError, match=r"write \+91 98204 66726"):
        made.full_clean()
    made.helpline.countries = "DE"
    made.dial = "0800/1110111"
    made.full_clean()
