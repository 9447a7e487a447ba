"""A creator with consent, their video with captions, and small files made for one test."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from campaigns import clips
from campaigns.models import ContentNotice, Creator, SeriesVideo, Video, VideoCaption, VideoSeries
from campaigns.tests.files import captions, mp4


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    """The folders of drafts and published files, empty; returns the second."""
    settings.MEDIA_ROOT = settings.DRAFT_MEDIA_DIR = tmp_path / "drafts"
    settings.PUBLISHED_MEDIA_DIR = tmp_path / "published"
    return tmp_path / "published"


@pytest.fixture
def linh(db: None) -> Creator:
    return Creator.objects.create(
        key="linh",
        name="Linh",
        handle="@linh.demo",
        languages="vi",
        bio_en="Linh draws.",
        bio_vi="Linh vẽ tranh.",
        consent_given_on=date(2026, 9, 14),
        consent_scope="One video, everywhere",
        consent_expires_on=date(2030, 9, 14),
    )


@pytest.fixture
def notice(db: None) -> ContentNotice:
    return ContentNotice.objects.create(
        key="hard-times",
        label_en="Speaks of hard times",
        label_vi="Nói về lúc khó khăn",
        message_en="You choose whether to watch.",
        message_vi="Bạn chọn xem hay không.",
    )


MakeVideo = Callable[..., Video]


@pytest.fixture
def make_video(linh: Creator) -> MakeVideo:
    """A complete video: a file of 34 seconds, and captions in the language it is spoken in."""

    def make(key: str = "one-message", **fields: Any) -> Video:
        whose = {} if "partner" in fields else {"creator": linh}
        video = Video(
            key=key,
            title_en="One message",
            title_vi="Một tin nhắn",
            description_en="A short message.",
            description_vi="Một tin nhắn ngắn.",
            transcript_vi="Chào bạn.",
            spoken="vi",
            **{**whose, **fields},
        )
        data = mp4(seconds=34, salt=key)
        video.keep([data], clips.inspect(BytesIO(data), len(data)), len(data))
        VideoCaption.objects.create(video=video, language="vi", source=captions("Chào bạn."))
        return video

    return make


@pytest.fixture
def video(make_video: MakeVideo) -> Video:
    return make_video()


@pytest.fixture
def series(video: Video) -> VideoSeries:
    series = VideoSeries.objects.create(
        key="voices", slug="voices", title_en="Voices", summary_en="You choose."
    )
    SeriesVideo.objects.create(series=series, video=video)
    return series
