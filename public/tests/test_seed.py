"""The demonstration, whenever it is seeded: something runs, and every consent is in force."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client, override_settings

from campaigns.documents import CampaignDocument, CreatorDocument
from campaigns.markets import MarketStatus, market_status
from campaigns.models import Creator, Video
from cms.library import pictures
from cms.library.pictures import Drawn, Picture
from cms.publishing.catalog import Catalog
from guides.models import Guide
from public.management.commands import seed as command
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IN_FIVE_YEARS = datetime(2031, 8, 14, 10, tzinfo=UTC)
"""Half a year beside any date that the files name."""


@override_settings(DEMO=True)
def test_five_years_ahead_it_is_seeded_and_shows_what_it_shows_today(
    cast: Cast, catalog: Catalog, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Pictures take long to be drawn, and terms to be read: no date is in them.
    dot = Picture(1, 1, b"", (Drawn(1, 1, "webp", b""), Drawn(1, 1, "jpeg", b"")))
    monkeypatch.setattr(pictures, "take", lambda _data: dot)
    monkeypatch.setattr(command, "SEEDINGS", command.SEEDINGS[:-1])
    with time_machine.travel(IN_FIVE_YEARS, tick=False):
        command.seed(settings.BASE_DIR / "seeds", author=cast.editor, reviewer=cast.reviewer)
        catalog.refresh()
        live, today = catalog.current(), IN_FIVE_YEARS.date()

        campaigns = live.documents(CampaignDocument)
        assert len(campaigns) == 3
        for campaign in campaigns:
            assert market_status(campaign, None, IN_FIVE_YEARS) is MarketStatus.ON
        states = {
            market_status(campaign, market.country, IN_FIVE_YEARS)
            for campaign in campaigns
            for market in campaign.markets
        }
        assert states == {MarketStatus.ON, MarketStatus.COMING, MarketStatus.OVER}
        assert len(live.documents(CreatorDocument)) == Creator.objects.count() > 5
        for creator in Creator.objects.all():
            assert creator.consent_given_on
            assert creator.consent_expires_on
            assert creator.consent_given_on < today < creator.consent_expires_on
        assert not Video.objects.filter(permission_until__lt=today).exists()
        due = list(Guide.objects.values_list("review_due", flat=True))
        assert len(due) > 5
        assert all(day and today < day < today + timedelta(days=400) for day in due)
        for page in (
            "",
            "campaigns/",
            "series/october-voices/",
            "campaigns/october-mental-health/",
        ):
            text = client.get(f"/en/{page}").content.decode()
            assert "October" in text
            assert "has ended" not in text
