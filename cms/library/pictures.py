"""Pictures are decoded and drawn anew: nothing of an uploaded file is passed on as it came.

So a picture carries no metadata, and whatever else a file holds beside its pixels is gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from cms.errors import Refused

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")
LARGEST_FILE = 20 * 1024 * 1024
MOST_PIXELS = 25_000_000
WIDTHS = (320, 640, 960, 1280)
MASTER_SIDE = 2560
QUALITY = {"webp": 80, "jpeg": 82}
SUFFIX = {"webp": "webp", "jpeg": "jpg"}


@dataclass(frozen=True)
class Drawn:
    """The picture in one size and format."""

    width: int
    height: int
    format: str
    data: bytes


@dataclass(frozen=True)
class Picture:
    """A decoded upload: a master to draw from again, and what the public gets."""

    width: int
    height: int
    master: bytes
    drawn: tuple[Drawn, ...]


def take(data: bytes) -> Picture:
    """The picture in a file's bytes; raises Refused with a sentence for staff if it has none."""
    if len(data) > LARGEST_FILE:
        raise Refused(
            _("The file is larger than %(most)d MB. Save the picture smaller.")
            % {"most": LARGEST_FILE // 1024**2}
        )
    pixels = _decode(data)
    master = pixels.copy()
    master.thumbnail((MASTER_SIDE, MASTER_SIDE), Image.Resampling.LANCZOS)
    return Picture(
        width=pixels.width,
        height=pixels.height,
        master=_encode(master, "webp", quality=90),
        drawn=tuple(_draw(master)),
    )


def _decode(data: bytes) -> Image.Image:
    """The upright pixels in sRGB, as RGB or RGBA."""
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:  # noqa: BLE001 - decoders raise whatever a hostile file makes them stumble on.
        raise Refused(_("This is no PNG, JPEG, WebP or AVIF picture.")) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels()
    try:
        picture.load()
        return _plain_colours(ImageOps.exif_transpose(picture))
    except Exception:  # noqa: BLE001 - as above.
        raise Refused(
            _("The picture is damaged or cut short. Export it again and upload the new file.")
        ) from None


def _too_many_pixels() -> Refused:
    return Refused(
        _("The picture has more than %(most)d million pixels. Save it smaller.")
        % {"most": MOST_PIXELS // 1_000_000}
    )


def _plain_colours(picture: Image.Image) -> Image.Image:
    """Without a palette, and without the colour profile, which is applied and then dropped."""
    profile = picture.info.get("icc_profile")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode.startswith("I"):
        picture = picture.point(lambda level: level / 256).convert("L")
    elif profile and picture.mode in ("RGB", "RGBA"):
        picture = _in_srgb(picture, profile)
    plain = picture.convert(mode)
    plain.info.clear()
    return plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture  # A broken profile says nothing about the colours.
    return changed or picture


def _draw(master: Image.Image) -> Iterator[Drawn]:
    """Every width up to the picture's own, in both formats, the smallest first."""
    own = min(master.width, WIDTHS[-1])
    for width in (*(w for w in WIDTHS if w < own), own):
        height = max(1, round(master.height * width / master.width))
        sized = master.resize((width, height), Image.Resampling.LANCZOS)
        for form, quality in QUALITY.items():
            yield Drawn(width, height, form, _encode(sized, form, quality=quality))


def _encode(picture: Image.Image, form: str, *, quality: int) -> bytes:
    if form == "jpeg" and picture.mode == "RGBA":
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
        picture = picture.convert("RGB")
    target = BytesIO()
    picture.save(target, form, quality=quality)
    return target.getvalue()
