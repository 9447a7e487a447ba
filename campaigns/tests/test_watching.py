"""Series and videos: chosen, or not loaded at all."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from campaigns.documents import VideoDocument
from cms.publishing.catalog import Catalog
from cms.publishing.log import Action, LogEntry
from cms.publishing.memo import Memo

pytestmark = pytest.mark.django_db

SERIES = "/en/series/october-voices/"
WATCH = f"{SERIES}linh-one-message/"
EMBED = "https://www.youtube-nocookie.com/embed/abcdefghijk"


@pytest.fixture
def elsewhere(seeded: Catalog) -> Catalog:
    """The first video stays on its platform."""
    digest = seeded.current().digest("video:linh-one-message")
    loaded = seeded.snapshot.editions[digest]
    assert isinstance(loaded.document, VideoDocument)
    moved = loaded.document.model_copy(update={"clip": None, "embed": EMBED, "platform": "YouTube"})
    editions = {**seeded.snapshot.editions, digest: replace(loaded, document=moved, memo=Memo())}
    seeded.shown.show(replace(seeded.snapshot, editions=editions))
    return seeded


def block(catalog: Catalog, target: str) -> None:
    history = catalog.snapshot.history
    now = datetime(2026, 11, 23, tzinfo=UTC)
    entry = LogEntry(history.head + 1, Action.BLOCK, now, {"target": target})
    catalog.shown.show(replace(catalog.snapshot, history=history.after(entry)))


@pytest.mark.usefixtures("seeded")
def test_a_series_says_what_it_is_about_before_it_shows_its_videos(client: Client) -> None:
    text = client.get(SERIES).content.decode()
    assert text.index("About suicide and hope") < text.index("Show the videos")
    assert text.index('<details class="cover">') < text.index(WATCH)
    assert "<video" not in text
    assert "<iframe" not in text


@pytest.mark.usefixtures("seeded")
def test_the_player_waits_is_muted_and_has_captions_and_words(client: Client) -> None:
    text = client.get(WATCH).content.decode()
    assert '<video class="player" controls muted playsinline preload="none"' in text
    assert "autoplay" not in text
    assert text.count("<track ") == 4
    assert text.count(" default>") == 1
    assert "I wrote to my sister" in text
    assert text.index("About suicide and hope") < text.index("<video")


@pytest.mark.usefixtures("seeded")
def test_after_a_video_there_is_somebody_to_talk_to(client: Client) -> None:
    text = client.get(f"{WATCH}?country=GB").content.decode()
    assert text.index("<video") < text.index('href="#help-heading"') < text.index("116 123")


@pytest.mark.usefixtures("elsewhere")
def test_a_platform_is_framed_only_after_a_choice_that_no_link_can_make(client: Client) -> None:
    before = client.get(WATCH)
    assert "<iframe" not in before.content.decode()
    assert "YouTube learns" in before.content.decode()
    assert "frame-src" not in before.headers["Content-Security-Policy"]
    after = client.post(WATCH)
    text = after.content.decode()
    assert f'src="{EMBED}"' in text
    assert 'sandbox="allow-scripts allow-same-origin allow-presentation"' in text
    assert "frame-src https://player.vimeo.com" in after.headers["Content-Security-Policy"]
    # Not `no-store`: Back would ask to send the form again.
    assert after.headers["Cache-Control"] == "private, no-cache"
    assert "<iframe" not in client.get(WATCH).content.decode()


@pytest.mark.usefixtures("seeded")
def test_a_choice_frames_nothing_where_the_video_is_our_own(client: Client) -> None:
    answer = client.post(WATCH)
    assert "<iframe" not in answer.content.decode()
    assert "frame-src" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("target", ["creator:linh", "video:linh-one-message"])
def test_a_blocked_creator_takes_the_video_along(
    client: Client, seeded: Catalog, target: str
) -> None:
    block(seeded, target)
    assert client.get(WATCH).status_code == 404
    text = client.get(SERIES).content.decode()
    assert WATCH not in text
    assert f"{SERIES}maya-a-plan/" in text


def test_a_series_without_videos_is_gone(client: Client, seeded: Catalog) -> None:
    series = seeded.current().get("series:october-voices")
    for key in getattr(series, "videos", ()):
        block(seeded, f"video:{key}")
    assert client.get(SERIES).status_code == 404
    assert SERIES not in client.get("/en/topics/suicide/").content.decode()


@pytest.mark.usefixtures("seeded")
def test_a_video_is_found_in_its_own_series_only(client: Client) -> None:
    assert client.get("/en/series/home-together/linh-one-message/").status_code == 404
