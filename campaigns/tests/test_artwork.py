"""The drawn pictures: each that the seeds name can be drawn, and is there."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from PIL import Image

from campaigns.artwork.palettes import PALETTES
from campaigns.artwork.pictures import SCENES, SQUARE, WIDE, draw
from campaigns.artwork.scenes.portraits import PEOPLE
from cms.library.seedfiles import toml_records

SEEDS: Path = settings.BASE_DIR / "seeds"


def test_every_picture_that_the_seeds_name_can_be_drawn_and_no_other() -> None:
    records = toml_records(SEEDS, "images.toml", "image")
    assert {record["key"] for record in records} == {*SCENES, *(f"avatar-{p}" for p in PEOPLE)}
    assert {record["palette"] for record in records} <= PALETTES.keys()


def test_every_picture_is_there_in_its_size_and_small() -> None:
    for record in toml_records(SEEDS, "images.toml", "image"):
        path = SEEDS / "media" / f"{record['key']}.webp"
        with Image.open(path) as picture:
            assert picture.size == (SQUARE if record["key"].startswith("avatar-") else WIDE)
        assert path.stat().st_size < 80_000, path.name


def test_a_picture_is_drawn_the_same_each_time() -> None:
    assert draw("avatar-linh", "dawn").tobytes() == draw("avatar-linh", "dawn").tobytes()


def test_the_command_says_how_to_get_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "seeds" / "media" / "omar-the-call.mp4").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="apt-get install ffmpeg"):
        call_command("make_seed_media", seeds=tmp_path / "seeds")


def test_the_command_draws_what_is_missing_and_leaves_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS, seeds)
    missing = seeds / "media" / "avatar-linh.webp"
    shipped = missing.read_bytes()
    missing.unlink()

    call_command("make_seed_media", seeds=seeds)

    assert capsys.readouterr().out.startswith("avatar-linh.webp")
    with Image.open(missing) as drawn:
        assert drawn.size == SQUARE
    assert abs(len(shipped) - missing.stat().st_size) < 2_000
