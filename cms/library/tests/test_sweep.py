import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cms.library import pictures, store
from cms.library.models import Image
from cms.library.sweep import GRACE, sweep
from cms.library.tests.conftest import DrawFile
from cms.publishing.changes import record_change
from cms.publishing.models import Edition
from tests.cast import Cast, Publish, erase_by_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(draw: DrawFile) -> Image:
    image = Image(key="cups", alt_en="Two cups", alt_vi="Hai tách trà")
    image.keep(pictures.take(draw(300, 150)))
    return image


def age(folder: Path) -> None:
    """Makes every file older than the grace that a new one has."""
    then = time.time() - GRACE.total_seconds() - 1
    for path in folder.rglob("*.*"):
        os.utime(path, (then, then))


def replace_picture(image: Image, draw: DrawFile) -> set[str]:
    """Gives the image another picture; returns the names of the old one's files."""
    before = {rendition["name"] for rendition in image.renditions}
    image.keep(pictures.take(draw(200, 100)))
    return before


def test_files_of_a_replaced_draft_go(image: Image, draw: DrawFile, media: Path) -> None:
    replace_picture(image, draw)
    age(media.parent)

    assert sweep() == 3, "two renditions and a master"

    assert {path.name for path in media.iterdir()} == {r["name"] for r in image.renditions}
    assert Path(image.original.path).exists()
    assert sweep() == 0


def test_files_of_a_saved_state_stay(image: Image, draw: DrawFile, media: Path, cast: Cast) -> None:
    """It can be taken back, with its picture."""
    record_change(image.object_key, by=cast.editor)
    saved = replace_picture(image, draw)
    age(media)

    assert sweep() == 0

    assert all(store.path_of(name).exists() for name in saved)


def test_files_that_an_edition_names_stay(
    image: Image, draw: DrawFile, media: Path, publish: Publish
) -> None:
    publish(image)
    published = replace_picture(image, draw)
    age(media)

    assert sweep() == 0

    assert all(store.path_of(name).exists() for name in published)


def test_files_of_an_erased_edition_go(
    image: Image, draw: DrawFile, media: Path, publish: Publish, cast: Cast
) -> None:
    publish(image)
    erased = replace_picture(image, draw)
    age(media)
    erase_by_two(Edition.objects.get(), cast, "The person asked for it.")

    sweep()

    assert not any(store.path_of(name).exists() for name in erased)


def test_a_file_that_is_just_being_stored_stays(media: Path) -> None:
    name = store.keep([b"a video under way"], "mp4")

    assert sweep() == 0
    assert store.path_of(name).exists()


def test_the_command_says_what_it_did(media: Path) -> None:
    store.keep([b"left over"], "vtt")
    age(media)
    said = StringIO()

    call_command("sweep_media", stdout=said)

    assert said.getvalue() == "Deleted 1 files that nothing names.\n"
