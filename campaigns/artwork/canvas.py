"""A sheet to draw on: shapes cut from coloured paper, laid over each other with soft shadows.

All measures are fractions: x and widths of the sheet's width, y, heights and radii of its height.
"""

import random
from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int]

FINER = 2
"""How many times larger everything is drawn than it is kept, for smooth edges."""
COARSER = 8
"""Shadows are blurred on a sheet this much smaller: nobody sees it and it is much faster."""


def colour(value: str) -> Colour:
    red, green, blue = ImageColor.getrgb(value)[:3]
    return red, green, blue


def mix(first: str, second: str, share: float) -> str:
    """The colour between two, `share` of the way to the second."""
    pairs = zip(colour(first), colour(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def gradient(size: tuple[int, int], stops: Sequence[str]) -> Image.Image:
    """Colours from top to bottom, evenly spread."""
    if len(stops) == 1:
        return Image.new("RGB", size, colour(stops[0]))
    strip = Image.new("RGB", (1, len(stops)))
    strip.putdata([colour(stop) for stop in stops])
    # The middle of the outer stops is half a step inside the strip: it is cut there.
    inner = (0, 0.5, 1, len(stops) - 0.5)
    return strip.resize(size, Image.Resampling.BICUBIC, box=inner)


class Canvas:
    """One picture while it is being drawn."""

    def __init__(self, width: int, height: int, *, seed: int = 0, finer: int = FINER) -> None:
        self.size = (width, height)
        self.width, self.height = width * finer, height * finer
        self.ratio = height / width
        self.image = Image.new("RGB", (self.width, self.height))
        self.random = random.Random(seed)  # noqa: S311 - it places leaves, it guards nothing

    # Masks: what is cut out

    def polygon(self, points: Iterable[Point]) -> Image.Image:
        mask = Image.new("L", (self.width, self.height))
        ImageDraw.Draw(mask).polygon([self._at(p) for p in points], fill=255)
        return mask

    def ellipse(self, x: float, y: float, across: float, down: float | None = None) -> Image.Image:
        """By its centre and its radii, both in fractions of the height; a circle with one."""
        mask = Image.new("L", (self.width, self.height))
        (cx, cy), rx = self._at((x, y)), across * self.height
        ry = rx if down is None else down * self.height
        ImageDraw.Draw(mask).ellipse((cx - rx, cy - ry, cx + rx, cy + ry), fill=255)
        return mask

    def box(
        self, left: float, top: float, right: float, bottom: float, radius: float = 0
    ) -> Image.Image:
        mask = Image.new("L", (self.width, self.height))
        corners = (*self._at((left, top)), *self._at((right, bottom)))
        ImageDraw.Draw(mask).rounded_rectangle(corners, radius * self.height, fill=255)
        return mask

    def line(self, points: Sequence[Point], thickness: float) -> Image.Image:
        """A line with round ends along the points."""
        mask = Image.new("L", (self.width, self.height))
        draw, across = ImageDraw.Draw(mask), thickness * self.height
        places = [self._at(point) for point in points]
        draw.line(places, fill=255, width=round(across), joint="curve")
        for x, y in (places[0], places[-1]):
            draw.ellipse((x - across / 2, y - across / 2, x + across / 2, y + across / 2), fill=255)
        return mask

    # Paint: what is laid into them

    def sky(self, *stops: str) -> None:
        self.image.paste(gradient((self.width, self.height), stops))

    def paint(
        self, mask: Image.Image, *stops: str, opacity: float = 1, shadow: float = 0, soft: float = 0
    ) -> None:
        """Lays colours, from the mask's top to its bottom, into the mask.

        `shadow` (0 to 1) falls on what lies below; `soft` blurs the edge, as of light or steam.
        """
        where = mask.getbbox()
        if where is None:
            return
        if shadow:
            self._shade(mask, shadow)
        if soft:
            mask = self.blurred(mask, soft)
            where = mask.getbbox() or where
        cut = mask.crop(where)
        if opacity < 1:
            cut = cut.point(lambda value: round(value * opacity))
        size = (where[2] - where[0], where[3] - where[1])
        self.image.paste(gradient(size, stops), where[:2], cut)

    def glow(self, x: float, y: float, radius: float, light: str, opacity: float) -> None:
        """Light that fades evenly from a point."""
        reach = round(radius * self.height)
        fade = ImageChops.invert(Image.radial_gradient("L")).point(_eased(opacity))
        fade = fade.resize((2 * reach, 2 * reach), Image.Resampling.BICUBIC)
        cx, cy = self._at((x, y))
        self.image.paste(
            Image.new("RGB", fade.size, colour(light)), (round(cx) - reach, round(cy) - reach), fade
        )

    def blurred(self, mask: Image.Image, radius: float) -> Image.Image:
        small = mask.reduce(COARSER)
        small = small.filter(ImageFilter.GaussianBlur(radius * self.height / COARSER))
        return small.resize((self.width, self.height), Image.Resampling.BICUBIC)

    def inside(self, mask: Image.Image, other: Image.Image) -> Image.Image:
        """Only what lies in both masks."""
        return ImageChops.multiply(mask, other)

    def without(self, mask: Image.Image, other: Image.Image) -> Image.Image:
        return ImageChops.subtract(mask, other)

    def finished(self, *, grain: int = 5) -> Image.Image:
        """The picture in its own size, with the grain of paper, which also hides banding."""
        picture = self.image.resize(self.size, Image.Resampling.LANCZOS)
        if not grain:
            return picture
        width, height = self.size
        noise = Image.frombytes(
            "L", (width // 2, height // 2), self._noise(width // 2 * (height // 2))
        )
        noise = noise.resize(self.size, Image.Resampling.BICUBIC)
        scaled = noise.point(lambda value: 128 + round((value - 128) * grain / 128))
        layer = Image.merge("RGB", [scaled] * 3)
        return ImageChops.add(picture, layer, offset=-128)

    def _noise(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def _shade(self, mask: Image.Image, strength: float) -> None:
        fallen = Image.new("L", mask.size)
        fallen.paste(mask, (0, round(0.008 * self.height)))
        cut = self.blurred(fallen, 0.016).point(lambda value: round(value * strength * 0.5))
        self.image.paste((20, 24, 48), (0, 0), cut)

    def _at(self, point: Point) -> Point:
        return point[0] * self.width, point[1] * self.height


def _eased(opacity: float) -> list[int]:
    """Light falls off smoothly: no ring where it begins, none where it ends.

    Pillow's gradient reaches its end in the corners; a circle ends at the sides, at 75.
    """
    shares = (max(0.0, value - 75) / 180 for value in range(256))
    return [round(255 * opacity * share * share * (3 - 2 * share)) for share in shares]
