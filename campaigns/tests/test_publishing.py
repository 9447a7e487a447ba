"""Videos, series and campaigns through the verbs of publishing: what is live, and what goes."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from campaigns.documents import CampaignDocument, SeriesDocument, VideoDocument
from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    ContentNotice,
    Creator,
    SeriesVideo,
    Video,
    VideoCaption,
    VideoSeries,
)
from campaigns.serving import (
    all_series,
    campaigns_change,
    campaigns_on,
    series_of,
    shown_items,
    videos_of,
)
from campaigns.tests.conftest import MakeVideo
from campaigns.tests.files import captions
from cms.errors import Refused
from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from cms.publishing.freeze import document_of
from cms.publishing.planned import planned_documents
from cms.publishing.projected import site_with
from cms.publishing.propose import agree, propose_lift
from cms.publishing.snapshot import LiveContent
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db


def titles(live: LiveContent, key: str) -> list[str]:
    series = live.get(f"series:{key}")
    assert isinstance(series, SeriesDocument)
    return [video.key for video in videos_of(live, series)]


def test_a_preview_leaves_out_whoever_took_their_consent_to_an_end(
    linh: Creator, catalog: Catalog
) -> None:
    linh.consent_expires_on = date(2027, 1, 1)
    linh.save()
    shown = planned_documents({"creator:linh": document_of("creator:linh")})
    assert site_with(shown, datetime(2026, 12, 31, tzinfo=UTC)).get("creator:linh")
    assert not site_with(shown, datetime(2027, 1, 3, tzinfo=UTC)).get("creator:linh")


def test_a_video_needs_its_creator_and_its_notice(
    linh: Creator, notice: ContentNotice, make_video: MakeVideo, publish: Publish, catalog: Catalog
) -> None:
    video = make_video(notice=notice)
    with pytest.raises(Refused, match="needs creator:linh"):
        publish(video, notice)
    with pytest.raises(Refused, match="needs notice:hard-times"):
        publish(video, linh)

    publish(video, linh, notice)
    assert catalog.current().get("video:one-message")


def test_a_creator_who_is_blocked_is_gone_from_everywhere_at_once(
    linh: Creator,
    video: Video,
    series: VideoSeries,
    publish: Publish,
    catalog: Catalog,
    cast: Cast,
    client: Client,
) -> None:
    publish(linh, video, series)
    address = reverse("library:media", args=[video.file])
    assert client.get(address).status_code == 200

    block("creator:linh", by=cast.reviewer, reason="She asked us to.")
    catalog.refresh()

    live = catalog.current()
    assert live.get("video:one-message") is None
    assert series_of(live, "voices") is None, "a series without a live video is nothing"
    assert client.get(address).status_code == 404

    agree(propose_lift("creator:linh", by=cast.reviewer, reason="She agreed again."),
          by=cast.reviewer2)  # fmt: skip
    catalog.refresh()
    assert series_of(catalog.current(), "voices")
    assert client.get(address).status_code == 200


def test_a_video_leaves_by_itself_when_consent_ends(
    linh: Creator, video: Video, series: VideoSeries, publish: Publish, catalog: Catalog
) -> None:
    Creator.objects.update(consent_expires_on=date(2029, 6, 30))
    publish(linh, video, series)
    last = datetime(2029, 6, 30, 23, 59, 59, tzinfo=UTC)

    assert all_series(catalog.current(last))
    assert catalog.current(last).view.until == last + timedelta(seconds=1)
    after = catalog.current(last + timedelta(seconds=1))
    assert after.get("video:one-message") is None
    assert all_series(after) == ()


def test_a_video_leaves_by_itself_when_permission_ends(
    linh: Creator, make_video: MakeVideo, publish: Publish, catalog: Catalog
) -> None:
    publish(linh, make_video(permission_until=date(2029, 6, 30)))
    assert catalog.current(datetime(2029, 6, 30, 23, 59, tzinfo=UTC)).get("video:one-message")
    assert catalog.current(datetime(2029, 7, 1, tzinfo=UTC)).get("video:one-message") is None
    assert catalog.current(datetime(2029, 7, 1, tzinfo=UTC)).get("creator:linh")


def test_a_series_leaves_out_what_is_taken_down_and_keeps_its_order(
    linh: Creator, make_video: MakeVideo, publish: Publish, catalog: Catalog
) -> None:
    videos = [make_video(key) for key in ("third", "first", "second")]
    series = VideoSeries.objects.create(key="v", slug="v", title_en="V", summary_en="You choose.")
    for position, video in enumerate((videos[1], videos[2], videos[0])):
        SeriesVideo.objects.create(series=series, video=video, position=position)
    publish(linh, *videos, series)
    assert titles(catalog.current(), "v") == ["first", "second", "third"]

    publish(videos[2], is_removal=True)
    assert titles(catalog.current(), "v") == ["first", "third"]


def test_captions_that_no_reviewer_read_are_not_served(
    linh: Creator, video: Video, publish: Publish, catalog: Catalog, client: Client
) -> None:
    unread = VideoCaption.objects.create(video=video, language="en", source=captions("Hello."))
    publish(linh, video, languages=("vi",))
    document = catalog.current().get("video:one-message")
    assert isinstance(document, VideoDocument)
    assert [c.language for c in document.captions] == ["vi"]
    assert client.get(document.captions[0].address).status_code == 200
    assert client.get(reverse("library:media", args=[unread.file])).status_code == 404


def test_a_draft_is_not_served(video: Video, client: Client) -> None:
    assert client.get(reverse("library:media", args=[video.file])).status_code == 404


@pytest.fixture
def campaign(series: VideoSeries) -> Campaign:
    """Runs in Viet Nam and Britain through December, by the clocks there."""
    campaign = Campaign.objects.create(key="c", slug="c", title_en="C", summary_en="C.")
    CampaignItem.objects.create(campaign=campaign, kind="series", series=series, position=0)
    CampaignItem.objects.create(campaign=campaign, kind="helplines", markets="VN", position=1)
    for country in ("VN", "GB"):
        CampaignMarket.objects.create(
            campaign=campaign,
            country=country,
            starts=datetime.fromisoformat("2029-12-01 00:00"),
            ends=datetime.fromisoformat("2030-01-01 00:00"),
        )
    return campaign


def kinds(live: LiveContent, country: str | None) -> list[str]:
    campaign = live.get("campaign:c")
    assert isinstance(campaign, CampaignDocument)
    return [item.kind for item in shown_items(live, campaign, country)]


def test_a_campaign_starts_at_each_markets_midnight_with_nobody_doing_anything(
    campaign: Campaign, publish: Publish, catalog: Catalog
) -> None:
    with time_machine.travel(datetime(2029, 11, 1, tzinfo=UTC)):
        publish(campaign)
    live = catalog.current()
    eve = datetime(2029, 11, 30, 16, 59, 59, tzinfo=UTC)
    assert campaigns_on(live, "VN", eve) == ()
    assert campaigns_change(live, "VN", eve) == eve + timedelta(seconds=1)
    assert [c.key for c in campaigns_on(live, "VN", eve + timedelta(seconds=1))] == ["c"]
    assert campaigns_on(live, "GB", eve + timedelta(hours=6)) == ()
    assert campaigns_on(live, "GB", eve + timedelta(hours=7, seconds=1))
    assert campaigns_on(live, "SE", eve + timedelta(days=1)) == ()


def test_a_campaign_leaves_out_a_series_without_live_videos(
    campaign: Campaign,
    linh: Creator,
    video: Video,
    series: VideoSeries,
    publish: Publish,
    catalog: Catalog,
) -> None:
    publish(campaign, series)
    assert kinds(catalog.current(), "VN") == ["helplines"]
    publish(linh, video)
    assert kinds(catalog.current(), "VN") == ["series", "helplines"]
    assert kinds(catalog.current(), "GB") == ["series"]
