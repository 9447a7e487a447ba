from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cms.library import pictures
from cms.library.documents import build_image, build_topic
from cms.library.forms import PictureField
from cms.library.models import Image, Response, Topic
from cms.library.tests.conftest import DrawFile
from cms.publishing.freeze import document_of, edition_digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(draw: DrawFile) -> Image:
    image = Image(key="cups", alt_en="Two cups", alt_ind="Dua cangkir", credit="Linh", focal_x=30)
    image.keep(pictures.take(draw(700, 350)))
    return image


def test_a_kept_picture_has_its_files_and_sizes(image: Image, media: Path, settings: Any) -> None:
    kept = Image.objects.get()

    assert (kept.width, kept.height) == (700, 350)
    assert len(kept.renditions) == 6
    assert {path.name for path in media.iterdir()} == {r["name"] for r in kept.renditions}
    assert Path(kept.original.path).parent == Path(settings.MEDIA_ROOT) / "images"


def test_keeping_the_same_picture_twice_changes_nothing(image: Image, draw: DrawFile) -> None:
    before = edition_digest(image.object_key, document_of(image.object_key))

    image.keep(pictures.take(draw(700, 350)))

    assert len(list(Path(image.original.path).parent.iterdir())) == 1
    assert edition_digest(image.object_key, document_of(image.object_key)) == before


def test_an_image_s_document_lists_its_files_for_every_phone(image: Image) -> None:
    document = build_image(image)

    assert document.alt.root == {"en": "Two cups", "id": "Dua cangkir"}
    assert (document.focus.x, document.focus.y) == (30, 50)
    assert sorted(document.files()) == sorted(r["name"] for r in image.renditions)
    assert [part.split()[1] for part in document.webp.split(", ")] == ["320w", "640w", "700w"]
    assert document.jpeg.count("/media/") == 3
    assert document.fallback is not None
    assert (document.fallback.format, document.fallback.width) == ("jpeg", 640)


def test_a_picture_wider_than_a_fallback_has_one_all_the_same(draw: DrawFile) -> None:
    assert build_image(Image(key="none", alt_en="a")).fallback is None
    tall = Image(key="tall", alt_en="a")
    tall.keep(pictures.take(draw(100, 900)))

    fallback = build_image(tall).fallback
    assert fallback is not None
    assert fallback.width == 100


@pytest.mark.parametrize("focus", [{"focal_x": 101}, {"focal_y": 101}])
def test_the_focus_lies_inside_the_picture(focus: dict[str, int]) -> None:
    image = Image(key="cups", alt_en="Two cups", **focus)

    with pytest.raises(ValidationError):
        image.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        image.save()


def test_a_topic_s_document_is_the_same_whatever_language_the_admin_runs_in() -> None:
    topic = Topic.objects.create(
        key="self_harm", name_en="Self-harm", name_vi="Tự làm hại", priority=20
    )
    with override("vi"):
        assert str(topic) == "Self-harm"
        in_vietnamese = build_topic(topic)

    assert in_vietnamese == build_topic(topic)
    assert in_vietnamese.label() == "Self-harm"
    assert in_vietnamese.response is Response.SUPPORT


class TestPictureField:
    def clean(self, data: bytes, name: str = "photo.png") -> Any:
        return PictureField().clean(SimpleUploadedFile(name, data))

    def test_an_upload_becomes_a_decoded_picture(self, draw: DrawFile) -> None:
        assert self.clean(draw(80, 40)).width == 80

    @pytest.mark.parametrize(
        "data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + bytes(50)]
    )
    def test_another_file_with_the_name_of_a_picture_is_refused(self, data: bytes) -> None:
        with pytest.raises(ValidationError, match="no PNG"):
            self.clean(data)

    def test_a_file_that_is_too_large_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pictures, "LARGEST_FILE", 1024**2)
        with pytest.raises(ValidationError, match="larger than 1 MB"):
            self.clean(bytes(1024**2 + 1))

    def test_no_upload_is_no_picture(self) -> None:
        assert PictureField(required=False).clean(None) is None
