"""What stops a release of a creator, video, series or campaign, and what is only noted."""

from datetime import date, datetime, timedelta
from typing import Protocol

import pytest
from django.utils import timezone

from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    Creator,
    SeriesVideo,
    Video,
    VideoCaption,
    VideoSeries,
)
from campaigns.tests.conftest import MakeVideo
from campaigns.tests.files import captions
from cms.levels import Level
from cms.library import store
from cms.library.models import Topic
from cms.publishing.block import block
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import WorkingCopy
from cms.publishing.plan import plan_of
from cms.publishing.submit import freeze_items
from partners.models import Channel, Helpline
from tests.cast import Cast, Publish

TODAY = timezone.now().date()
YESTERDAY = TODAY - timedelta(days=1)


class FoundIn(Protocol):
    def __call__(
        self, *copies: WorkingCopy, starts_at: datetime | None = None
    ) -> dict[str, Level]: ...


@pytest.fixture
def found_in(cast: Cast) -> FoundIn:
    """Freezes the objects as a release; returns the gravest level of each code found."""

    def look(*copies: WorkingCopy, starts_at: datetime | None = None) -> dict[str, Level]:
        release = start_release(title="A release", by=cast.editor)
        for copy in copies:
            add_item(release, copy.object_key, by=cast.editor, starts_at=starts_at)
        frozen = freeze_items(release.items.all(), by=cast.editor)
        found = plan_of(release.title, frozen.items, frozen.history).findings
        return {finding.code: finding.level for finding in reversed(found)}

    return look


@pytest.mark.parametrize(
    "consent",
    [
        {"consent_given_on": None, "consent_expires_on": None},
        {"consent_given_on": TODAY + timedelta(days=2), "consent_expires_on": None},
        {"consent_expires_on": YESTERDAY},
        {"consent_withdrawn_on": TODAY},
        {"consent_scope": " "},
    ],
    ids=["missing", "to come", "expired", "withdrawn", "of unknown scope"],
)
def test_a_creator_without_consent_is_not_released(
    consent: dict[str, date | str | None], linh: Creator, found_in: FoundIn
) -> None:
    Creator.objects.update(**consent)
    assert found_in(linh)["consent"] is Level.BLOCKS


def test_consent_that_ends_before_the_window_opens_is_no_consent(
    linh: Creator, found_in: FoundIn
) -> None:
    Creator.objects.update(consent_expires_on=TODAY + timedelta(days=9))
    assert "consent" not in found_in(linh)
    later = timezone.now() + timedelta(days=10)
    assert found_in(linh, starts_at=later)["consent"] is Level.BLOCKS


def test_a_video_whose_creators_consent_has_ended_is_not_released(
    linh: Creator, video: Video, publish: Publish, found_in: FoundIn
) -> None:
    Creator.objects.update(consent_expires_on=TODAY + timedelta(days=9))
    publish(linh)
    later = timezone.now() + timedelta(days=10)
    assert "consent" not in found_in(video)
    assert found_in(video, starts_at=later)["consent"] is Level.BLOCKS


def test_a_video_whose_permission_has_ended_is_not_released(
    linh: Creator, make_video: MakeVideo, found_in: FoundIn
) -> None:
    assert found_in(linh, make_video(permission_until=YESTERDAY))["permission"] is Level.BLOCKS
    assert "permission" not in found_in(linh, make_video("today", permission_until=TODAY))


def test_what_is_only_mentioned_without_consent_is_noted_and_left_out(
    linh: Creator, video: Video, series: VideoSeries, publish: Publish, found_in: FoundIn
) -> None:
    Creator.objects.update(consent_expires_on=TODAY + timedelta(days=9))
    publish(linh, video)
    later = found_in(series, starts_at=timezone.now() + timedelta(days=10))
    assert later["left_out"] is Level.NOTE
    assert "consent" not in later
    assert "left_out" not in found_in(series)


def test_a_complete_video_has_nothing_that_blocks(
    linh: Creator, video: Video, found_in: FoundIn
) -> None:
    assert Level.BLOCKS not in found_in(linh, video).values()


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"file": ""}, "no_video"), ({"file": "", "seconds": 0}, "no_duration")],
)
def test_a_video_that_nobody_can_play_is_not_released(
    fields: dict[str, str | int], code: str, linh: Creator, video: Video, found_in: FoundIn
) -> None:
    Video.objects.update(**fields)
    assert found_in(linh, video)[code] is Level.BLOCKS


def test_a_video_whose_file_is_gone_is_not_released(
    linh: Creator, video: Video, found_in: FoundIn
) -> None:
    store.path_of(video.file).unlink()
    assert found_in(linh, video)["file_missing"] is Level.BLOCKS


def test_a_video_without_captions_in_its_own_language_is_not_released(
    linh: Creator, video: Video, found_in: FoundIn
) -> None:
    VideoCaption.objects.all().delete()
    VideoCaption.objects.create(video=video, language="en", source=captions("Hello."))
    assert found_in(linh, video)["no_captions"] is Level.BLOCKS


