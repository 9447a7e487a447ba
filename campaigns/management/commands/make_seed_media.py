"""manage.py make_seed_media: draws the demonstration's pictures and makes its clips.

For development only: it needs ffmpeg and the fonts of Noto (apt-get install ffmpeg
fonts-noto-core). What it makes is kept under seeds/media/, so that nobody else needs them.
"""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campaigns import webvtt
from campaigns.artwork import clips, sound
from campaigns.artwork.pictures import draw
from cms.errors import Refused
from cms.library.seedfiles import Record, toml_records

QUALITY = 86


class Command(BaseCommand):
    help = "Draws the pictures and makes the clips of the demonstration that are not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("keys", nargs="*", help="Only these, anew even if they are there.")
        parser.add_argument("--seeds", type=Path, default=settings.BASE_DIR / "seeds")

    def handle(self, *, keys: list[str], seeds: Path, **_options: Any) -> None:
        try:
            pictures = toml_records(seeds, "images.toml", "image")
            videos = toml_records(seeds, "videos.toml", "video")
        except Refused as problem:
            raise CommandError(str(problem)) from None
        palettes = {record["key"]: record["palette"] for record in pictures}
        (seeds / "media").mkdir(exist_ok=True)
        for record in pictures:
            target = seeds / "media" / f"{record['key']}.webp"
            if _is_wanted(record, target, keys):
                draw(record["key"], record["palette"]).save(target, quality=QUALITY, method=6)
                self._say(target)
        for record in videos:
            target = seeds / "media" / f"{record['key']}.mp4"
            if _is_wanted(record, target, keys):
                _make_clip(record, palettes[record["poster"]], seeds, target)
                self._say(target)

    def _say(self, made: Path) -> None:
        self.stdout.write(f"{made.name}  {made.stat().st_size // 1024} KB")


def _is_wanted(record: Record, target: Path, keys: list[str]) -> bool:
    return record["key"] in keys if keys else not target.exists()


def _make_clip(record: Record, palette: str, seeds: Path, target: Path) -> None:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        raise CommandError("ffmpeg is not here: apt-get install ffmpeg")
    seconds, spoken = int(record["seconds"]), record["spoken"]
    captions = (seeds / "captions" / f"{record['key']}.{spoken}.vtt").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        track = Path(folder) / "sound.wav"
        sound.write(track, seconds)
        picture = draw(record["poster"], palette, grain=0)
        clips.make(ffmpeg, picture, webvtt.parse(captions), spoken, seconds, track, target)
