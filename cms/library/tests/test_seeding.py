import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels

from cms.errors import Refused
from cms.library.models import EditorialRule, Image, Response, Topic
from cms.library.seedfiles import csv_records, toml_records
from cms.library.seeding import seed
from cms.library.tests.conftest import DrawFile
from cms.library.tests.shipped import SEEDS
from cms.publishing.models import Change
from tests.cast import Cast

pytestmark = pytest.mark.django_db

IMAGES = """
[[image]]
key = "two-cups"
credit = "Drawn for this demonstration"
focal_x = 40

[image.en]
alt = "Two cups of tea"

[image.id]
alt = "Dua cangkir teh"

[[image]]
key = "not-drawn-yet"

[image.en]
alt = "An open door"
"""


@pytest.fixture
def folder(tmp_path: Path, draw: DrawFile) -> Path:
    seeds = tmp_path / "seeds"
    (seeds / "media").mkdir(parents=True)
    for name in ("topics.csv", "editorial_rules.csv"):
        shutil.copy(SEEDS / name, seeds)
    (seeds / "images.toml").write_text(IMAGES, encoding="utf-8")
    (seeds / "media" / "two-cups.png").write_bytes(draw(640, 320))
    return seeds


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_topics_rules_and_pictures_are_made(folder: Path, cast: Cast) -> None:
    keys = seed(folder, by=cast.editor)

    assert "topic:suicide" in keys
    assert "image:two-cups" in keys
    suicide: Any = Topic.objects.get(key="suicide")
    assert (suicide.response, suicide.name_ind) == (
        Response.CRISIS,
        "Bunuh diri dan pikiran bunuh diri",
    )
    image: Any = Image.objects.get()
    assert (image.alt_en, image.alt_ind, image.alt_vi) == (
        "Two cups of tea",
        "Dua cangkir teh",
        None,
    )
    assert (image.width, image.focal_x, image.focal_y) == (640, 40, 50)
    assert EditorialRule.objects.active().count() >= 41
    assert set(Change.objects.values_list("key", flat=True)) == set(keys)


def test_seeding_twice_changes_nothing(folder: Path, cast: Cast) -> None:
    seed(folder, by=cast.editor)
    Topic.objects.filter(key="suicide").update(name_en="Edited since")

    assert seed(folder, by=cast.editor) == []

    assert Topic.objects.filter(key="suicide", name_en="Edited since").exists()


def test_a_picture_drawn_later_is_made_later(folder: Path, cast: Cast, draw: DrawFile) -> None:
    seed(folder, by=cast.editor)
    (folder / "media" / "not-drawn-yet.jpg").write_bytes(draw(form="jpeg"))

    assert seed(folder, by=cast.editor) == ["image:not-drawn-yet"]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("topics.csv", "suicide,10", "suicide,ten", "topics.csv, line 2: priority is “ten”"),
        ("topics.csv", "suicide,10,crisis", "suicide,10,panic", "topics.csv, line 2: .*panic"),
        ("topics.csv", "suicide,10,", "suicide,10,,", "topics.csv, line 2: it has more or fewer"),
        ("topics.csv", "suicide,10", "Su icide,10", "topics.csv, line 2: Use small letters"),
        ("editorial_rules.csv", r"\bcommit(?:", r"\bcommit(?:(", "rules.csv, line 2: .*be read"),
        ("images.toml", "key =", "key", "images.toml can't be read: .*line 3"),
        ("images.toml", "focal_x = 40", "focal_x = 140", "images.toml, two-cups: .*100"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_made(
    folder: Path, cast: Cast, name: str, old: str, new: str, sentence: str
) -> None:
    replace(folder / name, old, new)

    with pytest.raises(Refused, match=sentence):
        seed(folder, by=cast.editor)

    assert not Topic.objects.exists()
    assert not EditorialRule.objects.exists()


def test_a_missing_file_is_named(folder: Path, cast: Cast) -> None:
    (folder / "topics.csv").unlink()

    with pytest.raises(Refused, match=r"The seed file topics\.csv can't be read"):
        seed(folder, by=cast.editor)


def test_a_damaged_picture_is_named(folder: Path, cast: Cast) -> None:
    (folder / "media" / "two-cups.png").write_bytes(b"GIF89a")

    with pytest.raises(Refused, match=r"images\.toml, two-cups: This is no PNG"):
        seed(folder, by=cast.editor)


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "topics.csv").write_bytes("key\nđ".encode("utf-16"))

    with pytest.raises(Refused, match=r"topics\.csv can't be read"):
        csv_records(folder, "topics.csv")


def test_every_shipped_picture_is_there_in_its_size_and_small() -> None:
    for record in toml_records(SEEDS, "images.toml", "image"):
        path = SEEDS / "media" / f"{record['key']}.webp"
        with Pixels.open(path) as picture:
            is_face = record["key"].startswith("avatar-")
            assert picture.size == ((480, 480) if is_face else (1280, 720)), path.name
        assert path.stat().st_size < 80_000, path.name
