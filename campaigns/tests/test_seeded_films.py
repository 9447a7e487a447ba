"""The films of the demonstration: what is read, what is shown and what is said are the same."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from campaigns import clips, webvtt

SEEDS = Path(__file__).parents[2] / "seeds"
VIDEOS: list[dict[str, Any]] = tomllib.loads((SEEDS / "videos.toml").read_text("utf-8"))["video"]
LANGUAGES = ("en", "vi", "id", "ar")


def spoken_lines(video: dict[str, Any], language: str) -> list[str]:
    return [line.strip() for line in video[language]["transcript"].strip().splitlines()]


def cues(video: dict[str, Any], language: str) -> tuple[webvtt.Cue, ...]:
    path = SEEDS / "captions" / f"{video['key']}.{language}.vtt"
    return webvtt.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("video", VIDEOS, ids=lambda video: video["key"])
def test_a_caption_is_a_line_of_the_transcript_word_for_word(
    video: dict[str, Any], language: str
) -> None:
    captions = webvtt.words(cues(video, language)).splitlines()
    assert captions == spoken_lines(video, language)


@pytest.mark.parametrize("video", VIDEOS, ids=lambda video: video["key"])
def test_captions_come_at_the_same_times_in_every_language_and_end_with_the_film(
    video: dict[str, Any],
) -> None:
    times = {tuple((c.start, c.end) for c in cues(video, language)) for language in LANGUAGES}
    assert len(times) == 1
    path = SEEDS / "media" / f"{video['key']}.mp4"
    with path.open("rb") as file:
        clip = clips.inspect(file, path.stat().st_size)
    assert clip.seconds == video["seconds"]
    assert times.pop()[-1][1] <= clip.seconds * 1000


@pytest.mark.parametrize("video", VIDEOS, ids=lambda video: video["key"])
def test_a_computer_voice_is_called_one_in_every_language(video: dict[str, Any]) -> None:
    said = {"en": "computer voice", "vi": "máy tính", "id": "komputer", "ar": "حاسوب"}
    for language, words in said.items():
        assert words in video[language]["description"]
