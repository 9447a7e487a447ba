"""What is frozen of creators, videos, series and campaigns."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

from campaigns.documents import CampaignDocument, CreatorDocument, VideoDocument
from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    ContentNotice,
    Creator,
    Video,
    VideoCaption,
    VideoSeries,
)
from campaigns.tests.conftest import MakeVideo
from campaigns.tests.files import captions
from cms.errors import Refused
from cms.publishing.documents import Reference
from cms.publishing.freeze import document_of, edition_digest
from partners.models import Partner

pytestmark = pytest.mark.django_db


def video_document(video: Video) -> VideoDocument:
    document = document_of(video.object_key)
    assert isinstance(document, VideoDocument)
    return document


@pytest.fixture
def campaign(series: VideoSeries) -> Campaign:
    campaign = Campaign.objects.create(
        key="home",
        slug="home",
        title_en="Home",
        title_vi="Ở nhà",
        summary_en="At home.",
        intro_en="<p onclick='x()'>Hello</p><script>alert(1)</script>",
    )
    partner = Partner.objects.create(key="ngay-mai", name_en="Ngày Mai")
    CampaignItem.objects.create(campaign=campaign, position=1, kind="series", series=series)
    CampaignItem.objects.create(
        campaign=campaign,
        position=0,
        kind="article",
        partner=partner,
        link="https://ngay-mai.example/",
        heading_en="An article",
        markets="VN ID",
    )
    CampaignItem.objects.create(campaign=campaign, position=2, kind="helplines")
    market = CampaignMarket.objects.create(
        campaign=campaign, country="VN", starts=datetime.fromisoformat("2026-12-01 00:00")
    )
    market.partners.add(partner)
    return campaign


def test_each_freezes_to_one_hash_in_any_language(
    campaign: Campaign, linh: Creator, notice: ContentNotice, video: Video, series: VideoSeries
) -> None:
    for copy in (campaign, linh, notice, video, series):
        hashes = set()
        for language in ("en", "vi", "id", "ar"):
            with override(language):
                hashes.add(edition_digest(copy.object_key, document_of(copy.object_key)))
        assert len(hashes) == 1, copy


def test_a_campaign_holds_its_items_in_order_and_its_markets_in_local_time(
    campaign: Campaign,
) -> None:
    document = document_of("campaign:home")
    assert isinstance(document, CampaignDocument)
    assert [(item.kind, item.target, item.partner) for item in document.items] == [
        ("article", "", "ngay-mai"),
        ("series", "series:voices", None),
        ("helplines", "", None),
    ]
    assert document.items[0].markets == ("ID", "VN")
    assert document.markets[0].starts == datetime.fromisoformat("2026-12-01 00:00")
    assert document.intro.root == {"en": "<p>Hello</p>"}
    assert set(document.references()) == {
        Reference("series:voices", is_part=False),
        Reference("partner:ngay-mai", is_part=False),
    }
    assert CampaignDocument.read(document.model_dump(mode="json"), 1) == document


def test_whose_a_video_is_and_what_warns_of_it_are_its_parts(
    make_video: MakeVideo, notice: ContentNotice
) -> None:
    parts = {r.key for r in video_document(make_video(notice=notice)).references() if r.is_part}
    assert parts == {"creator:linh", "notice:hard-times"}


def test_a_video_of_a_partner_goes_with_the_partner(make_video: MakeVideo) -> None:
    partner = Partner.objects.create(key="iasp", name_en="IASP")
    document = video_document(make_video("by-partner", partner=partner))
    assert {r.key for r in document.references() if r.is_part} == {"partner:iasp"}


def test_captions_that_nobody_read_are_left_out_with_their_file(
    make_video: MakeVideo, media: Path
) -> None:
    video = make_video()
    VideoCaption.objects.create(video=video, language="en", source=captions("Hello."))
    document = video_document(video)
    assert document.languages_to_read() == {"en", "vi"}
    assert set(document.files()) == {path.name for path in media.iterdir()}

    shown = document.in_languages(frozenset({"en"}))
    assert [c.language for c in shown.captions] == ["en"]
    assert shown.title.languages == {"en"}
    assert len(set(shown.files())) == 2, "the clip and the captions that were read"


def test_a_link_is_frozen_as_the_frame_it_may_load(linh: Creator) -> None:
    video = Video.objects.create(
        key="linked", creator=linh, title_en="L", description_en="L", spoken="vi", seconds=60,
        link="https://youtu.be/dQw4w9WgXcQ?si=tracking",
    )  # fmt: skip
    document = video_document(video)
    assert document.platform == "YouTube"
    assert document.embed == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert document.clip is None


def test_what_came_in_past_the_form_is_refused_when_it_is_frozen(video: Video) -> None:
    VideoCaption.objects.update(source="no captions")
    with pytest.raises(Refused, match="video:one-message, vi: Line 1"):
        document_of(video.object_key)

    VideoCaption.objects.all().delete()
    Video.objects.update(file="", link="https://elsewhere.example/")
    with pytest.raises(Refused, match="video:one-message: Write the https:// link"):
        document_of(video.object_key)


@pytest.mark.parametrize(
    ("expires_on", "withdrawn_on", "ends_at"),
    [
        (None, None, None),
        (date(2027, 9, 14), None, datetime(2027, 9, 15, tzinfo=UTC)),
        (None, date(2026, 10, 1), datetime(2026, 10, 1, tzinfo=UTC)),
        (date(2027, 9, 14), date(2026, 10, 1), datetime(2026, 10, 1, tzinfo=UTC)),
    ],
)
def test_consent_ends_after_its_last_day_and_on_the_day_it_is_withdrawn(
    linh: Creator, expires_on: date | None, withdrawn_on: date | None, ends_at: datetime | None
) -> None:
    linh.consent_expires_on, linh.consent_withdrawn_on = expires_on, withdrawn_on
    linh.save()
    document = document_of("creator:linh")
    assert isinstance(document, CreatorDocument)
    assert document.expires_at() == ends_at


def test_permission_ends_after_its_last_day(make_video: MakeVideo) -> None:
    document = video_document(make_video(permission_until=date(2026, 12, 31)))
    assert document.expires_at() == datetime(2027, 1, 1, tzinfo=UTC)
