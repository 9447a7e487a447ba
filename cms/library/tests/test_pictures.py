import contextlib
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, ImageCms
from PIL import Image as Pixels

from cms.errors import Refused
from cms.library import pictures
from cms.library.tests.conftest import DrawFile


def opened(data: bytes) -> Pixels.Image:
    return Pixels.open(BytesIO(data))


def colour(data: bytes, x: int, y: int, mode: str = "RGB") -> tuple[int, ...]:
    """One pixel, as many numbers as the mode has letters."""
    position = 4 * (y * opened(data).width + x)
    return tuple(opened(data).convert("RGBA").tobytes()[position : position + len(mode)])


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("form", ["png", "jpeg", "webp", "avif"])
def test_a_picture_of_each_allowed_format_is_taken(draw: DrawFile, form: str) -> None:
    picture = pictures.take(draw(80, 40, form))

    assert (picture.width, picture.height) == (80, 40)
    assert opened(picture.master).format == "WEBP"


@pytest.mark.parametrize(
    ("own", "widths"),
    [(200, [200]), (320, [320]), (700, [320, 640, 700]), (3000, [320, 640, 960, 1280])],
)
def test_renditions_come_in_several_widths_and_are_never_enlarged(
    draw: DrawFile, own: int, widths: list[int]
) -> None:
    drawn = pictures.take(draw(own, own // 2, "jpeg")).drawn

    assert [d.width for d in drawn if d.format == "webp"] == widths
    assert [d.width for d in drawn if d.format == "jpeg"] == widths
    for rendition in drawn:
        pixels = opened(rendition.data)
        assert pixels.size == (rendition.width, rendition.height)
        assert pixels.format == rendition.format.upper()


@pytest.mark.parametrize("form", ["jpeg", "webp", "png", "avif"])
def test_place_camera_and_comments_do_not_survive(draw: DrawFile, form: str) -> None:
    exif = Pixels.Exif()
    exif[ExifTags.Base.Model] = "Camera of a witness"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (10.0, 46.0, 37.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = draw(400, 200, form, exif=exif, icc_profile=profile)
    assert b"witness" in data

    picture = pictures.take(data)

    for written in (picture.master, *(d.data for d in picture.drawn)):
        pixels = opened(written)
        assert not pixels.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & pixels.info.keys()
        assert b"witness" not in written


def test_a_photo_taken_sideways_stands_upright(draw: DrawFile) -> None:
    exif = Pixels.Exif()
    exif[ExifTags.Base.Orientation] = 6
    picture = pictures.take(draw(80, 40, "jpeg", exif=exif))

    assert (picture.width, picture.height) == (40, 80)
    red, _green, blue = colour(picture.master, 20, 5)
    assert red > blue, "what was on the left is now above"


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "I;16", "1", "CMYK"])
def test_every_way_of_storing_colour_is_understood(draw: DrawFile, mode: str) -> None:
    form = "jpeg" if mode == "CMYK" else "png"
    fill = {"I;16": 40_000, "L": 156, "1": 1, "P": 0}.get(mode, (156, 255, 0, 255)[: len(mode)])

    picture = pictures.take(draw(40, 40, form, mode=mode, fill=fill))

    assert picture.width == 40


def test_sixteen_bits_of_grey_keep_their_brightness(draw: DrawFile) -> None:
    picture = pictures.take(draw(40, 40, mode="I;16", fill=40_000))

    assert abs(colour(picture.master, 20, 20)[0] - 40_000 // 256) < 4


def test_a_wide_colour_space_is_brought_to_srgb(draw: DrawFile) -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = pictures.take(draw(40, 40, icc_profile=swapped))

    assert picture.width == 40, "a profile that does not fit is left aside"


def test_transparent_parts_are_white_for_old_phones(draw: DrawFile) -> None:
    picture = pictures.take(draw(40, 40, mode="RGBA", fill=(0, 0, 0, 0)))

    data = {drawn.format: drawn.data for drawn in picture.drawn}
    assert colour(data["webp"], 5, 5, "RGBA")[3] == 0
    assert min(colour(data["jpeg"], 5, 5)) > 250


@pytest.mark.parametrize("form", ["gif", "bmp", "tiff", "ppm", "ico"])
def test_other_formats_are_refused_whatever_the_file_is_called(draw: DrawFile, form: str) -> None:
    with pytest.raises(Refused, match="no PNG, JPEG, WebP or AVIF"):
        pictures.take(draw(32, 32, form))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"PK\x03\x04" + bytes(100),
        bytes(1000),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(Refused, match="no PNG, JPEG, WebP or AVIF"):
        pictures.take(data)


@pytest.mark.parametrize("form", ["png", "jpeg", "webp", "avif"])
@pytest.mark.parametrize("left", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused(form: str, left: float) -> None:
    data = noise(form, side=200)

    with pytest.raises(Refused, match=r"damaged or cut short|no PNG"):
        pictures.take(data[: int(len(data) * left)])


def test_a_header_of_900_megapixels_is_refused_before_decoding() -> None:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", b"")

    with pytest.raises(Refused, match="more than 25 million pixels"):
        pictures.take(data)


@pytest.mark.parametrize(("width", "fits"), [(5_000, True), (5_001, False)])
def test_25_million_pixels_are_the_limit(
    draw: DrawFile, width: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = draw(width, 5_000, "png", mode="1", fill=1)
    monkeypatch.setattr(pictures, "_plain_colours", lambda _: Pixels.new("RGB", (10, 10)))
    if fits:
        assert pictures.take(data).width == 10
    else:
        with pytest.raises(Refused, match="million pixels"):
            pictures.take(data)


def test_a_file_of_more_than_20_mb_is_refused_unread() -> None:
    with pytest.raises(Refused, match="larger than 20 MB"):
        pictures.take(bytes(pictures.LARGEST_FILE + 1))


def test_html_behind_the_pixels_is_not_passed_on(draw: DrawFile) -> None:
    tail = b"<html><script>alert(document.domain)</script></html>"
    text = png_chunk(b"tEXt", b"Comment\0" + tail)
    data = draw(40, 40)
    with_both = data[:33] + text + data[33:] + tail

    picture = pictures.take(with_both)

    for written in (picture.master, *(d.data for d in picture.drawn)):
        assert b"<script" not in written


def test_an_animation_becomes_its_first_picture() -> None:
    frames = [Pixels.new("RGB", (40, 40), colour) for colour in ("red", "blue", "green")]
    target = BytesIO()
    frames[0].save(target, "webp", save_all=True, append_images=frames[1:], lossless=True)

    picture = pictures.take(target.getvalue())

    assert getattr(opened(picture.master), "n_frames", 1) == 1
    assert colour(picture.master, 20, 20)[0] > 200


def noise(form: str, side: int = 64) -> bytes:
    target = BytesIO()
    Pixels.effect_noise((side, side), 90).convert("RGB").save(target, form)
    return target.getvalue()


SAMPLES = {form: noise(form) for form in ("png", "jpeg", "webp", "avif")}


@given(
    form=st.sampled_from(sorted(SAMPLES)),
    flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 7)), min_size=1, max_size=20),
)
def test_flipped_bits_end_in_a_picture_or_in_a_sentence(
    form: str, flips: list[tuple[float, int]]
) -> None:
    data = bytearray(SAMPLES[form])
    for where, bit in flips:
        data[int(where * len(data))] ^= 1 << bit
    with contextlib.suppress(Refused):
        assert opened(pictures.take(bytes(data)).master).format == "WEBP"
