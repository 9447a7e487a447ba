"""Hours are by the clock that callers go by: the country's, and a finding where it differs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.publishing.findings import CheckContext
from partners.findings import clock_of_elsewhere
from partners.hours import parse_hours
from partners.models import Channel, Helpline
from partners.tests.builders import channel, line
from partners.zones import is_of, the_zone_of

WEEKLY = "Mon-Fri 09:00-17:00"


def unsaved(countries: str, **fields: str) -> Channel:
    helpline = Helpline(key="one", name="One", countries=countries, check_due=date(2026, 12, 22))
    defaults = {"key": "phone", "kind": "phone", "dial": "116 123", "hours_status": "stated"}
    return Channel(helpline=helpline, **defaults | {"weekly": WEEKLY} | fields)


@pytest.mark.parametrize(
    ("countries", "zone"),
    [("VN", "Asia/Ho_Chi_Minh"), ("GB", "Europe/London"), ("DE", "Europe/Berlin")],
)
def test_a_zone_that_is_left_empty_is_the_country_s(countries: str, zone: str) -> None:
    one = unsaved(countries)
    one.clean()
    assert one.zone == zone


def test_where_clocks_differ_none_is_guessed() -> None:
    with pytest.raises(ValidationError, match="Clocks differ where this line is: write one, such"):
        unsaved("US").clean()
    with pytest.raises(ValidationError, match="Name the time zone of these hours"):
        unsaved("").clean()
    unsaved("US", hours_status="unknown", weekly="").clean()
    unsaved("US", zone="America/Denver").clean()
    unsaved("US", weekly="24/7").clean()


@pytest.mark.django_db
def test_a_row_that_no_form_checks_has_the_country_s_clock_too() -> None:
    helpline = Helpline.objects.create(
        key="one", name_en="One", countries="GB", check_due=date(2026, 12, 22)
    )
    made = Channel.objects.create(helpline=helpline, key="phone", kind="phone", dial="116 123")
    assert made.zone == "Europe/London"


@pytest.mark.parametrize(
    ("zone", "weekly", "countries", "is_found"),
    [
        ("Asia/Ho_Chi_Minh", WEEKLY, ("VN",), False),
        ("Asia/Bangkok", WEEKLY, ("VN",), False),
        ("UTC", WEEKLY, ("GB",), True),
        ("UTC", "24/7", ("GB",), False),
        ("America/Denver", WEEKLY, ("US",), False),
        ("Europe/London", WEEKLY, ("US", "CA"), True),
        ("UTC", WEEKLY, (), False),
    ],
)
def test_hours_on_the_clock_of_elsewhere_are_found(
    zone: str, weekly: str, countries: tuple[str, ...], is_found: bool
) -> None:
    """Not a clock of another name that shows the same, nor hours that are the same by any."""
    hours = parse_hours("stated", zone, weekly, "", "")
    one = line("one", channel("phone", hours), countries=countries)
    found = list(clock_of_elsewhere("helpline:one", one, CheckContext({}, None)))  # type: ignore[arg-type]
    assert [finding.code for finding in found] == ["clock_of_elsewhere"] * is_found


def test_a_country_without_a_known_clock_has_none_that_is_wrong() -> None:
    assert the_zone_of(("XX",), 2026) == ""
    assert is_of("UTC", ("XX",), 2026)
