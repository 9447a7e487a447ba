"""What the database refuses, in words that staff understand."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

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
from campaigns.webvtt import CaptionProblem
from cms.library import store
from partners.models import Partner

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime.fromisoformat("2026-12-01 00:00")
DAY = date(2026, 9, 14)
BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def campaign(db: None) -> Campaign:
    return Campaign.objects.create(key="home", slug="home", title_en="Home", summary_en="At home.")


def creator(**fields: Any) -> Creator:
    return Creator(key="x", name="X", **fields)


def video(**fields: Any) -> Video:
    return Video(key="x", title_en="X", description_en="X", spoken="vi", **fields)


def item(**fields: Any) -> CampaignItem:
    return CampaignItem(campaign=Campaign.objects.get(), **fields)


def market(**fields: Any) -> CampaignMarket:
    return CampaignMarket(campaign=Campaign.objects.get(), **{"country": "VN", **fields})


Make = Callable[[], models.Model]
REFUSED: dict[str, tuple[Make, str]] = {
    "consent ends before it began": (
        lambda: creator(consent_given_on=DAY, consent_expires_on=BEFORE),
        "can't end before that day",
    ),
    "consent ends and never began": (
        lambda: creator(consent_expires_on=DAY),
        "can't end before that day",
    ),
    "consent withdrawn before it began": (
        lambda: creator(consent_given_on=DAY, consent_withdrawn_on=BEFORE),
        "can't be withdrawn before it",
    ),
    "a video of nobody": (video, "of a creator or of a partner"),
    "a video of two": (
        lambda: video(creator=Creator.objects.get(), partner=Partner.objects.get()),
        "of a creator or of a partner",
    ),
    "a file and a link": (
        lambda: video(
            creator=Creator.objects.get(),
            link="https://youtu.be/dQw4w9WgXcQ",
            file="0123456789abcdef0123456789abcdef.mp4",
        ),
        "not both",
    ),
    "captions twice": (
        lambda: VideoCaption(video=Video.objects.get(), language="vi", source=captions("Hi")),
        "captions in that language already",
    ),
    "a video twice": (
        lambda: SeriesVideo(series=VideoSeries.objects.get(), video=Video.objects.get()),
        "in the series already",
    ),
    "a series without series": (lambda: item(kind="series"), "exactly what the kind says"),
    "a guide that is a series": (
        lambda: item(kind="guide", series=VideoSeries.objects.get()),
        "exactly what the kind says",
    ),
    "a partner without partner": (lambda: item(kind="partner"), "exactly what the kind says"),
    "an article without link": (
        lambda: item(kind="article", partner=Partner.objects.get()),
        "article needs its link",
    ),
    "help lines with a link": (
        lambda: item(kind="helplines", link="https://a.example/"),
        "help lines need nothing",
    ),
    "a market that ends as it starts": (
        lambda: market(starts=MIDNIGHT, ends=MIDNIGHT),
        "has to end after it starts",
    ),
}


@pytest.mark.parametrize(("make", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused_by_form_and_database(
    make: Make, sentence: str, campaign: Campaign, series: VideoSeries
) -> None:
    Partner.objects.create(key="p", name_en="P")
    wrong = make()

    with pytest.raises(ValidationError, match=sentence):
        wrong.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_a_market_is_in_a_campaign_once(campaign: Campaign) -> None:
    market().save()
    with pytest.raises(ValidationError, match="this market already"):
        market().full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        market().save()


UNUSABLE: dict[str, tuple[Make, str]] = {
    "an unknown market": (lambda: market(country="SE"), "“SE” is not one of our markets"),
    "an item for one": (
        lambda: item(kind="helplines", markets="VN SE"),
        "“SE” is not one of our markets",
    ),
    "a handle without @": (lambda: creator(handle="linh"), "Write it with the @"),
    "an unknown language": (lambda: creator(languages="vi zz"), "“zz” is not a language"),
    "an article not over https": (
        lambda: item(kind="article", link="http://a.example/"),
        "valid URL",
    ),
    "an article that is a script": (
        lambda: item(kind="article", link="javascript:alert(1)"),
        "valid URL",
    ),
    "an unknown platform": (
        lambda: video(link="https://elsewhere.example/v"),
        "YouTube, Vimeo or TikTok",
    ),
    "captions of another format": (
        lambda: VideoCaption(language="vi", source="1\n00:00,5 --> 00:01,0"),
        "Line 1",
    ),
    "a hashtag without #": (
        lambda: Campaign(key="x", slug="x", hashtag="hope"),
        "Write it with the #",
    ),
    "a hashtag of two words": (
        lambda: Campaign(key="x", slug="x", hashtag="#two words"),
        "Write it with the #",
    ),
}


@pytest.mark.parametrize(("make", "sentence"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_form_refuses_what_nobody_could_use(
    make: Make, sentence: str, campaign: Campaign
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        make().full_clean()


def test_a_local_time_comes_back_as_it_was_written(campaign: Campaign) -> None:
    market(starts=MIDNIGHT).save()
    assert CampaignMarket.objects.get().starts == MIDNIGHT
    assert CampaignMarket.objects.filter(ends=None, starts__lt=MIDNIGHT + timedelta(1)).exists()


def test_captions_are_stored_cleaned_whatever_the_way_in(make_video: MakeVideo) -> None:
    made = make_video()
    saved = VideoCaption.objects.create(
        video=made, language="en", source="WEBVTT\n\n00:00.000 --> 00:01.000\n<b>Hi</b> & bye"
    )
    assert saved.source == "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHi &amp; bye\n"
    assert store.path_of(saved.file).read_text(encoding="utf-8") == saved.source

    with pytest.raises(CaptionProblem):
        VideoCaption.objects.create(video=made, language="id", source="no captions")
    assert made.captions.count() == 2


def test_a_kept_file_replaces_a_link(make_video: MakeVideo, media: Path) -> None:
    made = make_video(link="https://youtu.be/dQw4w9WgXcQ")
    made.refresh_from_db()
    assert (made.link, made.seconds, made.width, made.height) == ("", 34, 640, 360)
    assert store.path_of(made.file).stat().st_size == made.size
    assert (media / made.file).is_file()