@pytest.mark.parametrize("stored", [None, captions("Something else.")])
def test_captions_whose_file_is_not_what_reviewers_read_are_not_released(
    stored: str | None, linh: Creator, video: Video, found_in: FoundIn
) -> None:
    path = store.path_of(video.captions.get().file)
    path.unlink()
    if stored:
        path.write_text(stored, encoding="utf-8")
    assert found_in(linh, video)["captions_missing"] is Level.BLOCKS


def test_a_hard_subject_without_a_notice_needs_a_reason(
    linh: Creator, video: Video, found_in: FoundIn
) -> None:
    assert "no_notice" not in found_in(linh, video)
    video.topics.add(Topic.objects.create(key="suicide", name_en="Suicide", is_grave=True))
    assert found_in(linh, video)["no_notice"] is Level.NEEDS_REASON


def test_a_video_without_a_transcript_needs_a_reason(
    linh: Creator, video: Video, found_in: FoundIn
) -> None:
    assert "no_transcript" not in found_in(linh, video)
    Video.objects.update(transcript_vi="")
    assert found_in(linh, video)["no_transcript"] is Level.NEEDS_REASON


def test_a_series_without_videos_is_not_released(series: VideoSeries, found_in: FoundIn) -> None:
    assert found_in(series)["no_videos"] is Level.NEEDS_REASON, "its video is not live"
    SeriesVideo.objects.all().delete()
    assert found_in(series)["no_videos"] is Level.BLOCKS


@pytest.fixture
def campaign(db: None) -> Campaign:
    campaign = Campaign.objects.create(key="c", slug="c", title_en="C", summary_en="C.")
    campaign.topics.add(Topic.objects.create(key="distress", name_en="Hard feelings"))
    CampaignMarket.objects.create(campaign=campaign, country="VN")
    return campaign


def test_an_article_without_a_title_is_not_released(campaign: Campaign, found_in: FoundIn) -> None:
    item = CampaignItem.objects.create(campaign=campaign, kind="article", link="https://a.example/")
    assert found_in(campaign)["no_heading"] is Level.BLOCKS
    CampaignItem.objects.filter(pk=item.pk).update(heading_en="Be kind to yourself")
    assert "no_heading" not in found_in(campaign)


def test_an_item_that_no_market_shows_needs_a_reason(campaign: Campaign, found_in: FoundIn) -> None:
    CampaignItem.objects.create(campaign=campaign, kind="helplines", markets="ID SG")
    assert found_in(campaign)["never_shown"] is Level.NEEDS_REASON
    CampaignItem.objects.update(markets="ID VN")
    assert "never_shown" not in found_in(campaign)


def test_a_market_that_is_over_is_noted(campaign: Campaign, found_in: FoundIn) -> None:
    CampaignMarket.objects.update(ends=datetime.fromisoformat("2020-01-01 00:00"))
    assert found_in(campaign)["market_over"] is Level.NOTE


@pytest.fixture
def line(db: None) -> Helpline:
    line = Helpline.objects.create(
        key="ngay-mai", name_en="Ngày Mai", name_vi="Ngày Mai", countries="VN", languages="vi",
        grade="B", source="Its own site", check_due=TODAY + timedelta(days=30),
    )  # fmt: skip
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="096 306 1414")
    return line


def test_a_market_waits_for_a_line_that_we_know_of(
    campaign: Campaign, line: Helpline, found_in: FoundIn, publish: Publish
) -> None:
    assert found_in(campaign)["nobody_to_talk_to"] is Level.BLOCKS
    assert "nobody_to_talk_to" not in found_in(campaign, line), "in the same release"
    publish(line)
    assert "nobody_to_talk_to" not in found_in(campaign)


def test_a_gap_that_nobody_can_fill_is_only_noted(
    campaign: Campaign, line: Helpline, found_in: FoundIn
) -> None:
    for fields in ({"grade": "C"}, {"audience": "under_18"}, {"countries": "ID"}):
        before = Helpline.objects.filter(pk=line.pk).values(*fields).get()
        Helpline.objects.update(**fields)
        assert found_in(campaign)["nobody_to_talk_to"] is Level.NOTE, fields
        Helpline.objects.update(**before)
    assert found_in(campaign)["nobody_to_talk_to"] is Level.BLOCKS


def test_a_block_never_refuses_a_campaign(
    campaign: Campaign, line: Helpline, found_in: FoundIn, publish: Publish, cast: Cast
) -> None:
    publish(line)
    block("helpline:ngay-mai", by=cast.editor, reason="A wrong number.")
    assert found_in(campaign)["nobody_to_talk_to"] is Level.NOTE


def test_a_line_for_another_topic_is_nobody_to_talk_to(
    campaign: Campaign, line: Helpline, found_in: FoundIn, publish: Publish
) -> None:
    line.topics.add(Topic.objects.create(key="eating_disorder", name_en="Eating disorders"))
    publish(line)
    assert found_in(campaign)["nobody_to_talk_to"] is Level.NOTE
