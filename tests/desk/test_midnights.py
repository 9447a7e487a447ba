"""Local midnight in all markets, in one step: on a campaign's form, and for a whole release."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from campaigns.models import Campaign, CampaignMarket
from cms.publishing.changes import last_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Release
from guides.models import Guide
from tests.desk.conftest import SignedIn, change_address, form_data


@pytest.fixture
def campaign(db: None) -> Campaign:
    made = Campaign.objects.create(
        key="december", slug="december", title_en="Together", summary_en="With you."
    )
    for country in ("VN", "US"):
        CampaignMarket.objects.create(campaign=made, country=country)
    return made


def dates(campaign: Campaign) -> list[tuple[str, str, str]]:
    return [(m.country, str(m.starts), str(m.ends)) for m in campaign.markets.all()]


def save(campaign: Campaign, person: Any, browser: Any, **typed: str) -> Any:
    data = form_data(campaign, person) | typed
    return browser.post(change_address(campaign), data, follow=True)


def test_two_days_on_the_form_date_every_market_and_those_just_added(
    cast: Any, campaign: Campaign, signed_in: SignedIn
) -> None:
    added = {"markets-TOTAL_FORMS": "3", "markets-2-country": "ID"}
    days = {"first_day": "2026-12-01", "last_day": "2026-12-31"}
    save(campaign, cast.editor, signed_in(cast.editor), **added, **days)
    window = ("2026-12-01 00:00:00", "2027-01-01 00:00:00")
    assert dates(campaign) == [("ID", *window), ("US", *window), ("VN", *window)]
    change = last_change(campaign.object_key)
    assert change
    assert change.by == cast.editor
    assert "campaignmarket.starts" in change.fields


def test_without_days_the_dates_of_markets_stay(
    cast: Any, campaign: Campaign, signed_in: SignedIn
) -> None:
    CampaignMarket.objects.update(starts=datetime.fromisoformat("2026-12-01 09:30"))
    save(campaign, cast.editor, signed_in(cast.editor), title_en="Anew")
    assert {starts for _country, starts, _ends in dates(campaign)} == {"2026-12-01 09:30:00"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_day": "2027-01-02"}, "has to end after it starts"),
        ({"first_day": "soon"}, "Enter a valid date"),
        ({"last_day": "9999-12-31"}, "Choose a year from 1901 to 2199."),
    ],
)
def test_days_that_can_not_be_are_refused_and_nothing_is_stored(
    cast: Any, campaign: Campaign, signed_in: SignedIn, typed: dict[str, str], sentence: str
) -> None:
    CampaignMarket.objects.update(ends=datetime.fromisoformat("2027-01-01 00:00"))
    before = dates(campaign)
    page = save(campaign, cast.editor, signed_in(cast.editor), **typed)
    assert sentence in page.content.decode()
    assert dates(campaign) == before


@pytest.fixture
def release(cast: Any, campaign: Campaign, guide: Guide) -> Release:
    made = start_release(title="December", by=cast.editor)
    for thing in (campaign, guide):
        add_item(made, thing.object_key, by=cast.editor)
    return made


@pytest.mark.parametrize(
    ("markets", "starts", "ends"),
    [
        (["VN", "US"], "2026-11-30 17:00", "2027-01-01 05:00"),
        (["VN"], "2026-11-30 17:00", "2026-12-31 17:00"),
        # Of all markets New Zealand is the first and the United States are the last.
        ([], "2026-11-30 11:00", "2027-01-01 05:00"),
    ],
)
def test_all_items_of_a_release_get_the_window_of_the_days(
    cast: Any,
    release: Release,
    signed_in: SignedIn,
    markets: list[str],
    starts: str,
    ends: str,
) -> None:
    days = {"first_day": "2026-12-01", "last_day": "2026-12-31", "markets": markets}
    address = reverse("admin:release_change_days", args=[release.pk])
    assert "Stored." in signed_in(cast.editor).post(address, days, follow=True).content.decode()
    windows = {(f"{i.starts_at:%F %R}", f"{i.ends_at:%F %R}") for i in release.items.all()}
    assert windows == {(starts, ends)}


def test_days_in_the_wrong_order_are_refused(
    cast: Any, release: Release, signed_in: SignedIn
) -> None:
    days = {"first_day": "2026-12-31", "last_day": "2026-12-01"}
    address = reverse("admin:release_change_days", args=[release.pk])
    page = signed_in(cast.editor).post(address, days, follow=True)
    assert "Stored." not in page.content.decode()
    assert {item.starts_at for item in release.items.all()} == {None}
